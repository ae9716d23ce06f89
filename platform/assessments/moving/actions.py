"""Writes of a move: making the file with consent, and opening a case from one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.actions import open_case, save_facts
from assessments.changes.next_facts import extension_facts
from assessments.changes.queries import support_of
from assessments.following.queries import log_of
from assessments.following.rows import total_minutes, used_by_goal
from assessments.models import Case
from assessments.moving.models import ConsentBy, Direction, Transfer
from assessments.moving.transfer_file import content as files
from assessments.moving.transfer_file.closing import NotATransferFile, closed, new_code, opened
from assessments.moving.transfer_file.goals import MOST_GOALS, sent_goals
from assessments.moving.transfer_file.lines import line_of
from assessments.pinned_rules import sha256
from assessments.plans.actions import take_goals
from assessments.plans.queries import open_goals, plan_of
from assessments.queries import CaseRow, CaseUnknown, case_by_id, decision
from assessments.references import check_open_texts
from audit.actions import record


class ConsentInTheFuture(ValueError):
    """Nobody has said yes tomorrow."""

    def __init__(self) -> None:
        super().__init__("Give the day on which consent was given: today or earlier.")


class ReceivedAlready(Exception):
    """This file opened a case before."""

    def __init__(self, number: str) -> None:
        super().__init__(f"This file was taken over already, as case {number}.")
        self.number = number


class NobodyCouldReadIt(ValueError):
    """Where the person goes to the file would be refused, for a text that goes along."""

    def __init__(self) -> None:
        super().__init__(
            "The other organisation could not read this file. Look at the goals that go along: "
            "none may be empty, or hold what could be a citizen service number (BSN)."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made. The code is told here and kept nowhere."""

    transfer_id: UUID
    code: str


@transaction.atomic
def make_file(
    *, actor: User, case_id: UUID, sender: str, receiver: str, consent_on: date, consent_by: str
) -> Made:
    """Make the file by which another organisation can go on with a case.

    Args:
        actor: who does it.
        case_id: a decided case with a period of support.
        sender: the name of this organisation.
        receiver: the name of the other.
        consent_on: the day on which the person agreed; `consent_by` says who did.
        consent_by: value of `ConsentBy`.

    Raises:
        NotPermitted, CaseUnknown: not by this person, or there is no such case.
        NothingGranted: there is no support to go on with.
        ConsentInTheFuture, ValueError: the consent cannot be.
        BsnInText: the name of the other could hold a citizen service number.
        NobodyCouldReadIt: reading it back refuses it; nothing was made.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    check_open_texts(receiver)
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    if consent_on > timezone.localdate():
        raise ConsentInTheFuture
    text = _readable(_transfer(case, sender))
    code = new_code()
    made = Transfer.objects.create(
        case=case,
        direction=Direction.SENT,
        other=receiver,
        consent_on=consent_on,
        consent_by=ConsentBy(consent_by),
        content=closed(text, code=code),
        sha256=sha256(text),
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    _record(actor, "transfer.made", case.id, made.sha256)
    return Made(transfer_id=made.id, code=code)


@transaction.atomic
def take_over(
    *, actor: User, file: bytes, code: str, client_reference: str, municipality_code: str = ""
) -> CaseRow:
    """Open a case from a file of another organisation; who it is comes from the person.

    The goals that came along begin the plan, with the hours that are left of each.

    Raises:
        NotPermitted: the actor may not open cases.
        NotATransferFile, WrongCode: the file or the code is not right; nothing was opened.
        ReceivedAlready: this file opened a case before.
        those of `open_case`.
    """
    check_permission(actor, Permission.OPEN_CASE)
    text = opened(file, code=code)
    transfer, digest = files.transfer_in(text), sha256(text)
    before = Transfer.objects.filter(direction=Direction.RECEIVED, sha256=digest).first()
    if before is not None:
        raise ReceivedAlready(before.case.number)
    case = open_case(
        actor=actor, client_reference=client_reference, municipality_code=municipality_code
    )
    save_facts(actor=actor, case_id=case.id, revision=case.revision, facts=transfer.facts)
    take_goals(actor=actor, case_id=case.id, goals=[goal.carried for goal in transfer.goals])
    Transfer.objects.create(
        case_id=case.id,
        direction=Direction.RECEIVED,
        other=transfer.sender,
        content=text,
        sha256=digest,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    _record(actor, "transfer.taken_over", case.id, digest)
    return case_by_id(case_id=case.id)


def _transfer(case: Case, sender: str) -> files.Transfer:
    support, log = support_of(case_id=case.id), log_of(case_id=case.id)
    made = decision(number=case.number)
    today = timezone.localdate()
    return files.Transfer(
        made_on=today,
        sender=line_of(sender),
        profile=line_of(support.profile.title.nl),
        facts=files.sent_facts(extension_facts(support.facts, support, today=today)),
        decided_on=made.decided_on,
        verdict=made.own_verdict,
        advised=made.own_minutes,
        granted=made.granted_minutes,
        left=max(0, support.now.minutes - total_minutes(log)),
        last_day=support.last_day,
        rights=files.rights_of(support.profile),
        receipt=made.sha256,
        goals=sent_goals(open_goals(plan_of(case_id=case.id))[:MOST_GOALS], used=used_by_goal(log)),
    )


def _readable(transfer: files.Transfer) -> str:
    """Give the text of a transfer that its reader does not refuse."""
    text = files.text_of(transfer)
    try:
        files.transfer_in(text)
    except NotATransferFile as refused:
        raise NobodyCouldReadIt from refused
    return text


def _record(actor: User, action: str, case_id: UUID, digest: str) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="case",
        object_id=case_id,
        details={"content": digest},
    )
