"""The part of a decision's page that shows what became of the work, and recording it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from assessments.changes.queries import standing_changes
from assessments.changes.reckoning.history import Kind
from assessments.decision_pages import Part
from assessments.kept_answers import CaseForm, answers_in, forget_answers, keep, kept
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from outcomes import actions
from outcomes.codes import EndReason, OutcomeKind, ServiceProvider, Situation
from outcomes.forms import OutcomeForm
from outcomes.jobs import job_start
from outcomes.observations import ObservationRefused
from outcomes.queries import OutcomeRow, outcomes_of, standing_service

TEMPLATE = "outcomes/below_decision.html"


def below_decision(request: HttpRequest, case: CaseRow) -> Part:
    """Give the outcomes of a case, and the form for a new one to whom it is allowed."""
    chain = outcomes_of(case_id=case.id)
    may_record = has_permission(request.user, Permission.DECIDE_CASE) and can_change(
        case.status, CaseChange.RECORD_OUTCOME
    )
    form = None
    if may_record:
        before = kept(actor=actor_of(request), case_id=case.id, form=CaseForm.OUTCOME)
        newest = {"supersedes": str(chain[0].id) if chain else ""}  # it is shown above the form
        form = _form(case, chain, {**before.answers, **newest} if before else None)
    values: dict[str, Any] = {
        "outcomes": [_shown(row) for row in chain],
        "outcome_form": form,
        "has_service": standing_service(chain) is not None,
        "job_has_ended": any(
            each.change.kind is Kind.ENDED for each in standing_changes(case_id=case.id)
        ),
    }
    return TEMPLATE, values


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def record(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Record an outcome, or keep what was filled in and have the page say what to put right."""
    page = reverse("assessments:decision", args=[case.number])
    if request.method == "GET":
        return redirect(f"{page}#uitkomst")
    if not can_change(case.status, CaseChange.RECORD_OUTCOME):
        messages.info(request, _("Deze casus wordt niet meer gevolgd."))
        return redirect("assessments:case", case.number)
    form = _form(case, outcomes_of(case_id=case.id), request.POST)
    if not form.is_valid():
        _keep(request, case)
        return redirect(f"{page}#uitkomst-vastleggen")
    try:
        _record(request, case, form)
    except actions.StaleOutcome:
        _keep(request, case)
        messages.warning(
            request,
            _(
                "Er is intussen al een uitkomst vastgelegd. Kijk die eerst na; uw antwoorden "
                "staan er nog."
            ),
        )
        return redirect(page)
    except (ChangeNotAllowed, ObservationRefused):
        messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
        return redirect(page)
    messages.success(request, _("De uitkomst is vastgelegd."))
    return redirect(f"{page}#uitkomst")


@transaction.atomic
def _record(request: HttpRequest, case: CaseRow, form: OutcomeForm) -> None:
    actor = actor_of(request)
    actions.record_outcome(
        actor=actor,
        case_id=case.id,
        observation=form.observation(),
        supersedes=form.cleaned_data["supersedes"],
    )
    forget_answers(case_id=case.id, form=CaseForm.OUTCOME, actor=actor)


def _keep(request: HttpRequest, case: CaseRow) -> None:
    keep(
        actor=actor_of(request),
        case_id=case.id,
        form=CaseForm.OUTCOME,
        answers=answers_in(request.POST, OutcomeForm.base_fields),
        revision=case.revision,
    )


def _form(
    case: CaseRow, chain: tuple[OutcomeRow, ...], given: Mapping[str, str] | None
) -> OutcomeForm:
    return OutcomeForm(
        given, started_on=job_start(case.facts), supersedes=chain[0].id if chain else None
    )


def _shown(row: OutcomeRow) -> dict[str, Any]:
    return {
        "row": row,
        "kind": OutcomeKind(row.kind).label,
        "situation": Situation(row.situation).label if row.situation else "",
        "reason": EndReason(row.reason).label if row.reason else "",
        "service_provider": (
            ServiceProvider(row.service_provider).label if row.service_provider else ""
        ),
    }
