"""The pages on the public host on which an analyst of the platform asks across organisations."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from benchmarking import queries
from benchmarking.across.asking import Asked, ask
from benchmarking.across.catalogue import Catalogue
from benchmarking.across.export import across_csv, across_data
from benchmarking.across.form import AcrossForm
from benchmarking.across.groups import FEWEST_MEMBERS, offered_groups
from benchmarking.across.page import across_page
from benchmarking.across.register import MOST_QUESTIONS, TooManyAsked
from benchmarking.disclosure.rules import DEFAULT_RULES
from policy_profiles.differences.candidates import Candidates
from policy_profiles.simulation.values import Assumptions
from tenants.queries import launched_tenants

_PAGE = "benchmarking/across.html"
_MONTHS = 12


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def across(request: HttpRequest) -> HttpResponseBase:
    """Show the choices, and where somebody asked, what comes out."""
    asked = request.GET
    form = _form(asked)
    context: dict[str, Any] = {
        "form": form,
        "fewest": FEWEST_MEMBERS,
        "rules": DEFAULT_RULES,
        "address": _taken_along(asked),
    }
    status = 200
    if form.is_bound and form.is_valid():
        context |= _answered(request, form)
    elif form.is_bound:
        status = 400
    return render(request, _PAGE, context, status=status)


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def across_as_csv(request: HttpRequest) -> HttpResponse:
    """Give what the page shows as CSV; an address that asks nothing gets the page."""
    found = _asked(request)
    if found is None:
        return redirect(f"/doorrekenen/?{request.GET.urlencode()}")
    content = across_csv(found, language=language_now())
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="doorgerekend.csv"'
    return answer


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def across_as_json(request: HttpRequest) -> HttpResponse:
    """Give what the page shows as JSON."""
    found = _asked(request)
    if found is None:
        return redirect(f"/doorrekenen/?{request.GET.urlencode()}")
    return JsonResponse(across_data(found))


def _form(asked: QueryDict) -> AcrossForm:
    today = timezone.localdate()
    return AcrossForm(
        asked,
        catalogue=_catalogue(),
        groups=offered_groups(launched_tenants()),
        # A year that is over: of one that goes on, two answers would differ by the days between.
        years=[year for year in queries.years() if year < today.year],
    )


def _asked(request: HttpRequest) -> Asked | None:
    form = _form(request.GET)
    if not form.is_bound or not form.is_valid() or form.question is None:
        return None
    try:
        return _ask(request, form)
    except TooManyAsked:
        return None


def _ask(request: HttpRequest, form: AcrossForm) -> Asked:
    assert form.question is not None  # noqa: S101 - whoever is valid has one
    return ask(actor=actor_of(request), question=form.question, catalogue=_catalogue())


def _catalogue() -> Catalogue:
    today = timezone.localdate()
    return Catalogue(candidates=Candidates(today=today, language=language_now(), is_inside=False))


def _answered(request: HttpRequest, form: AcrossForm) -> dict[str, Any]:
    try:
        found = _ask(request, form)
    except TooManyAsked:
        return {"is_full": True, "most": MOST_QUESTIONS}
    context: dict[str, Any] = {"found": found, "title": form.title}
    if found.answer is not None:
        assumed = Assumptions(months=_MONTHS, coachable_hours=form.cleaned_data["uren"])
        shown = across_page(found.answer, title=form.title, assumptions=assumed)
        context |= {
            "page": shown.page,
            "values": shown.values,
            "hides_hours": shown.hides_hours,
            "stand_on": date.fromisoformat(found.answer["stand_on"]),
            "assumed": assumed,
        }
    return context


def _taken_along(asked: QueryDict) -> str:
    found = asked.copy()
    for name in ("uren",):
        found.pop(name, None)
    return found.urlencode()
