"""The pages of a case before its decision: its tasks, its steps, the live finding, the overview."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from assessments import actions, queries
from assessments.conditions import conditions_of
from assessments.following.page_parts import who_follows
from assessments.forms import StepForm
from assessments.gathering.overview import gathered_of
from assessments.gathering.page_parts import gathering_part
from assessments.gathering.weighing import weighed_solutions
from assessments.journey import REQUESTED, STEP_BY_SLUG, STEPS, JourneyStep
from assessments.journey import step_after as next_step
from assessments.moving.comparing import was_received
from assessments.objections.queries import objection_before
from assessments.page_parts import (
    answers_of,
    asked_of,
    municipality_name,
    panel_today,
    rules_today,
    step_marks,
    tasks_of,
    with_case,
)
from assessments.panel import NotCounted
from assessments.plans.page_parts import plan_part
from assessments.providers.page_parts import step_context
from assessments.queries import CaseRow
from assessments.status import CaseChange, CaseStatus, ChangeNotAllowed, can_change
from assessments.step_versions import (
    COMPARE,
    comparison,
    facts_in,
    is_newer,
    laid_together,
    left_to_choose,
    with_choices,
)
from assessments.suggestions import suggested
from assessments.term.page_parts import shown_term
from assessments.two_versions import Conflict
from rulebook.facts import FactValue


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def case(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show what is still to be done for a case; a decided one shows its decision."""
    if case.status in (CaseStatus.DECIDED, CaseStatus.CLOSED):
        return redirect("assessments:decision", case.number)
    is_open = _may_change(request, case)
    panel = panel_today(case, is_open=is_open)
    asked = asked_of(panel)
    tasks = tasks_of(case, asked)
    following = next((task for task in tasks if task.status != "done"), None)
    overview = reverse("assessments:check", args=[case.number])
    context = {
        "case": case,
        "municipality": municipality_name(case.municipality_code),
        "panel": panel,
        "term": shown_term(request, case),
        "was_received": was_received(case_id=case.id),
        "may_share": has_permission(request.user, Permission.OPEN_CASE),
        "tasks": tasks,
        "is_open": is_open,
        "answers": objection_before(new_case_id=case.id),
        "is_withdrawn": case.status == CaseStatus.WITHDRAWN,
        **plan_part(request, case),
        **who_follows(request, case),
        **gathering_part(request, case),
        "following": following,
        "following_url": following.url if following else overview,
        "steps": [(step, answers_of(case, step, is_open=False)) for step in STEPS],
    }
    return render(request, "assessments/case.html", context)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def step(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponse:
    """Ask the questions of one step beside the finding, and save the answers."""
    found = _step(slug)
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        return _stands_still(request, case)
    posted = with_choices(request.POST, found, case) if request.method == "POST" else None
    form = _form(case, found, posted or None)
    if request.method == "POST" and form.is_valid():
        return _saved(request, case, found, form)
    return _step_page(request, case, found, form)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@with_case
def live_finding(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponse:
    """Give the finding panel for what is typed so far; nothing is saved.

    What cannot be read yet counts as it was saved, and the panel says that it has to be put right.
    Who opens the address without a form gets the step itself.
    """
    found = _step(slug)
    if request.method == "GET":
        return redirect("assessments:step", case.number, found.slug)
    form = _form(case, found, request.POST)
    form.is_valid()
    typed = replace(case, facts=_typed(case, form))
    refused = NotCounted(facts=form.refused_facts(), conflicts=tuple(form.conflicts))
    context = {"panel": panel_today(typed, typed=refused)}
    return render(request, "assessments/finding_panel.html", context)


@requires(Permission.OPEN_CASE)
@require_GET
@never_cache
@with_case
def check(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show every answer with a way to change it, before deciding."""
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        return _stands_still(request, case)
    panel = panel_today(case)
    asked = asked_of(panel)
    context = {
        "case": case,
        "panel": panel,
        "marks": step_marks(case, None),
        "steps": [(each, answers_of(case, each, is_open=True, asked=asked)) for each in STEPS],
        "gathered": gathered_of(case),
        "conditions": conditions_of(case, rules_today()),
        "weighed": weighed_solutions(actor=actor_of(request), case_id=case.id),
        "may_decide": has_permission(request.user, Permission.DECIDE_CASE),
    }
    return render(request, "assessments/check.html", context)


def _step(slug: str) -> JourneyStep:
    if slug not in STEP_BY_SLUG:
        raise Http404(slug)
    return STEP_BY_SLUG[slug]


def _form(case: CaseRow, found: JourneyStep, data: QueryDict | None) -> StepForm:
    return StepForm(
        data,
        step=found,
        facts=case.facts,
        requested_minutes=case.requested_minutes,
        revision=case.revision,
        suggested=suggested(case, found),
    )


def _saved(request: HttpRequest, case: CaseRow, found: JourneyStep, form: StepForm) -> HttpResponse:
    """Save a step and go on; what a colleague saved in the meantime is never written over."""
    facts: Mapping[str, FactValue | None] = form.given_facts()
    requested: int | actions.Keep | None = actions.Keep.AS_IS
    if REQUESTED in found.fields:
        requested = form.cleaned_data[REQUESTED]
    if left_to_choose(request.POST) or is_newer(case, form):
        laid = laid_together(found, case, form)
        if laid.conflicts:
            return _two_versions(request, case, found, comparison(found, case, form, laid))
        facts, requested = facts_in(found, laid.values), laid.values.get(REQUESTED, requested)
        _tell_taken(request, form, laid.taken)
    try:
        actions.save_facts(
            actor=actor_of(request),
            case_id=case.id,
            revision=case.revision,
            facts=facts,
            requested_minutes=requested,
            step=found.slug,
            page=form.cleaned_data["sitting"],
        )
    except actions.StaleCase:  # in the moment between reading the case and saving it
        return _saved(request, queries.case(number=case.number), found, form)
    except actions.ContradictoryFacts as refused:
        for each in refused.contradictions:
            form.add_contradiction(each)
        return _step_page(request, case, found, form)
    except ChangeNotAllowed:
        return _stands_still(request, case)
    return _onward(request, case, found)


def _two_versions(
    request: HttpRequest, case: CaseRow, found: JourneyStep, conflict: Conflict
) -> HttpResponse:
    context = {"case": case, "title": found.title, "conflict": conflict}
    return render(request, "assessments/two_versions.html", context, status=400)


def _tell_taken(request: HttpRequest, form: StepForm, taken: Sequence[str]) -> None:
    if taken:
        fields = ", ".join(str(form.fields[name].label) for name in taken)
        text = _("Een collega vulde intussen ‘%(fields)s’ in. Dat is blijven staan.")
        messages.info(request, text % {"fields": fields})


def _onward(request: HttpRequest, case: CaseRow, found: JourneyStep) -> HttpResponse:
    if request.POST.get("daarna") == COMPARE:
        return redirect("assessments:step", case.number, found.slug)
    if request.POST.get("daarna") == "stoppen":
        messages.success(request, _("Uw antwoorden zijn opgeslagen. U kunt later verder."))
        return redirect("assessments:case", case.number)
    following = next_step(found)
    if following is None or request.POST.get("daarna") == "overzicht":
        return redirect("assessments:check", case.number)
    return redirect("assessments:step", case.number, following.slug)


def _step_page(
    request: HttpRequest, case: CaseRow, found: JourneyStep, form: StepForm
) -> HttpResponse:
    shown = {**suggested(case, found), **case.facts}
    typed = _typed(case, form) if form.is_bound else shown
    refused = NotCounted(facts=form.refused_facts())  # the summary names the conflicts
    panel = panel_today(replace(case, facts=typed), typed=refused)
    context = {
        "case": case,
        "step": found,
        "form": form,
        "sections": form.shown(asked=asked_of(panel)),
        "panel": panel,
        "marks": step_marks(case, found),
        **step_context(replace(case, facts=typed), found.slug),
        "visited_all": set(case.visited_steps) >= {each.slug for each in STEPS},
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "assessments/step.html", context, status=status)


def _typed(case: CaseRow, form: StepForm) -> dict[str, FactValue]:
    """The facts as they stand on the screen; what cannot be read counts as it was saved."""
    whole = {**case.facts, **form.given_facts()}
    return {name: value for name, value in whole.items() if value is not None}


def _may_change(request: HttpRequest, case: CaseRow) -> bool:
    may = has_permission(request.user, Permission.OPEN_CASE)
    return may and can_change(case.status, CaseChange.SAVE_FACTS)


def _stands_still(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.info(request, _("Deze casus is niet meer in behandeling. De gegevens staan vast."))
    return redirect("assessments:case", case.number)
