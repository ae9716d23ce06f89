"""The comparison as charts, as tables and as a file, behind sign-in and permission."""

from contextlib import suppress
from functools import cache

from csp.constants import UNSAFE_INLINE
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Permission, requires
from benchmarking.snapshots import comparison_choices, protected_comparison
from dashboards import mounted
from dashboards.app import PREFIX, ComparisonApp, make_app
from dashboards.cards import all_cards, headlines, registration
from dashboards.export import as_csv
from dashboards.pages import form_of, page_context


@cache
def comparison_app() -> ComparisonApp:
    """Return the one Dash app of this process."""
    return make_app()


def warm_up() -> None:
    """Have the app and the protected tables ready before anybody asks: they take a second or two.

    The tables are remembered by their content, so later only what changed is worked out again.
    """
    app = comparison_app()
    app.csp_hashes()
    app.server.test_client().get(PREFIX + "_dash-dependencies")
    with suppress(DatabaseError):  # a database without tables yet: who asks is told so
        for tenant in list(comparison_choices().tenants)[:1]:
            protected_comparison(tenant=tenant)


@require_http_methods(["GET", "POST"])
@requires(Permission.READ_BENCHMARK)
@ensure_csrf_cookie
def charts(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer for Dash: its page, its scripts, and its callback (POST, with the CSRF header)."""
    app = comparison_app()
    response = mounted.answer(app, request)
    if not rest:
        response._csp_update = {  # type: ignore[attr-defined]  # how django-csp takes it
            "script-src": app.csp_hashes(),
            "style-src": [UNSAFE_INLINE],
            "img-src": ["blob:"],
        }
    return response


@require_GET
@requires(Permission.READ_BENCHMARK)
def tables(request: HttpRequest) -> HttpResponse:
    """Show the same figures as tables, without script."""
    context = page_context(request)
    form = context["form"]
    if form.is_valid():
        comparison = form.comparison()
        context |= {
            "comparison": comparison,
            "cards": all_cards(comparison),
            "headlines": headlines(comparison),
            "registration": registration(comparison),
        }
    status = 200 if form.is_valid() else 400
    return render(request, "dashboards/tables.html", context, status=status)


@require_GET
@requires(Permission.READ_BENCHMARK)
def export(request: HttpRequest) -> HttpResponse:
    """Give the shown figures as a file, all or those of one card (`figuur`)."""
    form = form_of(request.GET.dict())
    if not form.is_valid():
        return render(request, "dashboards/tables.html", page_context(request), status=400)
    comparison = form.comparison()
    cards = all_cards(comparison)
    wanted = request.GET.get("figuur")
    chosen = [card for card in cards if card.key == wanted] or cards
    content = as_csv(comparison, chosen, choice=form.in_words(), made_on=timezone.localdate())
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"meetlat-{comparison.tenant.code}-{comparison.snapshot_id}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
