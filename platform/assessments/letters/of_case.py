"""What the letters of a decided case are made of, read from the rooms that know it."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import names_of
from assessments.codes import GRANTS_NOTHING, DecisionOutcome, DeviationReason
from assessments.following.queries import coach_of_the_decision
from assessments.gathering.weighing import weighed_solutions
from assessments.letters.codes import JobCriterion
from assessments.letters.content import Section
from assessments.letters.facts import Awarded, ClientFacts, WorkFacts
from assessments.own_words import COACH_OF_FORM, words_section
from assessments.people.queries import person_of_case
from assessments.queries import CaseRow, DecisionRow, receipt
from assessments.receipts import replay_receipt
from assessments.rules_of_case import rules_of
from assessments.term.clock.leaving_aside import unanswered_letter
from assessments.term.queries import term_of
from rulebook.explanation import RenderedFinding, render
from rulebook.finding import Finding

#: Reasons that name the person, as said to them.
_TO_PERSON: Mapping[DeviationReason, Promise] = {
    DeviationReason.PERSON: _("U hebt meer of iets anders nodig dan de regels zien"),
    DeviationReason.AGREED_WITH_EMPLOYER: _("Zo afgesproken met u en uw werkgever"),
}
_JOB = {criterion.value: criterion for criterion in JobCriterion}


def awarded_in(made: DecisionRow, *, provider: str) -> Awarded:
    """Give what was decided as a letter says it."""
    return Awarded(
        outcome=made.outcome,
        minutes=made.granted_minutes,
        periods=made.periods,
        decided_on=made.decided_on,
        provider=provider,
    )


def work_facts(*, actor: User, case: CaseRow, made: DecisionRow) -> WorkFacts:
    """Give what a letter to an employer or coach is made of; that somebody looked is recorded.

    Raises:
        NotPermitted: the actor may not read cases.
    """
    finding = replay_receipt(receipt=receipt(number=case.number)).own
    refused = made.outcome == DecisionOutcome.REFUSE and not made.deviation_reason
    failed = [each.code for each in finding.criteria if each.outcome == "not_met"]
    duties = () if made.outcome in GRANTS_NOTHING else finding.obligations
    person = person_of_case(actor=actor, case_id=case.id)
    return WorkFacts(
        name=person.identity.name if person else "",
        awarded=awarded_in(made, provider=provider_named(case_id=case.id)),
        reasons=tuple(_JOB[code] for code in failed if refused and code in _JOB),
        duties=tuple((_JOB[each.criterion], each.due) for each in duties if each.criterion in _JOB),
    )


def client_facts(*, actor: User, case: CaseRow, made: DecisionRow, language: str) -> ClientFacts:
    """Give what the letter to the person is made of; that somebody looked is recorded.

    Raises:
        NotPermitted: the actor may not read cases.
    """
    person = person_of_case(actor=actor, case_id=case.id)
    finding = replay_receipt(receipt=receipt(number=case.number)).own
    said = render(finding, language, to_person=True)
    judged = made.outcome != DecisionOutcome.INCOMPLETE
    grants = made.outcome not in GRANTS_NOTHING
    asked = None if judged else unanswered_letter(term_of(case_id=case.id).clock)
    return ClientFacts(
        name=person.identity.name if person else "",
        address=tuple(person.identity.address.split(", ")) if person else (),
        reference=case.client_reference,
        awarded=awarded_in(made, provider=provider_named(case_id=case.id)),
        reasons=_reasons(said, finding) if judged else (),
        steps=tuple(step.sentence for step in said.steps) if made.outcome == "grant" else (),
        deviation=_deviation(made),
        motivation=made.motivation,
        weighed=_weighed(actor, case) if judged else (),
        obligations=said.obligations if grants else (),
        asked_on=asked.day if asked else None,
        answered_by=asked.last_day_to_complete if asked else None,
    )


def own_words_in(
    case: CaseRow, made: DecisionRow, *, has_plan: bool = False
) -> tuple[Section, ...]:
    """Give what a letter says of the organisation's own words, of things that it tells of."""
    rules = rules_of(case)
    codes = ["organisation", "assessor"]
    if made.granted_minutes:
        codes += ["period", COACH_OF_FORM.get(str(case.facts.get("support_form")), "")]
    if made.is_deviation:
        codes.append("tailoring")
    if has_plan:
        codes += ["plan", "need"]
    return words_section(rules.own if rules else None, codes)


def provider_named(*, case_id: UUID) -> str:
    """Give by name who was to coach as it was decided: coach and organisation, or nobody."""
    chosen = coach_of_the_decision(case_id=case_id)
    if chosen is None:
        return ""
    return ", ".join(each.name for each in (chosen.coach, chosen.organisation) if each)


def contact_of(made: DecisionRow) -> str:
    """Give who decided by name; empty where nobody in particular did."""
    if made.decided_by is None:
        return ""
    return names_of(user_ids={made.decided_by}).get(made.decided_by, "")


def _weighed(actor: User, case: CaseRow) -> tuple[str, ...]:
    """Other solutions in words, with why; only the person gets to read these."""
    told = []
    for each in weighed_solutions(actor=actor, case_id=case.id):
        line = f"{each.title}: {each.outcome.label}."
        told.append(f"{line} {each.why}" if each.why else line)
    return tuple(told)


def _reasons(said: RenderedFinding, finding: Finding) -> tuple[str, ...]:
    """The criteria of a case in words, those that decided first."""
    told = [each for each in said.reasons if each.group != "provider"]
    told.sort(key=lambda each: each.outcome != finding.verdict)
    return tuple(each.sentence for each in told)


def _deviation(made: DecisionRow) -> str:
    if not made.is_deviation:
        return ""
    reason = DeviationReason(made.deviation_reason)
    label = str(_TO_PERSON.get(reason, reason.label))
    return label[0].lower() + label[1:]
