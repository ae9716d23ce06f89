"""The part of a decision's page that shows what became of the work, and recording it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from assessments.decision_pages import Part, decision_page
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from outcomes import actions
from outcomes.codes import EndReason, OutcomeKind, Situation
from outcomes.forms import OutcomeForm
from outcomes.jobs import job_start
from outcomes.observations import ObservationRefused
from outcomes.queries import OutcomeRow, outcomes_of

TEMPLATE = "outcomes/below_decision.html"


def below_decision(request: HttpRequest, case: CaseRow) -> Part:
    """Give the outcomes of a case, and the form for a new one to whom it is allowed."""
    chain = outcomes_of(case_id=case.id)
    may_record = has_permission(request.user, Permission.DECIDE_CASE) and can_change(
        case.status, CaseChange.RECORD_OUTCOME
    )
    values: dict[str, Any] = {
        "outcomes": [_shown(row) for row in chain],
        "outcome_form": _form(case, chain, None) if may_record else None,
    }
    return TEMPLATE, values


@requires(Permission.DECIDE_CASE)
@require_POST
@with_case
def record(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Record an outcome, or show the page of the decision with what must be put right."""
    if not can_change(case.status, CaseChange.RECORD_OUTCOME):
        messages.info(request, _("Deze casus wordt niet meer gevolgd."))
        return redirect("assessments:case", case.number)
    form = _form(case, outcomes_of(case_id=case.id), request)
    if not form.is_valid():
        return decision_page(request, case, given={"outcome_form": form}, status=400)
    try:
        actions.record_outcome(
            actor=actor_of(request),
            case_id=case.id,
            observation=form.observation(),
            supersedes=form.cleaned_data["supersedes"],
        )
    except actions.StaleOutcome:
        messages.warning(
            request, _("Een collega heeft intussen een uitkomst vastgelegd. Kijk die eerst na.")
        )
    except (ChangeNotAllowed, ObservationRefused):
        messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
    else:
        messages.success(request, _("De uitkomst is vastgelegd."))
    return redirect("assessments:decision", case.number)


def _form(case: CaseRow, chain: tuple[OutcomeRow, ...], request: HttpRequest | None) -> OutcomeForm:
    return OutcomeForm(
        request.POST if request else None,
        started_on=job_start(case.facts),
        supersedes=chain[0].id if chain else None,
    )


def _shown(row: OutcomeRow) -> dict[str, Any]:
    return {
        "row": row,
        "kind": OutcomeKind(row.kind).label,
        "situation": Situation(row.situation).label if row.situation else "",
        "reason": EndReason(row.reason).label if row.reason else "",
    }
