"""The pages of kept what-ifs: one as it was, removing it, and several of them side by side."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import NotPermitted, Permission, requires
from policy_profiles.differences.candidate_key import NotAKey
from policy_profiles.differences.candidates import Candidates, NoSuchCandidate
from policy_profiles.what_if.actions import may_remove, remove_scenario
from policy_profiles.what_if.export import scenario_csv
from policy_profiles.what_if.page import Titles, what_if_page
from policy_profiles.what_if.period import month_later
from policy_profiles.what_if.queries import (
    KeptScenario,
    NoSuchScenario,
    ScenarioRow,
    scenario,
    scenarios_of,
)
from policy_profiles.what_if.table import scenario_table

MOST_SIDE_BY_SIDE = 4


@require_safe
@requires(Permission.READ_POLICY)
def kept(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Show a kept what-if as it was, and say whether its policies still say the same."""
    found = _scenario(scenario_id)
    row = found.row
    others = [each for each in scenarios_of(set_id=row.case_set.id) if each.id != row.id]
    context: dict[str, Any] = {
        "scenario": row,
        "impact": found.impact,
        "page": what_if_page(
            found.impact, titles=Titles(after=row.after_title, before=row.before_title)
        ),
        "last_month": month_later(row.case_set.until, -1),
        "others": others,
        "again": _again(found),
        "changed": _changed(row),
        "may_remove": may_remove(actor_of(request), made_by=row.made_by),
    }
    return render(request, "policy_profiles/scenario.html", context)


@require_safe
@requires(Permission.READ_POLICY)
def kept_csv(request: HttpRequest, scenario_id: UUID) -> HttpResponse:  # noqa: ARG001 - a view
    """Give the figures of a kept what-if as CSV, protected as for leaving the organisation."""
    found = _scenario(scenario_id)
    content = scenario_csv(found, language=language_now())
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="doorrekening.csv"'
    return answer


@require_safe
@requires(Permission.READ_POLICY)
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Lay kept what-ifs on one frozen set of cases beside each other."""
    wanted = list(dict.fromkeys(_identifiers(request.GET.getlist("doorrekening"))))
    found = [_scenario(each) for each in wanted[:MOST_SIDE_BY_SIDE]]
    sets = {each.row.case_set.id for each in found}
    context = {
        "most": MOST_SIDE_BY_SIDE,
        "is_too_many": len(wanted) > MOST_SIDE_BY_SIDE,
        "is_one_set": len(sets) == 1,
        "table": scenario_table(found) if len(sets) == 1 and len(found) > 1 else None,
        "case_set": found[0].row.case_set if found else None,
        "last_month": month_later(found[0].row.case_set.until, -1) if found else None,
    }
    return render(request, "policy_profiles/scenario_comparison.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_POLICY)
def remove(request: HttpRequest, scenario_id: UUID) -> HttpResponseBase:
    """Ask whether a kept what-if may go, for everybody, and remove it."""
    row = _scenario(scenario_id).row
    if not may_remove(actor_of(request), made_by=row.made_by):
        raise NotPermitted(Permission.EDIT_POLICY)
    if request.method != "POST":
        return render(request, "policy_profiles/scenario_remove.html", {"scenario": row})
    try:
        remove_scenario(actor=actor_of(request), scenario_id=scenario_id)
    except NoSuchScenario as gone:
        raise Http404 from gone
    messages.success(request, _("De doorrekening is verwijderd."))
    return redirect("policy:what_if")


def _scenario(scenario_id: UUID) -> KeptScenario:
    try:
        return scenario(scenario_id=scenario_id)
    except NoSuchScenario as nothing:
        raise Http404 from nothing


def _identifiers(texts: Sequence[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError as no_identifier:
        raise Http404 from no_identifier


def _again(found: KeptScenario) -> str:
    """The address at which the same is asked once more, of the same cases."""
    asked = {
        "na": found.row.after_key,
        "tegen": found.row.before_key,
        "groep": str(found.row.case_set.id),
        "uren": found.impact.assumptions.coachable_hours,
    }
    return f"{reverse('policy:what_if')}?{urlencode(asked)}"


def _changed(row: ScenarioRow) -> list[str]:
    """The titles of what no longer says what it said, or is no longer there."""
    candidates = Candidates(today=timezone.localdate(), language=language_now(), is_inside=True)
    sides = (
        (row.after_key, row.after_hash, row.after_title),
        (row.before_key, row.before_hash, row.before_title),
    )
    return [title for key, digest, title in sides if _hash_of(candidates, key) != digest]


def _hash_of(candidates: Candidates, key: str) -> str:
    try:
        return candidates.found(key).profile.content_hash
    except (NotAKey, NoSuchCandidate):
        return ""
