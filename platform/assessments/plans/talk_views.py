"""The pages of four-way talks and of the investigation phase."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments.page_parts import with_case
from assessments.plans import talking
from assessments.plans.codes import Participant
from assessments.plans.forms import AgreementForm, InvestigationForm, TalkForm
from assessments.plans.investigating import (
    NoInvestigation,
    QuickCheckFailed,
    begin_investigation,
    quick_check,
)
from assessments.plans.page_parts import may_write, shown_talk, writes_plan
from assessments.plans.queries import PlanUnknown, investigation_of, talk_of, talks_of
from assessments.plans.rows import TalkRow
from assessments.plans.rules import needs_four_way_talk
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from audit.actions import record
from rulebook.explanation import criterion_label


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def talks(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """List the talks of a case with what is still to be done."""
    rules = rules_of(case)
    context = {
        "case": case,
        "talks": [shown_talk(row) for row in talks_of(case_id=case.id)],
        "is_required": needs_four_way_talk(rules.own if rules else None),
        "may_write": may_write(request, case),
        "today": timezone.localdate(),
    }
    return render(request, "assessments/plans/talks.html", context)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@writes_plan
def new_talk(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask for a talk, and go on to its agreements."""
    initial = {
        "held_on": timezone.localdate(),
        "participants": ["person", "employer", "coach", "assessor"],
    }
    form = TalkForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        made = talking.record_talk(
            actor=actor_of(request),
            case_id=case.id,
            held_on=given["held_on"],
            participants=tuple(Participant(code) for code in given["participants"]),
            minutes=given["minutes"],
            next_on=given["next_on"],
            once=given["once"],
        )
        messages.success(request, _("Het gesprek is vastgelegd. Zet er nu de afspraken bij."))
        return redirect("assessments:talk", case.number, made)
    context = {"case": case, "form": form}
    return render(
        request, "assessments/plans/new_talk.html", context, status=400 if form.is_bound else 200
    )


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def talk(request: HttpRequest, case: CaseRow, talk_id: UUID) -> HttpResponseBase:
    """Show a talk with its report and agreements; who looks is put on record."""
    try:
        row = talk_of(case_id=case.id, talk_id=talk_id)
    except PlanUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    return _talk_page(request, case, row, AgreementForm())


@requires(Permission.OPEN_CASE)
@require_http_methods(["POST"])
@never_cache
@with_case
@writes_plan
def agree(request: HttpRequest, case: CaseRow, talk_id: UUID) -> HttpResponseBase:
    """Add an agreement to a talk."""
    row = talk_of(case_id=case.id, talk_id=talk_id)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return _talk_page(request, case, row, form)
    given = form.cleaned_data
    talking.agree(
        actor=actor_of(request),
        case_id=case.id,
        talk_id=talk_id,
        who=Participant(given["who"]),
        what=given["what"],
        by_when=given["by_when"],
        once=given["once"],
    )
    messages.success(request, _("De afspraak staat erbij."))
    return redirect("assessments:talk", case.number, talk_id)


@requires(Permission.OPEN_CASE)
@require_http_methods(["POST"])
@with_case
@writes_plan
def agreement(
    request: HttpRequest, case: CaseRow, talk_id: UUID, agreement_id: UUID
) -> HttpResponseBase:
    """Say that an agreement is done, or open after all."""
    talking.mark_agreement(
        actor=actor_of(request),
        case_id=case.id,
        agreement_id=agreement_id,
        done=request.POST.get("stand") != "open",
    )
    return redirect("assessments:talk", case.number, talk_id)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def investigate(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Show the quick check, and begin the investigation phase where it allows that."""
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        return redirect("assessments:case", case.number)
    check = quick_check(case)
    phase = investigation_of(case_id=case.id)
    form = InvestigationForm(
        request.POST if request.method == "POST" else None, months=check.months
    )
    if form.is_bound and form.is_valid() and phase is None:
        try:
            begin_investigation(
                actor=actor_of(request),
                case=case,
                starts_on=form.cleaned_data["starts_on"],
                months=form.cleaned_data["months"],
                most_minutes=form.cleaned_data["minutes"],
            )
        except (NoInvestigation, QuickCheckFailed, ChangeNotAllowed):
            form.add_error(None, _("De onderzoeksfase kan nu niet beginnen."))
        else:
            messages.success(request, _("De onderzoeksfase is begonnen."))
            return redirect("assessments:case", case.number)
    language = language_now()
    context = {
        "case": case,
        "form": form,
        "check": check,
        "failed": [criterion_label(code, language) for code in check.failed],
        "not_known": [criterion_label(code, language) for code in check.not_known],
        "phase": phase,
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "assessments/plans/investigation.html", context, status=status)


def _talk_page(
    request: HttpRequest, case: CaseRow, row: TalkRow, form: AgreementForm
) -> HttpResponseBase:
    if row.minutes:
        with transaction.atomic():
            record(
                actor=actor_of(request),
                action="talk.read",
                object_kind="case",
                object_id=case.id,
            )
    context = {
        "case": case,
        "talk": shown_talk(row),
        "form": form,
        "may_write": may_write(request, case),
        "today": timezone.localdate(),
    }
    return render(
        request, "assessments/plans/talk.html", context, status=400 if form.is_bound else 200
    )
