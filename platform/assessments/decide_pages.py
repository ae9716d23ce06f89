"""Deciding a case: choosing, looking at what will be recorded, recording it; or withdrawing it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments import actions, queries
from assessments.choices import ChoiceRefused, is_advised, questions_for_advice, resolved
from assessments.conditions import conditions_of
from assessments.decide_form import DecideForm
from assessments.foretelling import foretold
from assessments.gathering.overview import gathered_of
from assessments.kept_answers import CaseForm, answers_in, keep, kept
from assessments.lasting.rules import as_decided, track_of
from assessments.leaving_aside import aside_of
from assessments.objections.anew import decides_anew
from assessments.objections.takers import TookFormerDecision, took_former_decision
from assessments.page_parts import rules_today, with_case
from assessments.panel import panel_from
from assessments.providers.page_parts import shown_provider
from assessments.queries import CaseRow
from assessments.rules_in_force import BothFindings, both_findings
from assessments.second_person.actions import propose_decision
from assessments.second_person.queries import last_returned, waiting_of
from assessments.second_person.rules import needs_second_person
from assessments.status import CaseChange, CaseStatus, ChangeNotAllowed, can_change

#: In the address of the choice, where somebody pressed on with what cannot be a decision.
_PUT_RIGHT = "nakijken"


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def decide(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Ask what is decided; what was filled in is kept, and goes on to the look once it can be."""
    findings = _findings(case)
    if findings is None:
        return _elsewhere(request, case)
    if took_former_decision(case_id=case.id, user_id=actor_of(request).id):
        return _for_a_colleague(request, case)
    if request.method == "POST":
        return _chosen(request, case, findings)
    before = kept(actor=actor_of(request), case_id=case.id, form=CaseForm.DECISION)
    if before is None and waiting_of(case_id=case.id) is not None:
        return redirect("assessments:proposal", case.number)
    track = track_of(findings.own.profile)
    asks_track = track is not None and request.GET.get("voorstel") == "traject"
    form = _form(case, findings, None, proposed=before.answers if before else None)
    if before is not None and _PUT_RIGHT in request.GET:
        form = _form(case, findings, before.answers)
    if track is not None and asks_track:
        begins = findings.own.support_start or timezone.localdate()
        form = _form(case, findings, None, proposed=as_decided(track, starts_on=begins))
    context = {
        "case": case,
        "form": form,
        "returned": last_returned(case_id=case.id),
        "panel": panel_from(findings=findings, number=case.number),
        "gathered": gathered_of(case),
        "conditions": conditions_of(case, rules_today()),
        "is_advised": is_advised(findings.own),
        "track": track,
        "offers_track": not asks_track,
        "asks": bool(questions_for_advice(findings.own)),
        "is_changed": before is not None and before.revision != case.revision,
    }
    return render(request, "assessments/decide.html", context)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def look(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show what will be recorded, and record exactly that when asked to."""
    findings = _findings(case)
    if findings is None:
        return _elsewhere(request, case)
    before = kept(actor=actor_of(request), case_id=case.id, form=CaseForm.DECISION)
    if before is None:
        messages.info(
            request,
            _("Er staat geen keuze van u klaar. Een ingevulde keuze blijft een uur bewaard."),
        )
        return redirect("assessments:decide", case.number)
    form = _form(case, findings, before.answers)
    if before.revision != case.revision or not form.is_valid():
        return _to_put_right(case)
    chosen = resolved(form.decided(), findings.own)
    shown = foretold(
        chosen=chosen,
        motivation=form.cleaned_data["motivation"],
        findings=findings,
        revision=case.revision,
    )
    if request.method == "GET":
        context = {
            "case": case,
            "foretold": shown,
            "gathered": gathered_of(case),
            "conditions": conditions_of(case, rules_today()),
            "policy": findings.own.profile.title,
            "waits_for_second": needs_second_person(chosen=chosen, finding=findings.own),
            "provider": shown_provider(case, until=shown.ends_on),
        }
        return render(request, "assessments/decide_look.html", context)
    if request.POST.get("gezien") != shown.seen:
        messages.warning(
            request,
            _("Wat u vastlegt is veranderd nadat u het bekeek. Dit is het nu: kijk het na."),
        )
        return redirect("assessments:decide_look", case.number)
    return _recorded(request, case, form)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def withdraw(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Say what withdrawing does, and do it when asked to."""
    if not can_change(case.status, CaseChange.WITHDRAW):
        return _elsewhere(request, case)
    if decides_anew(case_id=case.id):
        told = _("Op het bezwaar of beroep volgt altijd een besluit: deze casus trekt u niet in.")
        messages.info(request, told)
        return redirect("assessments:case", case.number)
    if request.method == "GET":
        return render(request, "assessments/withdraw.html", {"case": case})
    try:
        actions.withdraw_case(
            actor=actor_of(request), case_id=case.id, revision=shown_revision(request.POST)
        )
    except (actions.StaleCase, ChangeNotAllowed):
        messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
    else:
        messages.success(request, _("De casus is ingetrokken. Er is niets besloten."))
    return redirect("assessments:case", case.number)


def shown_revision(posted: Mapping[str, str]) -> int:
    """Give the revision that the page showed; one that is missing counts as a very old one."""
    given = posted.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def _findings(case: CaseRow) -> BothFindings | None:
    """Give what both rules say now; None where nothing (more) can be decided."""
    rules = rules_today()
    if rules is None or not can_change(case.status, CaseChange.DECIDE):
        return None
    return both_findings(facts=case.facts, rules=rules)


def _form(
    case: CaseRow,
    findings: BothFindings,
    answers: Mapping[str, str] | None,
    *,
    proposed: Mapping[str, object] | None = None,
) -> DecideForm:
    aside = aside_of(case_id=case.id, on=timezone.localdate())
    may = aside.refusal is None
    return DecideForm(answers, finding=findings.own, may_leave_aside=may, proposed=proposed)


def _elsewhere(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Lead on from a page whose moment has passed; where no rules are in force the case says so."""
    if case.status not in (CaseStatus.DECIDED, CaseStatus.CLOSED):
        return redirect("assessments:case", case.number)
    is_own = queries.decision(number=case.number).decided_by == actor_of(request).id
    done = _("Uw besluit is al vastgelegd. U ziet het hier.")
    by_other = _("Een collega heeft al over deze casus besloten. U ziet het besluit hier.")
    messages.info(request, done if is_own else by_other)
    return redirect("assessments:decision", case.number)


def _for_a_colleague(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.warning(
        request,
        _("U nam het besluit dat dit vervangt. Een collega die daar niet bij was, neemt het nieuwe "
          "besluit (Awb 10:3)."),
    )  # fmt: skip
    return redirect("assessments:case", case.number)


def _chosen(request: HttpRequest, case: CaseRow, findings: BothFindings) -> HttpResponse:
    """Keep what was filled in, and go where it can be looked at or put right."""
    answers = answers_in(request.POST, DecideForm.base_fields)
    revision = shown_revision(request.POST)
    keep(
        actor=actor_of(request),
        case_id=case.id,
        form=CaseForm.DECISION,
        answers=answers,
        revision=revision,
    )
    can_be = _form(case, findings, answers).is_valid() and revision == case.revision
    return redirect("assessments:decide_look", case.number) if can_be else _to_put_right(case)


def _to_put_right(case: CaseRow) -> HttpResponse:
    """Lead to the page of the choice, which says what is to be done; opened anew it says nothing.

    What was only half filled in is no error of who comes back to it.
    """
    return redirect(f"{reverse('assessments:decide', args=[case.number])}?{_PUT_RIGHT}")


def _recorded(request: HttpRequest, case: CaseRow, form: DecideForm) -> HttpResponse:
    """Record the decision; whatever stands in its way is said on the page of the choice."""
    try:
        actions.decide(
            actor=actor_of(request),
            case_id=case.id,
            revision=case.revision,
            choice=form.decided(),
            motivation=form.cleaned_data["motivation"],
        )
    except actions.SecondPersonNeeded:
        return _put_before_a_colleague(request, case, form)
    except (ChoiceRefused, actions.StaleCase, TookFormerDecision):
        return redirect("assessments:decide", case.number)
    except ChangeNotAllowed:
        return _elsewhere(request, queries.case(number=case.number))
    messages.success(request, _("Het besluit is vastgelegd en verzegeld."))
    return redirect("assessments:decision", case.number)


def _put_before_a_colleague(request: HttpRequest, case: CaseRow, form: DecideForm) -> HttpResponse:
    try:
        propose_decision(
            actor=actor_of(request),
            case_id=case.id,
            revision=case.revision,
            choice=form.decided(),
            motivation=form.cleaned_data["motivation"],
        )
    except actions.StaleCase:
        return redirect("assessments:decide", case.number)
    messages.success(
        request, _("Uw besluit ligt voor bij uw collega's. Na akkoord staat het vast.")
    )
    return redirect("assessments:proposal", case.number)
