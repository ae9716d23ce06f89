"""The end of a job: asked once, shown with the hours that are left, and recorded in one act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.actions import StaleCase
from assessments.changes import actions as changes
from assessments.changes.page_parts import record_look, shown_reckoning
from assessments.changes.queries import NothingGranted, Support, support_of
from assessments.changes.refusals import ChangeRefused
from assessments.following.queries import log_of
from assessments.following.rows import total_minutes
from assessments.kept_answers import CaseForm, answers_in, forget_answers, keep, kept
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from outcomes import actions
from outcomes.codes import EndReason, OutcomeKind
from outcomes.ending_form import EndingForm
from outcomes.observations import ObservationRefused
from outcomes.queries import current_outcome


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def ending(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Ask when and why the job ended; what was recorded of it before is filled in."""
    support = _support(case)
    if not can_change(case.status, CaseChange.RECORD_OUTCOME) or _has_ended(support):
        return _elsewhere(request, case)
    form = EndingForm(request.POST or None, support=support, initial=_known(case))
    if request.method == "POST" and form.is_valid() and _can_be(form, support):
        keep(
            actor=actor_of(request),
            case_id=case.id,
            form=CaseForm.ENDING,
            answers=answers_in(request.POST, form.fields),
            revision=case.revision,
        )
        return redirect("outcomes:ending_look", case.number)
    context = {"case": case, "form": form, "support": support}
    status = 400 if form.is_bound else 200
    return render(request, "outcomes/ending.html", context, status=status)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def look(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show what the end does to the hours and why; record exactly that when asked to."""
    support = _support(case)
    before = kept(actor=actor_of(request), case_id=case.id, form=CaseForm.ENDING)
    if before is None or _has_ended(support):
        return _elsewhere(request, case)
    form = EndingForm(before.answers, support=support, initial={})
    if before.revision != case.revision or not form.is_valid() or not _can_be(form, support):
        return redirect("outcomes:ending", case.number)
    context: dict[str, Any] = {"case": case, "support": support, "seen": str(case.revision)}
    if support is not None:
        after = changes.foretold(support, form.change())
        context |= shown_reckoning(after, support.profile)
        context["seen"] = f"{case.revision}-{after.minutes}"
    if request.method == "POST" and request.POST.get("gezien") == context["seen"]:
        return _recorded(request, case, form)
    record_look(request, case, support)
    context |= {
        "ended_on": form.cleaned_data["ended_on"],
        "reason": EndReason(form.cleaned_data["reason"]).label,
        "next_job": form.cleaned_data["next_job_started_on"],
    }
    return render(request, "outcomes/ending_look.html", context)


def _known(case: CaseRow) -> Mapping[str, Any]:
    """What an outcome that holds and the log say already."""
    known: dict[str, Any] = {"revision": case.revision}
    if log := log_of(case_id=case.id):
        known["spent"] = total_minutes(log)
    outcome = current_outcome(case_id=case.id)
    if outcome is None:
        return known
    known["supersedes"] = outcome.id
    if outcome.kind != OutcomeKind.IN_JOB:
        names = ("ended_on", "reason", "next_job_started_on")
        known |= {name: getattr(outcome, name) for name in names}
    return known


def _can_be(form: EndingForm, support: Support | None) -> bool:
    """Whether the end fits the support that was granted; where not, its field says why."""
    if support is None:
        return True
    try:
        changes.foretold(support, form.change())
    except ChangeRefused:
        form.add_error("ended_on", _("Geef een dag binnen de begeleiding, of niet lang daarna."))
        return False
    return True


def _recorded(request: HttpRequest, case: CaseRow, form: EndingForm) -> HttpResponse:
    try:
        _record(request, case, form)
    except (
        StaleCase, actions.StaleOutcome, ChangeNotAllowed, ChangeRefused, ObservationRefused
    ):  # fmt: skip
        messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
        return redirect("assessments:case", case.number)
    messages.success(request, _("Het einde van de baan is vastgelegd."))
    next_job = form.cleaned_data["next_job_started_on"]
    if next_job is None:
        return redirect("assessments:decision", case.number)
    page = reverse("assessments:next_job", args=[case.number])
    return redirect(f"{page}?vanaf={next_job.isoformat()}")


@transaction.atomic
def _record(request: HttpRequest, case: CaseRow, form: EndingForm) -> None:
    """The outcome and the settled hours, or neither."""
    actor = actor_of(request)
    actions.record_outcome(
        actor=actor,
        case_id=case.id,
        observation=form.observation(),
        supersedes=form.cleaned_data["supersedes"],
    )
    if form.support is not None:
        changes.record_change(
            actor=actor, case_id=case.id, revision=case.revision, change=form.change()
        )
    forget_answers(case_id=case.id, form=CaseForm.ENDING, actor=actor)


def _support(case: CaseRow) -> Support | None:
    try:
        return support_of(case_id=case.id)
    except NothingGranted:
        return None


def _has_ended(support: Support | None) -> bool:
    return support is not None and support.ended is not None


def _elsewhere(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.info(request, _("Hier is nu niets af te ronden. U ziet wat er is vastgelegd."))
    return redirect("assessments:case", case.number)
