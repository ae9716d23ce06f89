"""The comparison as charts, as tables and as a file, behind sign-in and permission."""

from contextlib import suppress
from functools import cache
from typing import Any

from csp.constants import UNSAFE_INLINE
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Permission, requires
from benchmarking.releases.moment import NothingReleased, one_moment
from benchmarking.snapshots import comparison_choices, protected_comparison
from dashboards import mounted
from dashboards.app import PREFIX, ComparisonApp, make_app
from dashboards.boards import BY_SLUG
from dashboards.export import as_csv
from dashboards.pages import page_context, shown_cards
from dashboards.sheet import NothingToShow


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
    with suppress(DatabaseError, NothingReleased):  # whoever asks is told so
        for tenant in list(comparison_choices().tenants)[:1]:
            protected_comparison(tenant=tenant)


@require_http_methods(["GET", "POST"])
@requires(Permission.READ_BENCHMARK)
@ensure_csrf_cookie
@one_moment()
def internals(request: HttpRequest, **_of_address: str) -> HttpResponse:
    """Answer what Dash asks for itself: scripts, and its callback (POST, with the CSRF header)."""
    return mounted.answer(comparison_app(), request)


@require_GET
@requires(Permission.READ_BENCHMARK)
@ensure_csrf_cookie
@one_moment()
def charts(request: HttpRequest, page: str = "") -> HttpResponse:
    """Show a page of the comparison, with room for the charts that Dash draws."""
    context = page_context(request, BY_SLUG[page])
    if not context["form"].is_valid():
        return _unknown_choice(request, context)
    try:
        sheet = BY_SLUG[page].sheet(context["form"])
    except NothingToShow as problem:
        return render(request, "dashboards/nothing.html", context | {"why": problem.why})
    context |= {"sheet": sheet, "cards": shown_cards(sheet, with_charts=True)}
    app = comparison_app()
    response = mounted.answer(app, request, page=context)
    response._csp_update = {  # type: ignore[attr-defined]  # how django-csp takes it
        "script-src": app.csp_hashes(),
        "style-src": [UNSAFE_INLINE],
        "img-src": ["blob:"],
    }
    return response


@require_GET
@requires(Permission.READ_BENCHMARK)
@one_moment()
def tables(request: HttpRequest, page: str = "") -> HttpResponse:
    """Show the same figures as tables, without script."""
    board = BY_SLUG[page]
    context = page_context(request, board, face="tables")
    form = context["form"]
    if not form.is_valid():
        return _unknown_choice(request, context)
    try:
        sheet = board.sheet(form)
    except NothingToShow as problem:
        return render(request, "dashboards/nothing.html", context | {"why": problem.why})
    context |= {"sheet": sheet, "cards": shown_cards(sheet, with_charts=False)}
    return render(request, "dashboards/tables.html", context)


@require_GET
@requires(Permission.READ_BENCHMARK)
@one_moment()
def export(request: HttpRequest, page: str = "") -> HttpResponse:
    """Give the shown figures as a file, all or those of one card (`figuur`)."""
    board = BY_SLUG[page]
    context = page_context(request, board, face="tables")
    form = context["form"]
    wanted = request.GET.get("figuur")
    if not form.is_valid():
        return _unknown_choice(request, context)
    try:
        sheet = board.sheet(form)
    except NothingToShow as problem:
        return render(request, "dashboards/nothing.html", context | {"why": problem.why})
    chosen = [card for card in sheet.cards if wanted in (None, "", card.key)]
    if not chosen:
        form.add_error(None, _("Deze figuur bestaat niet. Kies op de pagina wat u bewaart."))
        return _unknown_choice(request, context)
    content = as_csv(sheet, chosen, choice=form.in_words(), made_on=timezone.localdate())
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"meetlat-{board.slug or 'vergelijken'}-{sheet.code}-{sheet.snapshot_id}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _unknown_choice(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Say what of the choice does not exist, and let it be put right: no other choice is shown.

    Who asked for nothing in particular asked for nothing wrong: an organisation that is not open
    yet has no comparison of its own to begin with.
    """
    is_refused = bool(request.GET)
    context |= {"is_refused": is_refused}
    return render(request, "dashboards/choice.html", context, status=400 if is_refused else 200)
