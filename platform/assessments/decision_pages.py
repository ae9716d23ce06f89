"""The pages of a decided case: the decision with its receipt, working it through again, closing."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, has_permission, requires
from accounts.queries import names_of
from assessments import actions, queries
from assessments.codes import GRANTS_NOTHING, DecisionOutcome, DeviationReason
from assessments.foretelling import compared, outcome_in_words
from assessments.journey import STEPS
from assessments.models import Receipt
from assessments.page_parts import answers_of, municipality_name, with_case
from assessments.queries import CaseRow, DecisionRow
from assessments.receipts import Replayed, replay_receipt
from assessments.status import CaseChange, CaseStatus, ChangeNotAllowed, can_change
from rulebook.explanation import render as rendered
from rulebook.finding import Finding

SIDES = {"eigen": "own", "uwv": "baseline"}

#: What an app above shows below a decision: a template and what it needs.
Part = tuple[str, Mapping[str, Any]]
PartMaker = Callable[[HttpRequest, CaseRow], Part]

_parts: list[PartMaker] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer that stands beside a decision: verdict, hours, and what keeps it from being a yes.

    `names_no_hours`: it grants and could not say how much. `compared` says how far the decision is
    from it; empty where there is nothing to compare.
    """

    verdict: str
    minutes: int | None
    names_no_hours: bool
    because: tuple[str, ...]
    compared: str


def show_below_decision(maker: PartMaker) -> PartMaker:
    """Have the app above show a part below every decision; register in `AppConfig.ready`."""
    if maker not in _parts:
        _parts.append(maker)
    return maker


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def decision(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show the decision on a case, why it is so, its receipt, and what came of it."""
    if case.status not in (CaseStatus.DECIDED, CaseStatus.CLOSED):
        return redirect("assessments:case", case.number)
    made = queries.decision(number=case.number)
    again = replay_receipt(receipt=queries.receipt(number=case.number))
    context: dict[str, Any] = {
        **_decision_context(request, case, made, again),
        "parts": [],
    }
    for maker in _parts:
        template, values = maker(request, case)
        context["parts"].append(template)
        context.update(values)
    return render(request, "assessments/decision.html", context)


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def receipt(request: HttpRequest, case: CaseRow) -> HttpResponse:  # noqa: ARG001 - a view
    """Give the sealed receipt, byte for byte."""
    found = _receipt_or_404(case)
    return _download(found.text, f"bewijs-{case.number}.json")


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def rules(request: HttpRequest, case: CaseRow, side: str) -> HttpResponse:  # noqa: ARG001 - a view
    """Give the rules that a receipt names, byte for byte."""
    if side not in SIDES:
        raise Http404(side)
    sealed = json.loads(_receipt_or_404(case).text)
    text = queries.pinned_rules(sha256=sealed["rules"][SIDES[side]]["pinned"])
    if text is None:
        raise Http404(side)
    return _download(text, f"regels-{side}-{case.number}.json")


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def replay(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Work the receipt through again and show whether the same bytes come out."""
    again = replay_receipt(receipt=_receipt_or_404(case))
    context = {
        "case": case,
        "again": again,
        "made": queries.decision(number=case.number),
        "size": len(again.text.encode()),
    }
    return render(request, "assessments/replay.html", context)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def close(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Say what closing does, and do it when asked to."""
    return _moved(request, case, CaseChange.CLOSE)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def reopen(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Say what opening again does, and do it when asked to."""
    return _moved(request, case, CaseChange.REOPEN)


def _moved(request: HttpRequest, case: CaseRow, change: CaseChange) -> HttpResponse:
    closes = change is CaseChange.CLOSE
    if not can_change(case.status, change):
        if case.status == (CaseStatus.CLOSED if closes else CaseStatus.DECIDED):
            already = _("Deze casus is al afgesloten.") if closes else _("U volgt deze casus al.")
            messages.info(request, already)
        return redirect("assessments:case", case.number)
    if request.method == "GET":
        return render(request, "assessments/close.html", {"case": case, "closes": closes})
    move = actions.close_case if closes else actions.reopen_case
    try:
        move(actor=actor_of(request), case_id=case.id, revision=case.revision)
    except (actions.StaleCase, ChangeNotAllowed):
        messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
    else:
        done = _("De casus is afgesloten.") if closes else _("De casus wordt weer gevolgd.")
        messages.success(request, done)
    return redirect("assessments:decision", case.number)


def _decision_context(
    request: HttpRequest, case: CaseRow, made: DecisionRow, again: Replayed
) -> dict[str, Any]:
    language = language_now()
    people = names_of(user_ids={made.decided_by} if made.decided_by else set())
    may_follow = has_permission(request.user, Permission.DECIDE_CASE)
    had_none = bool(made.deviation_reason) and not made.is_deviation
    return {
        "case": case,
        "made": made,
        "outcome": outcome_in_words(made.outcome, had_none=had_none),
        "is_refusal": made.outcome in GRANTS_NOTHING,
        "reason": DeviationReason(made.deviation_reason).label if made.deviation_reason else "",
        "decided_by": people.get(made.decided_by, "") if made.decided_by else "",
        "municipality": municipality_name(case.municipality_code),
        "own": _answered(made, again.own, made.own_verdict, made.own_minutes),
        "baseline": _answered(made, again.baseline, made.baseline_verdict, made.baseline_minutes),
        "explained": rendered(again.own, language),
        "steps": [(step, answers_of(case, step, is_open=False)) for step in STEPS],
        "is_identical": again.is_identical,
        "may_follow": may_follow,
        "may_close": may_follow and can_change(case.status, CaseChange.CLOSE),
        "may_reopen": may_follow and can_change(case.status, CaseChange.REOPEN),
    }


def _answered(made: DecisionRow, finding: Finding, verdict: str, minutes: int | None) -> Answered:
    """What one of the two profiles said, held against the decision."""
    grants = verdict in ("met", "met_with_obligation")
    refused_alike = verdict == "not_met" and made.outcome == DecisionOutcome.REFUSE
    is_known = verdict != "not_known" and minutes is not None
    is_known = is_known and made.outcome != DecisionOutcome.INCOMPLETE
    decisive = [] if grants else rendered(finding, language_now()).reasons
    return Answered(
        verdict=verdict,
        minutes=minutes if grants else None,
        names_no_hours=grants and minutes is None,
        because=tuple(
            reason.sentence
            for reason in decisive
            if reason.outcome == verdict and reason.group != "provider"
        ),
        compared=compared(made.granted_minutes, minutes) if is_known and not refused_alike else "",
    )


def _receipt_or_404(case: CaseRow) -> Receipt:
    try:
        return queries.receipt(number=case.number)
    except queries.NotDecidedYet as missing:
        raise Http404(str(missing)) from missing


def _download(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
