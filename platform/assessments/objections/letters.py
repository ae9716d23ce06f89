"""The decision on an objection as a letter: writing it, and freezing it as it is sent."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from accounts.permissions import Permission, check_permission
from accounts.queries import names_of
from assessments.letters.actions import (
    MOST_DAYS_AHEAD,
    SentOnAnotherDay,
    StaleLetter,
    frozen,
    identifier_of,
    mark_of,
)
from assessments.letters.blocks import texts_for
from assessments.letters.codes import AUDIENCE_OF, Language, Reader
from assessments.letters.content import LetterContent
from assessments.letters.facts import ClientFacts, Sending, WorkFacts
from assessments.letters.letterhead import letterhead_now
from assessments.letters.models import Letter
from assessments.letters.of_case import client_facts, work_facts
from assessments.letters.term import last_day_to_object
from assessments.models import Case
from assessments.objections.actions import DecidedBySame
from assessments.objections.codes import WORK_REASONS, Outcome, WorkReason
from assessments.objections.letter_facts import OutcomeFacts
from assessments.objections.letter_words import letter_on_objection
from assessments.objections.new_decision import new_decision_of
from assessments.objections.queries import ObjectionRow, StepRow
from assessments.objections.readers import objector_of, readers_of
from assessments.objections.status import Change
from assessments.people.queries import person_of_case
from assessments.pinned_rules import sha256
from assessments.queries import CaseRow, DecisionRow, decision
from assessments.queries import case as case_of
from assessments.references import check_open_texts
from tenants.identifiers import uuid7


class NoOutcomeToTell(LookupError):
    """An objection that has no outcome of ours, or an appeal: a court writes of that."""

    def __init__(self) -> None:
        super().__init__("Record how the objection ended first; of an appeal the court writes.")


class MotivationMissing(ValueError):
    """A decision on an objection rests on reasons that are given (Awb 7:12, 1)."""

    def __init__(self) -> None:
        super().__init__("Say in the letter why this was decided: in words, or by code to others.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a letter on an objection is written from.

    `motivation` stands in the letter to the person alone, because it may be about health. Others
    read `reasons`, which cannot be.
    """

    reader: Reader
    language: Language
    organisation: str
    checked_at: str
    motivation: str = ""
    reasons: tuple[WorkReason, ...] = ()


def letter_of_outcome(
    *,
    actor: User,
    case: CaseRow,
    row: ObjectionRow,
    draft: Draft,
    sent_on: date,
    letter_id: UUID | None = None,
) -> LetterContent:
    """Write the letter without sending it; reading who it is about is recorded.

    Raises:
        NotPermitted: the actor may not read cases.
        NoOutcomeToTell: there is nothing to tell, or not to this reader.
        BsnInText, MotivationMissing: the reasons hold a citizen service number, or are not given.
        NewDecisionMissing: the new decision has to be in it, and is not taken yet.
    """
    check_permission(actor, Permission.READ_CASES)
    if draft.reader not in readers_of(row):
        raise NoOutcomeToTell
    check_open_texts(draft.motivation)
    if _lacks_reasons(row, draft):
        raise MotivationMissing
    made, new = decision(number=case.number), new_decision_of(row)
    sending = Sending(
        id=str(letter_id or uuid7()),
        organisation=draft.organisation,
        number=case.number,
        sent_on=sent_on,
        object_until=last_day_to_object(sent_on),
        contact=names_of(user_ids={actor.id}).get(actor.id, ""),
        checked_at=draft.checked_at,
        receipt=(new or made).sha256,
        letterhead=letterhead_now().printed,
    )
    blocks = texts_for(audience=AUDIENCE_OF[draft.reader], language=draft.language).blocks
    with translation.override(draft.language.value):
        facts = _facts(actor, case, row, draft, made)
        if new is not None:
            facts = replace(facts, new=_new(actor, row, draft, new), new_number=row.new_number)
        return letter_on_objection(facts, reader=draft.reader, sending=sending, blocks=blocks)


def mark_now(content: LetterContent, *, row: ObjectionRow) -> str:
    """Give a mark of what a letter says, and of those on the same objection to the same reader.

    So a page that was opened before one of them went sends no second decision unseen.
    """
    sent = Letter.objects.filter(objection_id=row.id, reader=content.reader).order_by("id")
    earlier = [str(each) for each in sent.values_list("id", flat=True)]
    mark = mark_of(content)
    return sha256(" ".join((mark, *earlier))) if earlier else mark


