"""The pages of a plan: its goals, older versions, what the employer may read."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.queries import names_of
from assessments.page_parts import with_case
from assessments.plans import actions
from assessments.plans.codes import GoalOutcome
from assessments.plans.forms import (
    PlanTextForm,
    PreviousForm,
    ResultForm,
)
from assessments.plans.meanwhile import different_now, typed_again
from assessments.plans.page_parts import (
    goals_for_employer,
    hours_of,
    may_write,
    shown_goals,
    writes_plan,
)
from assessments.plans.queries import PlanUnknown, open_goals, plan_of, previous_of, versions_of
from assessments.plans.rows import GoalRow, PlanRow
from assessments.plans.rules import employer_reads, is_required
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of
from audit.actions import record


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def plan(request: HttpRequest, case: CaseRow, version: int | None = None) -> HttpResponseBase:
    """Show the plan of a case, or an older version of it; who looks is put on record."""
    found = plan_of(case_id=case.id, version=version)
    if version is not None and found is None:
        raise Http404("There is no such version.")
    rules = rules_of(case)
    profile = rules.own if rules else None
    earlier = previous_of(case_id=case.id)
    to_carry = _to_carry(earlier, found)
    versions = versions_of(case_id=case.id)
    people = names_of(user_ids={row.written_by for row in versions if row.written_by})
    is_latest = version is None or version == versions[0].version
    _record_read(request, case, found)
    context = {
        "case": case,
        "plan": found,
        "goals": shown_goals(found),
        "hours": hours_of(case, found, rules),
        "is_required": is_required(profile),
        "employer_reads": employer_reads(profile),
        "most": profile["goals.per_application"].value if profile else None,
        "versions": [
            (row, people.get(row.written_by, "") if row.written_by else "") for row in versions
        ],
        "previous": earlier,
        "to_carry": len(to_carry),
        "may_write": may_write(request, case) and is_latest,
    }
    return render(request, "assessments/plans/plan.html", context)


@requires(Permission.OPEN_CASE)
@require_http_methods(["POST"])
@with_case
@writes_plan
def drop(request: HttpRequest, case: CaseRow, key: UUID) -> HttpResponseBase:
    """Leave a goal out of the next version."""
    seen = request.POST.get("seen", "")
    try:
        actions.drop_goal(
            actor=actor_of(request),
            case_id=case.id,
            seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
            key=key,
        )
    except actions.StalePlan:
        return _stale(request, case)
    messages.success(request, _("Het doel staat niet meer in het plan. Oudere versies houden het."))
    return redirect("assessments:plan", case.number)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@writes_plan
def text(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask what stands in the plan beside its goals."""
    found = plan_of(case_id=case.id)
    initial = {
        "seen": found.version if found else 0,
        "limitation": found.limitation if found else "",
        "signed_on": found.signed_on if found else None,
    }
    form = PlanTextForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        given = actions.PlanText(
            limitation=form.cleaned_data["limitation"], signed_on=form.cleaned_data["signed_on"]
        )
        try:
            actions.write_text(
                actor=actor_of(request), case_id=case.id, seen=form.seen_version, text=given
            )
        except actions.StalePlan:
            now = {name: initial[name] for name in ("limitation", "signed_on")}
            again = typed_again(form, version=found.version if found else 0)
            _record_read(request, case, found)
            context = {"is_stale": True, "different": different_now(form, now)}
            return _text_page(request, case, again, status=409, more=context)
        messages.success(request, _("Het plan is bijgewerkt."))
        return redirect("assessments:plan", case.number)
    _record_read(request, case, found)
    return _text_page(request, case, form, status=400 if form.is_bound else 200, more={})


def _text_page(
    request: HttpRequest,
    case: CaseRow,
    form: PlanTextForm,
    *,
    status: int,
    more: dict[str, object],
) -> HttpResponseBase:
    context = {"case": case, "form": form, **more}
    return render(request, "assessments/plans/text.html", context, status=status)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@writes_plan
def result(request: HttpRequest, case: CaseRow, key: UUID) -> HttpResponseBase:
    """Ask what came of a goal."""
    found = _goal(plan_of(case_id=case.id), key)
    initial = {"outcome": found.outcome or None, "seen_on": found.seen_on}
    form = ResultForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        actions.record_result(
            actor=actor_of(request),
            case_id=case.id,
            key=key,
            outcome=GoalOutcome(form.cleaned_data["outcome"]),
            seen_on=form.cleaned_data["seen_on"],
        )
        messages.success(request, _("De uitkomst van het doel is vastgelegd."))
        return redirect("assessments:plan", case.number)
    context = {"case": case, "form": form, "goal": found}
    return render(
        request, "assessments/plans/result.html", context, status=400 if form.is_bound else 200
    )


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@writes_plan
def previous(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Name the application before this one, or take its open goals along."""
    if request.POST.get("actie") == "meenemen":
        return _carried(request, case)
    form = PreviousForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.name_previous(
                actor=actor_of(request), case_id=case.id, number=form.cleaned_data["number"]
            )
        except actions.NotThePrevious:
            form.add_error("number", _("Geef het nummer van een eerdere casus van deze klant."))
        else:
            return redirect("assessments:plan", case.number)
    context = {"case": case, "form": form}
    return render(
        request, "assessments/plans/previous.html", context, status=400 if form.is_bound else 200
    )


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def employer(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Show the goals as the employer may read them, to print or to hand over."""
    found = plan_of(case_id=case.id)
    context = {"case": case, "goals": goals_for_employer(case, found), "plan": found}
    return render(request, "assessments/plans/employer.html", context)


def _carried(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    found = plan_of(case_id=case.id)
    seen = found.version if found else 0
    try:
        count = actions.carry_goals(actor=actor_of(request), case_id=case.id, seen=seen)
    except PlanUnknown:
        messages.info(request, _("Er zijn geen doelen om mee te nemen."))
    else:
        messages.success(
            request, _("Meegenomen uit de vorige aanvraag: %(count)s.") % {"count": count}
        )
    return redirect("assessments:plan", case.number)


def _to_carry(earlier: CaseRow | None, found: PlanRow | None) -> list[GoalRow]:
    if earlier is None:
        return []
    there = {each.key for each in found.goals} if found else set()
    return [each for each in open_goals(plan_of(case_id=earlier.id)) if each.key not in there]


def _goal(found: PlanRow | None, key: UUID) -> GoalRow:
    goals = found.goals if found else ()
    wanted = next((each for each in goals if each.key == key), None)
    if wanted is None:
        raise PlanUnknown
    return wanted


def _record_read(request: HttpRequest, case: CaseRow, found: PlanRow | None) -> None:
    """Put on record that somebody saw what may tell of a limitation."""
    if found is not None and found.limitation:
        with transaction.atomic():
            record(
                actor=actor_of(request),
                action="plan.read",
                object_kind="case",
                object_id=case.id,
                details={"version": found.version},
            )


def _stale(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    messages.warning(
        request, _("Een collega heeft dit plan intussen gewijzigd. Kijk het na en doe het opnieuw.")
    )
    return redirect(reverse("assessments:plan", args=[case.number]))
