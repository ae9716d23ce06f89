"""Writes to a case: opening, saving facts, deciding, withdrawing, closing, opening again."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.case_facts import facts_as_data, facts_from_data
from assessments.choices import Choice, LeaveAside, resolved
from assessments.conditions import check_conditions
from assessments.deciding import Agreed, Undecided, write_decisions
from assessments.gathering.overview import check_gathered
from assessments.kept_answers import CaseForm, forget_answers
from assessments.leaving_aside import check_left_aside
from assessments.models import Case
from assessments.numbering import next_numbers
from assessments.objections.anew import check_no_answer_is_due
from assessments.objections.takers import check_takers
from assessments.queries import CaseRow, CaseUnknown, DecisionRow, decision, row_of
from assessments.references import check_open_texts, checked_reference
from assessments.rules_in_force import both_findings, rules_on
from assessments.second_person.rules import needs_second_person
from assessments.status import CHANGES, CaseChange, check_change
from assessments.term.ending import end_by_withdrawal
from audit.actions import record
from rulebook.contradictions import Contradiction, contradictions
from rulebook.facts import FactValue
from tenants.models import Municipality

LONGEST_MOTIVATION = 2000


class Keep(Enum):
    """Stands for a value that stays as it is, where None means that it is not known."""

    AS_IS = "as is"


class StaleCase(Exception):
    """Somebody else changed the case after it was opened on this screen."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Case {number} was changed in the meantime. Look at it again and repeat your change."
        )
        self.number = number


class ContradictoryFacts(ValueError):
    """Facts that cannot be true together; nothing was saved."""

    def __init__(self, found: tuple[Contradiction, ...]) -> None:
        named = "; ".join(f"{', '.join(each.facts)}: {each.reason.en}" for each in found)
        super().__init__(f"These facts contradict each other: {named}")
        self.contradictions = found


class MunicipalityNotInRegister(ValueError):
    """The code is none of a municipality that Meetlat knows."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code!r} is not in the register: give a code such as GM0363.")
        self.code = code


class DecidedInTheFuture(ValueError):
    """A decision carries the day on which it is taken, or an earlier one."""

    def __init__(self) -> None:
        super().__init__("Give today or an earlier day as the day of the decision.")


class SecondPersonNeeded(Exception):
    """The policy asks a colleague to agree before this is decided."""

    def __init__(self) -> None:
        super().__init__(
            "This deviates so far from the advice that the policy asks for a second person: put it "
            "before a colleague with `propose_decision`."
        )


@transaction.atomic
def open_case(
    *, actor: User, client_reference: str, municipality_code: str = "", is_synthetic: bool = False
) -> CaseRow:
    """Open a case without facts and give it the next number of the year.

    Args:
        actor: who does it.
        client_reference: the organisation's own reference; never a name or BSN.
        municipality_code: where the person lives; empty where the organisation is not municipal.
        is_synthetic: whether the person is made up.

    Raises:
        NotPermitted: the actor may not open cases.
        ReferenceMissing, ReferenceTooLong, HiddenSigns, LooksLikeBsn: the reference cannot be
            used.
        MunicipalityNotInRegister: the code is unknown.
    """
    check_permission(actor, Permission.OPEN_CASE)
    reference = checked_reference(client_reference)
    if municipality_code and not Municipality.objects.filter(code=municipality_code).exists():
        raise MunicipalityNotInRegister(municipality_code)
    now = timezone.now()
    [number] = next_numbers(year=timezone.localdate().year, count=1)
    opened = Case.objects.create(
        number=number,
        client_reference=reference,
        municipality_code=municipality_code,
        is_synthetic=is_synthetic,
        opened_by=actor.id,
        opened_at=now,
        changed_at=now,
    )
    record(actor=actor, action="case.opened", object_kind="case", object_id=opened.id)
    return row_of(opened)


@transaction.atomic
def save_facts(
    *,
    actor: User,
    case_id: UUID,
    revision: int,
    facts: Mapping[str, FactValue | None],
    requested_minutes: int | Keep | None = Keep.AS_IS,
    step: str = "",
    page: str = "",
) -> CaseRow:
    """Lay facts over those of a case; None makes a fact unknown again, absent ones stay.

    Args:
        actor: who does it.
        case_id: the case.
        revision: the revision that the actor saw.
        facts: by the names of the rulebook, in its units.
        requested_minutes: hours that were asked for; None where nobody named them.
        step: name of the step that is herewith visited.
        page: which opened page it comes from, where that saves more than once.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        StaleCase: it was changed in the meantime.
        UnknownFact, NotAFactValue, ContradictoryFacts: the facts cannot be; nothing is saved.
    """
    check_permission(actor, Permission.OPEN_CASE)
    found = _locked(case_id, CaseChange.SAVE_FACTS, revision=revision)
    whole = facts_as_data({**facts_from_data(found.facts), **facts})
    if contradicting := contradictions(facts_from_data(whole)):
        raise ContradictoryFacts(tuple(contradicting))
    changed = sorted(name for name in facts if whole.get(name) != found.facts.get(name))
    found.facts = whole
    if requested_minutes is not Keep.AS_IS:
        found.requested_minutes = requested_minutes
    if step and step not in found.visited_steps:
        found.visited_steps = [*found.visited_steps, step]
    _save(found)
    told = {"page": page, "revision": found.revision} if page else {}
    record(
        actor=actor, action="case.facts_saved", object_kind="case", object_id=found.id,
        details={"step": step, "changed": len(changed), **told},
    )  # fmt: skip
    return row_of(found)


@transaction.atomic
def decide(
    *,
    actor: User,
    case_id: UUID,
    revision: int,
    choice: Choice,
    motivation: str = "",
    decided_on: date | None = None,
    agreed: Agreed | None = None,
) -> DecisionRow:
    """Decide a case: decision, period, sealed receipt, audit line and fact row, or nothing.

    Args:
        actor: who decides.
        case_id: the case.
        revision: the revision that the actor saw.
        choice: as advised, or otherwise with a coded reason, or left aside.
        motivation: in the consultant's own words; sealed with the decision, and printed in the
            letter to the client.
        decided_on: today unless given; the rules of that day count.
        agreed: where the actor agrees to what a colleague proposed, which `second_person` holds.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed, StaleCase: as for `save_facts`.
        BsnInText: the motivation could hold a citizen service number.
        DecidedInTheFuture: the day has not come yet.
        TookFormerDecision: this replaces a decision that was objected to, and it was theirs.
        ChoiceRefused: one of its kinds, naming the field to put right.
        GatheringIncomplete: the policy wants a source or life domain first; one of `ChoiceRefused`.
        ConditionUnmet: the policy wants something else before it grants; one of `ChoiceRefused`.
        SecondPersonNeeded: a colleague has to agree first, by the policy.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    check_open_texts(motivation)
    found = _locked(case_id, CaseChange.DECIDE, revision=revision)
    check_takers(case_id=case_id, users=agreed.both if agreed else (actor.id,))
    day = decided_on or timezone.localdate()
    if day > timezone.localdate():
        raise DecidedInTheFuture
    rules = rules_on(on=day)
    findings = both_findings(facts=facts_from_data(found.facts), rules=rules)
    if isinstance(choice, LeaveAside):
        check_left_aside(case_id=case_id, on=day)
    else:
        check_gathered(row_of(found), rules)
    chosen = resolved(choice, findings.own)
    check_conditions(row_of(found), rules, outcome=chosen.outcome)
    if agreed is None and needs_second_person(chosen=chosen, finding=findings.own):
        raise SecondPersonNeeded
    undecided = Undecided(
        case=found,
        rules=rules,
        findings=findings,
        resolved=chosen,
        motivation=motivation.strip()[:LONGEST_MOTIVATION],
        decided_on=day,
        agreed=agreed,
    )
    write_decisions(actor=actor, cases=[undecided])
    found.status = CHANGES[CaseChange.DECIDE].target or found.status
    _save(found)
    forget_answers(case_id=found.id, form=CaseForm.DECISION)
    return decision(number=found.number)