@transaction.atomic
def send_outcome(
    *,
    actor: User,
    case: CaseRow,
    row: ObjectionRow,
    draft: Draft,
    sent_on: date,
    seen: str,
    once: UUID,
) -> UUID:
    """Freeze the letter as it is sent; from the day after it runs the time to appeal.

    Args:
        those of `letter_of_outcome`, and
        seen: the mark of the letter as it was shown for today (`mark_now`).
        once: what the page gave out with it: sent again, it gives the letter that is there.

    Raises:
        those of `letter_of_outcome`; NotPermitted as well where the actor does not decide.
        DecidedBySame: the actor took the decision that was objected to (Awb 10:3, 3).
        SentOnAnotherDay, StaleLetter: as for any letter.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    if actor.id in row.taken_by:
        raise DecidedBySame
    Case.objects.select_for_update().get(pk=case.id)  # two at once go one after the other
    made, today = decision(number=case.number), timezone.localdate()
    letter_id = identifier_of(made, draft.reader, once)
    if Letter.objects.filter(pk=letter_id).exists():
        return letter_id
    if not today <= sent_on <= today + MOST_DAYS_AHEAD:
        raise SentOnAnotherDay(today, today + MOST_DAYS_AHEAD)
    now = letter_of_outcome(actor=actor, case=case, row=row, draft=draft, sent_on=today)
    if mark_now(now, row=row) != seen:
        raise StaleLetter
    content = letter_of_outcome(
        actor=actor, case=case, row=row, draft=draft, sent_on=sent_on, letter_id=letter_id
    )
    new = new_decision_of(row)
    return frozen(
        actor, case.id, made, draft.reader, draft.language, content, sent_on,
        objection_id=row.id, receipt_id=new.receipt_id if new else None,
    )  # fmt: skip


def _new(
    actor: User, row: ObjectionRow, draft: Draft, made: DecisionRow
) -> ClientFacts | WorkFacts:
    """Give what this reader may know of the new decision; somebody else gets no name."""
    case = case_of(number=row.new_number)
    if draft.reader is Reader.CLIENT:
        return client_facts(actor=actor, case=case, made=made, language=draft.language.value)
    return work_facts(actor=actor, case=case, made=made)


def _lacks_reasons(row: ObjectionRow, draft: Draft) -> bool:
    if draft.reader is Reader.CLIENT:
        return not draft.motivation.strip()
    return bool(reasons_to_choose(row)) and not _fitting(row, draft)


def reasons_to_choose(row: ObjectionRow) -> tuple[WorkReason, ...]:
    """Give the reasons that others than the person can read; none where nothing was judged."""
    outcome = row.ended.outcome if row.ended else None
    return WORK_REASONS.get(outcome, ()) if outcome else ()


def _fitting(row: ObjectionRow, draft: Draft) -> tuple[WorkReason, ...]:
    return tuple(each for each in reasons_to_choose(row) if each in draft.reasons)


def _facts(
    actor: User, case: CaseRow, row: ObjectionRow, draft: Draft, made: DecisionRow
) -> OutcomeFacts:
    is_client = draft.reader is Reader.CLIENT
    person = person_of_case(actor=actor, case_id=case.id)
    identity = person.identity if person and draft.reader is not Reader.OTHER else None
    ended = row.ended
    if ended is None or ended.outcome is None or ended.outcome_code is None:
        raise NoOutcomeToTell
    stands = ended.outcome is Outcome.REJECTED and not is_client
    heard, waived = _step(row, Change.HEAR), _step(row, Change.WAIVE)
    return OutcomeFacts(
        name=identity.name if identity else "",
        address=tuple(identity.address.split(", ")) if identity and is_client else (),
        reference=case.client_reference if is_client else "",
        objector=objector_of(row),
        lodged_by=row.lodged_by,
        received_on=row.received_on,
        last_day=row.last_day,
        asked_on=row.asked_on,
        mend_by=row.mend_by,
        decided_on=made.decided_on,
        outcome=ended.outcome,
        reason=ended.outcome_code,
        heard_on=heard.day if heard else None,
        not_heard=waived.not_heard_code if waived else None,
        motivation=draft.motivation if is_client else "",
        reasons=() if is_client else _fitting(row, draft),
        job=work_facts(actor=actor, case=case, made=made).reasons if stands else (),
    )


def _step(row: ObjectionRow, change: Change) -> StepRow | None:
    return next((step for step in row.steps if step.change is change), None)
