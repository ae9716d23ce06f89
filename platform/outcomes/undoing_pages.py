"""The pages that take back what was recorded by mistake: the end of a job, a service after it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.actions import StaleCase
from assessments.changes.actions import ChangeUnknown, without_end
from assessments.changes.page_parts import record_look, shown_reckoning
from assessments.changes.queries import NothingGranted, support_of
from assessments.decide_pages import shown_revision
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from outcomes import actions
from outcomes.codes import ServiceProvider
from outcomes.observations import ObservationRefused
from outcomes.queries import outcomes_of, standing_service


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def undo(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show the hours as they are without the end, and take it back when asked to."""
    if request.method == "POST":
        return _undone(request, case)
    try:
        support = support_of(case_id=case.id)
        reckoned = without_end(support)
    except (NothingGranted, ChangeUnknown):
        return _elsewhere(request, case)
    if not can_change(case.status, CaseChange.RECORD_OUTCOME):
        return _elsewhere(request, case)
    record_look(request, case, support)
    context = {"case": case, "support": support, **shown_reckoning(reckoned, support.profile)}
    return render(request, "outcomes/ending_undo.html", context)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def undo_service(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show the service that is on record, and take it back when asked to."""
    if request.method == "POST":
        return _service_undone(request, case)
    chain = outcomes_of(case_id=case.id)
    service = standing_service(chain)
    if service is None or not can_change(case.status, CaseChange.RECORD_OUTCOME):
        return _elsewhere(request, case)
    context = {
        "case": case,
        "service": service,
        "provider": ServiceProvider(service.service_provider).label,
        "supersedes": chain[0].id,
    }
    return render(request, "outcomes/service_undo.html", context)


def _service_undone(request: HttpRequest, case: CaseRow) -> HttpResponse:
    try:
        seen = UUID(request.POST.get("supersedes", ""))
        actions.take_service_back(actor=actor_of(request), case_id=case.id, supersedes=seen)
    except (ValueError, actions.NoServiceStands, actions.StaleOutcome, ChangeNotAllowed):
        return _elsewhere(request, case)
    messages.success(request, _("De vervolgdienst is teruggenomen en telt niet meer mee."))
    return redirect("assessments:decision", case.number)


def _undone(request: HttpRequest, case: CaseRow) -> HttpResponse:
    revision = shown_revision(request.POST)
    try:
        actions.undo_end(actor=actor_of(request), case_id=case.id, revision=revision)
    except (NothingGranted, ChangeUnknown, StaleCase, ChangeNotAllowed, ObservationRefused):
        return _elsewhere(request, case)
    messages.success(request, _("Het einde is teruggenomen. De baan loopt weer door."))
    return redirect("assessments:decision", case.number)


def _elsewhere(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
    return redirect("assessments:case", case.number)