@transaction.atomic
def withdraw_case(*, actor: User, case_id: UUID, revision: int) -> CaseRow:
    """End a case without a decision, because the application was withdrawn.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed, StaleCase: as for `save_facts`.
        AnswersAnObjection: it was opened to decide anew, so there is always a decision to take.
    """
    withdrawn = _moved(actor, case_id, revision, CaseChange.WITHDRAW)
    check_no_answer_is_due(case_id=case_id)
    forget_answers(case_id=case_id, form=CaseForm.DECISION)
    end_by_withdrawal(actor=actor, case_id=case_id)
    return withdrawn


def close_case(*, actor: User, case_id: UUID, revision: int) -> CaseRow:
    """Stop following a decided case.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed, StaleCase: as for `save_facts`.
    """
    return _moved(actor, case_id, revision, CaseChange.CLOSE)


def reopen_case(*, actor: User, case_id: UUID, revision: int) -> CaseRow:
    """Follow a closed case again.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed, StaleCase: as for `save_facts`.
    """
    return _moved(actor, case_id, revision, CaseChange.REOPEN)


@transaction.atomic
def _moved(actor: User, case_id: UUID, revision: int, change: CaseChange) -> CaseRow:
    check_permission(actor, Permission.DECIDE_CASE)
    found = _locked(case_id, change, revision=revision)
    found.status = check_change(found.status, change)
    _save(found)
    action = CHANGES[change].audit_action
    record(actor=actor, action=action, object_kind="case", object_id=found.id)
    return row_of(found)


def _locked(case_id: UUID, change: CaseChange, *, revision: int) -> Case:
    found = Case.objects.select_for_update().filter(pk=case_id).first()
    if found is None:
        raise CaseUnknown
    check_change(found.status, change)
    if found.revision != revision:
        raise StaleCase(found.number)
    return found


def _save(found: Case) -> None:
    found.revision += 1
    found.changed_at = timezone.now()
    found.save()
