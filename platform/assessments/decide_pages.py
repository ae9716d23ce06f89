"""Deciding a case: choosing, looking at what will be recorded, recording it; or withdrawing it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments import actions, queries
from assessments.choices import ChoiceRefused, Resolved, resolved
from assessments.codes import DecisionOutcome, DeviationReason
from assessments.decide_form import DecideForm
from assessments.page_parts import panel_today, rules_today, with_case
from assessments.panel import panel_from
from assessments.queries import CaseRow
from assessments.rules_in_force import BothFindings, both_findings
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from rulebook.wording import hours_minutes

_BACK, _LOOK, _RECORD = "terug", "controleren", "vastleggen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """What a choice will be once it is recorded, in words."""

    outcome: str
    is_refusal: bool
    is_deviation: bool
    minutes: int
    resolved: Resolved
    reason: str
    against_own: str
    against_baseline: str


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def decide(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Choose, then look at what will be recorded, then record it."""
    if not can_change(case.status, CaseChange.DECIDE):
        return redirect("assessments:case", case.number)
    rules = rules_today()
    if rules is None:
        return redirect("assessments:case", case.number)
    findings = both_findings(facts=case.facts, rules=rules)
    stage = request.POST.get("stap", "") if request.method == "POST" else ""
    form = DecideForm(request.POST or None, finding=findings.own, revision=case.revision)
    if stage in (_LOOK, _RECORD) and form.is_valid():
        if stage == _LOOK:
            return _look(request, case, findings, form)
        answer = _recorded(request, case, form)
        if answer is not None:
            return answer
    if stage == _BACK:
        form.errors.clear()
    context = {
        "case": case,
        "form": form,
        "panel": panel_from(findings=findings, number=case.number),
    }
    is_bad = stage in (_LOOK, _RECORD) and bool(form.errors)
    return render(request, "assessments/decide.html", context, status=400 if is_bad else 200)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@with_case
def withdraw(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Say what withdrawing does, and do it when asked to."""
    if not can_change(case.status, CaseChange.WITHDRAW):
        return redirect("assessments:case", case.number)
    if request.method == "POST":
        try:
            actions.withdraw_case(
                actor=actor_of(request), case_id=case.id, revision=_revision(request, case)
            )
        except (actions.StaleCase, ChangeNotAllowed):
            messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
        else:
            messages.success(request, _("De casus is ingetrokken. Er is niets besloten."))
        return redirect("assessments:case", case.number)
    return render(request, "assessments/withdraw.html", {"case": case})


def _look(
    request: HttpRequest, case: CaseRow, findings: BothFindings, form: DecideForm
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "foretold": _foretold(resolved(form.decided(), findings.own), findings),
        "panel": panel_today(case),
        "open_questions": findings.own.verdict == "not_known",
    }
    return render(request, "assessments/decide_look.html", context)


def _recorded(request: HttpRequest, case: CaseRow, form: DecideForm) -> HttpResponse | None:
    """Record the decision; None where the form must say what stands in its way."""
    try:
        actions.decide(
            actor=actor_of(request),
            case_id=case.id,
            revision=form.cleaned_data["revision"],
            choice=form.decided(),
            motivation=form.cleaned_data["motivation"],
        )
    except ChoiceRefused as refused:
        form.refuse(refused)
        return None
    except actions.StaleCase:
        messages.warning(
            request,
            _("Een collega heeft deze casus intussen gewijzigd. Kijk de gegevens eerst na."),
        )
        return redirect("assessments:check", case.number)
    except ChangeNotAllowed:
        messages.info(request, _("Over deze casus is al besloten."))
        return redirect("assessments:case", case.number)
    messages.success(request, _("Het besluit is vastgelegd en verzegeld."))
    return redirect("assessments:decision", case.number)


def _foretold(chosen: Resolved, findings: BothFindings) -> Foretold:
    reason = DeviationReason(chosen.reason).label if chosen.reason else ""
    return Foretold(
        outcome=str(DecisionOutcome(chosen.outcome).label),
        is_refusal=chosen.outcome == DecisionOutcome.REFUSE,
        is_deviation=bool(chosen.reason),
        minutes=chosen.minutes,
        resolved=chosen,
        reason=str(reason),
        against_own=compared(chosen.minutes, findings.own.minutes),
        against_baseline=compared(chosen.minutes, findings.baseline.minutes),
    )


def compared(granted: int, advised: int | None) -> str:
    """Say how far what is granted is from an advice."""
    language = get_language() or "nl"
    if advised is None:
        return _("niet te zeggen: dit antwoord is niet bekend")
    difference = granted - advised
    if difference == 0:
        return _("evenveel")
    words = {"hours": hours_minutes(abs(difference), language)}
    return _("%(hours)s meer") % words if difference > 0 else _("%(hours)s minder") % words


def _revision(request: HttpRequest, case: CaseRow) -> int:
    """The revision that the page showed; one that is missing counts as an old one."""
    given = request.POST.get("revision", "")
    is_number = given.isascii() and given.isdigit() and len(given) < 9
    return int(given) if is_number else queries.case(number=case.number).revision - 1
