"""Writes of proposals: putting a decision before a colleague, and what the colleague answers."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.actions import LONGEST_MOTIVATION, StaleCase, decide
from assessments.choices import Choice
from assessments.deciding import Agreed
from assessments.kept_answers import CaseForm, forget_answers
from assessments.models import Case
from assessments.objections.takers import check_takers
from assessments.queries import CaseUnknown, DecisionRow
from assessments.references import check_open_texts
from assessments.second_person.models import DecisionProposal, ProposalAnswer
from assessments.second_person.queries import (
    ProposalRow,
    ProposalUnknown,
    choice_as_data,
    waiting_of,
)
from assessments.second_person.status import WAYS, Answer, ReturnReason
from assessments.status import CaseChange, check_change
from audit.actions import record


class MakerIsChecker(Exception):
    """Who proposed a decision cannot agree to it, and nobody else can take it back."""

    def __init__(self, answer: Answer) -> None:
        who = "its maker" if WAYS[answer].by_maker else "somebody else than its maker"
        super().__init__(f"Only {who} can answer a proposal with {answer.value}.")
        self.answer = answer


@transaction.atomic
def propose_decision(
    *, actor: User, case_id: UUID, revision: int, choice: Choice, motivation: str = ""
) -> ProposalRow:
    """Put a decision before a colleague, in the place of a proposal that waited already.

    The caller holds the choice against the advice first; it is held against it again when a
    colleague agrees.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        StaleCase: the case was changed in the meantime.
        BsnInText: the motivation could hold a citizen service number.
        TookFormerDecision: this replaces a decision that was objected to, and it was theirs.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    check_open_texts(motivation)
    case = _held(case_id)
    check_takers(case_id=case_id, users=(actor.id,))
    if case.revision != revision:
        raise StaleCase(case.number)
    before = waiting_of(case_id=case_id)
    if before is not None:
        _answer(actor, case_id, before, Answer.REPLACED)
    made = DecisionProposal.objects.create(
        case=case,
        choice=choice_as_data(choice),
        motivation=motivation.strip()[:LONGEST_MOTIVATION],
        revision=revision,
        proposed_by=actor.id,
        proposed_at=timezone.now(),
    )
    record(
        actor=actor, action="proposal.made", object_kind="case", object_id=case_id,
        details={"proposal": made.id},
    )  # fmt: skip
    forget_answers(case_id=case_id, form=CaseForm.DECISION, actor=actor)
    return _waiting(case_id, made.id)


@transaction.atomic
def agree(*, actor: User, case_id: UUID, proposal_id: UUID) -> DecisionRow:
    """Agree to a proposal, which records the decision on the day of today.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        MakerIsChecker: the actor made the proposal.
        ProposalUnknown: it does not wait (any more).
        StaleCase: the case changed after the proposal was made.
        TookFormerDecision: this replaces a decision that was objected to, and it was theirs.
        ChoiceRefused: under the rules of today it can be no decision any more.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    case = _held(case_id)
    proposal = _waiting(case_id, proposal_id)
    if proposal.is_stale:
        raise StaleCase(case.number)
    answered = _answer(actor, case_id, proposal, Answer.AGREED)
    return decide(
        actor=actor,
        case_id=case_id,
        revision=case.revision,
        choice=proposal.choice,
        motivation=proposal.motivation,
        agreed=Agreed(answer_id=answered.id, proposed_by=proposal.proposed_by, agreed_by=actor.id),
    )


@transaction.atomic
def give_back(
    *, actor: User, case_id: UUID, proposal_id: UUID, reason: ReturnReason, explanation: str = ""
) -> None:
    """Give a proposal back to its maker, with a coded reason.

    Raises:
        those of `agree`, but for the case that changed.
        BsnInText: the explanation could hold a citizen service number.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    check_open_texts(explanation)
    _held(case_id)
    proposal = _waiting(case_id, proposal_id)
    _answer(actor, case_id, proposal, Answer.RETURNED, reason=reason, explanation=explanation)


@transaction.atomic
def take_back(*, actor: User, case_id: UUID, proposal_id: UUID) -> None:
    """Take one's own proposal back, so that another choice can be made.

    Raises:
        those of `give_back`; MakerIsChecker where somebody else made it.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    _held(case_id)
    _answer(actor, case_id, _waiting(case_id, proposal_id), Answer.TAKEN_BACK)


def _held(case_id: UUID) -> Case:
    """Hold the case, so that two people answer one after the other."""
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    check_change(case.status, CaseChange.DECIDE)
    return case


def _waiting(case_id: UUID, proposal_id: UUID) -> ProposalRow:
    found = waiting_of(case_id=case_id)
    if found is None or found.id != proposal_id:
        raise ProposalUnknown
    return found


def _answer(
    actor: User,
    case_id: UUID,
    proposal: ProposalRow,
    answer: Answer,
    *,
    reason: str = "",
    explanation: str = "",
) -> ProposalAnswer:
    way, is_maker = WAYS[answer], proposal.proposed_by == actor.id
    if not (way.by_maker if is_maker else way.by_others):
        raise MakerIsChecker(answer)
    answered = ProposalAnswer.objects.create(
        proposal_id=proposal.id,
        proposed_by=proposal.proposed_by,
        answer=answer,
        reason=reason,
        explanation=explanation.strip(),
        answered_by=actor.id,
        answered_at=timezone.now(),
    )
    record(
        actor=actor, action=way.audit_action, object_kind="case", object_id=case_id,
        details={"proposal": proposal.id, "reason": str(reason)},
    )  # fmt: skip
    return answered
