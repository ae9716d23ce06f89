"""Writes of letters: freezing a letter on the day that it is sent."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.codes import DecisionOutcome
from assessments.leaving_aside import aside_of
from assessments.letters.blocks import texts_for
from assessments.letters.codes import AUDIENCE_OF, Language, Reader
from assessments.letters.content import LetterContent, code_of
from assessments.letters.facts import Sending
from assessments.letters.found import found_facts, found_sections
from assessments.letters.letterhead import letterhead_now
from assessments.letters.models import Letter
from assessments.letters.of_case import client_facts, contact_of, own_words_in, work_facts
from assessments.letters.rows import put_text, text_of
from assessments.letters.term import last_day_to_object
from assessments.letters.writing import letter_to_client, letter_to_work
from assessments.models import Case
from assessments.objections.queries import ObjectionRow, answered_in
from assessments.objections.readers import readers_of
from assessments.objections.sent_days import day_annulled
from assessments.pinned_rules import sha256
from assessments.queries import CaseRow, DecisionRow, decision
from assessments.sharing.letters_to import check_may_send
from audit.actions import record
from rulebook.canonical import canonical
from tenants.identifiers import uuid7

#: A letter may go with the post of a later day, and never of an earlier one than today.
MOST_DAYS_AHEAD = timedelta(days=14)


class SentOnAnotherDay(ValueError):
    """A letter is not sent on a day that has passed, nor too late for what it tells."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"Give a day from {first} to {last} as the day of sending.")
        self.first = first
        self.last = last


class StaleLetter(Exception):
    """What the letter would say changed after it was shown."""

    def __init__(self) -> None:
        super().__init__("The letter changed after it was shown. Look at it again, then send it.")


class ToldOnObjection(Exception):
    """A decision in place of one that was objected to stands in the letter on that objection."""

    def __init__(self, row: ObjectionRow) -> None:
        super().__init__("Write the decision on the objection: this decision stands in it.")
        self.row = row


def letter_for(
    *,
    actor: User,
    case: CaseRow,
    reader: Reader,
    language: Language,
    sent_on: date,
    organisation: str,
    checked_at: str,
    letter_id: UUID | None = None,
) -> LetterContent:
    """Write a letter without sending it; reading who it is about is recorded.

    Args:
        actor: who looks.
        case: a decided case.
        reader: whom it is for.
        language: in which language.
        sent_on: the day of sending, from which the term to object runs.
        organisation: its name.
        checked_at: the public address to which the code is added.
        letter_id: its identifier; a new one where none is given.

    Raises:
        NotPermitted: the actor may not read cases.
        NotDecidedYet: there is nothing to tell yet.
        ToldOnObjection: this reader gets it with the decision on an objection (Awb 7:11).
        NotShared: the person did not agree that this reader gets a letter.
    """
    check_permission(actor, Permission.READ_CASES)
    made = decision(number=case.number)
    check_may_send(case, reader)
    answered = answered_in(new_case_id=case.id)
    told = next((each for each in answered if reader in readers_of(each)), None)
    if told is not None:
        raise ToldOnObjection(told)
    replaced = answered[0] if answered else None
    annulled = day_annulled(appeal=replaced, reader=reader) if replaced else None
    sending = Sending(
        id=str(letter_id or uuid7()),
        organisation=organisation,
        number=case.number,
        sent_on=sent_on,
        object_until=last_day_to_object(sent_on),
        contact=contact_of(made),
        checked_at=checked_at,
        receipt=made.sha256,
        letterhead=letterhead_now().printed,
        replaces=annulled or (decision(number=replaced.number).decided_on if replaced else None),
        on_objection=annulled is not None,
    )
    return _written(actor, case, made, reader, language, sending)


def mark_of(content: LetterContent) -> str:
    """Give a mark of what a letter says, whichever identifier it was given."""
    return sha256(canonical(replace(content, id="").as_data()))


