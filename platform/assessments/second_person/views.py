"""The pages of a second person: what waits, and one proposal to agree to or to give back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.queries import names_of
from assessments.actions import StaleCase
from assessments.choices import ChoiceRefused, resolved
from assessments.foretelling import Foretold, foretold
from assessments.objections.takers import TookFormerDecision, took_former_decision
from assessments.page_parts import rules_today, with_case
from assessments.panel import panel_from
from assessments.queries import CaseRow
from assessments.references import BsnInText
from assessments.rules_in_force import both_findings
from assessments.second_person import actions
from assessments.second_person.forms import GiveBackForm
from assessments.second_person.queries import ProposalRow, ProposalUnknown, waiting_of
from assessments.second_person.queries import waiting_proposals as waiting_rows
from assessments.second_person.status import ReturnReason
from assessments.status import ChangeNotAllowed

_GONE = (ProposalUnknown, ChangeNotAllowed, actions.MakerIsChecker)


@requires(Permission.DECIDE_CASE)
@require_GET
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the decisions that wait for a second person, those of others first."""
    rows = waiting_rows()
    mine = actor_of(request).id
    names = names_of(user_ids={row.proposed_by for row in rows})
    shown = [(row, names.get(row.proposed_by, ""), row.proposed_by == mine) for row in rows]
    shown.sort(key=lambda each: each[2])
    return render(request, "assessments/second_person/waiting.html", {"rows": shown})


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def proposal(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show what a colleague wants to decide, and give it back when asked to."""
    row = waiting_of(case_id=case.id)
    if row is None:
        return _nothing_waits(request, case)
    is_mine = row.proposed_by == actor_of(request).id
    form = GiveBackForm(request.POST or None)
    if request.method == "POST" and not is_mine and form.is_valid():
        return _given_back(request, case, row, form)
    return _page(request, case, row, form)


@requires(Permission.DECIDE_CASE)
@require_POST
@with_case
def agree(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Agree to a proposal as the page showed it; that records the decision."""
    row = waiting_of(case_id=case.id)
    shown = _foretold(case, row) if row else None
    if shown is not None and request.POST.get("gezien") != shown.seen:
        messages.warning(
            request,
            _("Wat u vastlegt is veranderd nadat u het bekeek. Dit is het nu: kijk het na."),
        )
        return redirect("assessments:proposal", case.number)
    try:
        actions.agree(actor=actor_of(request), case_id=case.id, proposal_id=_named(request))
    except _GONE:
        return _nothing_waits(request, case)
    except TookFormerDecision:
        return redirect("assessments:proposal", case.number)  # which says why
    except (StaleCase, ChoiceRefused):
        changed = _("De casus of het beleid is intussen gewijzigd. Uw collega kijkt er weer naar.")
        messages.warning(request, changed)
        return redirect("assessments:proposal", case.number)
    except BsnInText:  # of a proposal from before this was held against it
        text = _("Haal het burgerservicenummer weg. Dat hoort alleen bij de persoon.")
        messages.warning(request, text)
        return redirect("assessments:proposal", case.number)
    messages.success(request, _("U bent akkoord. Het besluit is vastgelegd en verzegeld."))
    return redirect("assessments:decision", case.number)


@requires(Permission.DECIDE_CASE)
@require_POST
@with_case
def take_back(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Take one's own proposal back."""
    try:
        actions.take_back(actor=actor_of(request), case_id=case.id, proposal_id=_named(request))
    except _GONE:
        return _nothing_waits(request, case)
    messages.success(request, _("U hebt uw voorstel teruggenomen. U kunt opnieuw kiezen."))
    return redirect("assessments:decide", case.number)


def _given_back(
    request: HttpRequest, case: CaseRow, row: ProposalRow, form: GiveBackForm
) -> HttpResponse:
    try:
        actions.give_back(
            actor=actor_of(request),
            case_id=case.id,
            proposal_id=row.id,
            reason=ReturnReason(form.cleaned_data["reason"]),
            explanation=form.cleaned_data["explanation"],
        )
    except _GONE:
        return _nothing_waits(request, case)
    messages.success(request, _("U gaf het voorstel terug aan uw collega."))
    return redirect("assessments:waiting_proposals")


def _page(
    request: HttpRequest, case: CaseRow, row: ProposalRow, form: GiveBackForm
) -> HttpResponse:
    rules = rules_today()
    if rules is None:
        return redirect("assessments:case", case.number)
    findings = both_findings(facts=case.facts, rules=rules)
    shown = _foretold(case, row)
    context = {
        "case": case,
        "row": row,
        "form": form,
        "foretold": shown,
        "panel": panel_from(findings=findings, number=case.number),
        "is_mine": row.proposed_by == actor_of(request).id,
        "took_former": took_former_decision(case_id=case.id, user_id=actor_of(request).id),
        "may_agree": shown is not None and not row.is_stale,
        "proposed_by": names_of(user_ids={row.proposed_by}).get(row.proposed_by, ""),
    }
    status = 400 if form.is_bound else 200
    return render(request, "assessments/second_person/proposal.html", context, status=status)


def _foretold(case: CaseRow, row: ProposalRow) -> Foretold | None:
    """Say what the proposal will be; None where it can be no decision now, as the page says."""
    rules = rules_today()
    if rules is None:
        return None
    findings = both_findings(facts=case.facts, rules=rules)
    try:
        return foretold(
            chosen=resolved(row.choice, findings.own),
            motivation=row.motivation,
            findings=findings,
            revision=case.revision,
        )
    except ChoiceRefused:
        return None


def _nothing_waits(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.info(request, _("Hier wacht niets meer op een tweede persoon. Zo staat het nu."))
    return redirect("assessments:case", case.number)


def _named(request: HttpRequest) -> UUID:
    """Give the proposal that the page showed; one that cannot be read is none."""
    try:
        return UUID(request.POST.get("voorstel", ""))
    except ValueError:
        return UUID(int=0)