@transaction.atomic
def send_letter(
    *,
    actor: User,
    case: CaseRow,
    reader: Reader,
    language: Language,
    sent_on: date,
    organisation: str,
    checked_at: str,
    seen: str,
    once: UUID,
) -> UUID:
    """Freeze a letter as it is sent: its text, its hash, the receipt it rests on, and the day.

    Args:
        those of `letter_for`, and
        seen: the mark of the letter as it was shown for today.
        once: what the page gave out with it: sent again, it gives the letter that is there.

    Raises:
        those of `letter_for`; NotPermitted as well where the actor does not decide.
        SentOnAnotherDay: it cannot have been sent on that day.
        StaleLetter: it would say something else than was shown.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    Case.objects.select_for_update().get(pk=case.id)  # two at once go one after the other
    made, today = decision(number=case.number), timezone.localdate()
    letter_id = identifier_of(made, reader, once)
    if Letter.objects.filter(pk=letter_id).exists():
        return letter_id
    last = _last_day_of_sending(case, made, reader, today)
    if not today <= sent_on <= last:
        raise SentOnAnotherDay(today, last)
    written = partial(
        letter_for, actor=actor, case=case, reader=reader, language=language,
        organisation=organisation, checked_at=checked_at,
    )  # fmt: skip
    if mark_of(written(sent_on=today)) != seen:
        raise StaleLetter
    content = written(sent_on=sent_on, letter_id=letter_id)
    return frozen(actor, case.id, made, reader, language, content, sent_on)


def frozen(
    actor: User,
    case_id: UUID,
    made: DecisionRow,
    reader: Reader,
    language: Language,
    content: LetterContent,
    sent_on: date,
    objection_id: UUID | None = None,
    receipt_id: UUID | None = None,
) -> UUID:
    """Keep a letter as it is sent, and put that on record; inside a caller's transaction.

    `receipt_id` is given where it rests on another receipt than that of the decision.
    """
    text = text_of(content)
    digest = sha256(text)
    letter = Letter(
        id=UUID(content.id),
        decision_id=made.id,
        receipt_id=receipt_id or made.receipt_id,
        objection_id=objection_id,
        letterhead_id=letterhead_now().id,
        reader=reader,
        language=language,
        texts_id=texts_for(audience=AUDIENCE_OF[reader], language=language).id,
        sha256=digest,
        code=code_of(digest),
        sent_on=sent_on,
        sent_by=actor.id,
        recorded_at=timezone.now(),
    )
    put_text(letter, text)
    letter.save(force_insert=True)
    details = {
        "letter": letter.id, "reader": reader.value, "language": language.value,
        "sent_on": sent_on.isoformat(), "sha256": digest,
    }  # fmt: skip
    record(
        actor=actor, action="letter.sent", object_kind="case", object_id=case_id, details=details
    )
    return letter.id


def identifier_of(made: DecisionRow, reader: Reader, once: UUID) -> UUID:
    """Give the identifier of the letter made of one page; nobody outside can work it out."""
    digest = salted_hmac("letter", f"{made.id} {reader.value} {once}", algorithm="sha256")
    return UUID(bytes=digest.digest()[:16], version=4)


def _last_day_of_sending(case: CaseRow, made: DecisionRow, reader: Reader, today: date) -> date:
    """Give the last day on which a letter may go.

    Who applied has to be told within four weeks that it was left aside (Awb 4:5, 4). Where that was
    missed, the letter goes today.
    """
    last = today + MOST_DAYS_AHEAD
    if reader is not Reader.CLIENT or made.outcome != DecisionOutcome.INCOMPLETE:
        return last
    aside = aside_of(case_id=case.id, on=today).last
    return max(today, min(last, aside)) if aside else last


def _written(
    actor: User,
    case: CaseRow,
    made: DecisionRow,
    reader: Reader,
    language: Language,
    sending: Sending,
) -> LetterContent:
    blocks = texts_for(audience=AUDIENCE_OF[reader], language=language).blocks
    with translation.override(language.value):
        if reader is Reader.CLIENT:
            told = client_facts(actor=actor, case=case, made=made, language=language.value)
            words = own_words_in(case, made)
            return letter_to_client(told, sending=sending, blocks=blocks, besides=words)
        work = work_facts(actor=actor, case=case, made=made)
        found = found_facts(case=case, made=made, reader=reader)
        told_more = found_sections(found) if found else ()
        besides = (*told_more, *own_words_in(case, made, has_plan=found is not None))
        return letter_to_work(work, reader=reader, sending=sending, blocks=blocks, besides=besides)
