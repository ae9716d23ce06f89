"""Writes of four-way talks: the talk itself, its agreements, and whether these are done."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.models import Case
from assessments.plans.codes import AgreementStatus, Participant
from assessments.plans.models import Agreement, FourWayTalk
from assessments.plans.queries import PlanUnknown
from assessments.queries import CaseUnknown
from assessments.references import check_open_texts
from assessments.sent_once import identifier
from assessments.status import CaseChange, check_change
from audit.actions import record


class NextTalkTooEarly(ValueError):
    """The next talk is after this one."""

    def __init__(self) -> None:
        super().__init__("Give a day for the next talk that is after this one.")


@transaction.atomic
def record_talk(
    *,
    actor: User,
    case_id: UUID,
    held_on: date,
    participants: tuple[Participant, ...],
    minutes: str,
    next_on: date | None,
    once: UUID | None = None,
) -> UUID:
    """Put a four-way talk on record, which nobody can take back.

    Args:
        actor: who does it.
        case_id: the case.
        held_on: the day of the talk.
        participants: who sat at the table, by role.
        minutes: what was said; may hold health and is never shown to an employer.
        next_on: the day of the next talk, where one was agreed.
        once: the key of the page: the same page sent twice gives the talk that is there.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        NextTalkTooEarly: the next one is not after this one.
        BsnInText: the report could hold a citizen service number.
    """
    check_open_texts(minutes)
    _check(actor, case_id)
    if next_on is not None and next_on <= held_on:
        raise NextTalkTooEarly
    said: dict[str, Any] = {
        "case_id": case_id,
        "held_on": held_on,
        "participants": [str(each.value) for each in participants],
        "minutes": minutes,
        "next_on": next_on,
    }
    key = identifier(once=once, said=said)
    if FourWayTalk.objects.filter(pk=key).exists():
        return key
    made = FourWayTalk.objects.create(
        id=key,
        **said,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    _record(actor, case_id, "talk.recorded", {"participants": len(participants)})
    return made.id


@transaction.atomic
def agree(
    *,
    actor: User,
    case_id: UUID,
    talk_id: UUID,
    who: Participant,
    what: str,
    by_when: date,
    once: UUID | None = None,
) -> UUID:
    """Add an agreement to a talk: who does what by when; a page (`once`) sent twice adds one.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        PlanUnknown: the case has no such talk.
        BsnInText: the agreement could hold a citizen service number.
    """
    check_open_texts(what)
    _check(actor, case_id)
    if not FourWayTalk.objects.filter(pk=talk_id, case_id=case_id).exists():
        raise PlanUnknown
    said: dict[str, Any] = {"talk_id": talk_id, "who": who, "what": what, "by_when": by_when}
    key = identifier(once=once, said=said)
    if Agreement.objects.filter(pk=key).exists():
        return key
    made = Agreement.objects.create(id=key, **said, made_at=timezone.now())
    _record(actor, case_id, "talk.agreed", {"who": str(who.value)})
    return made.id


@transaction.atomic
def mark_agreement(*, actor: User, case_id: UUID, agreement_id: UUID, done: bool) -> None:
    """Say that an agreement is done, or that it is open after all.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        PlanUnknown: the case has no such agreement.
    """
    _check(actor, case_id)
    found = Agreement.objects.filter(pk=agreement_id, talk__case_id=case_id)
    changed = found.update(
        status=AgreementStatus.DONE if done else AgreementStatus.OPEN,
        done_on=timezone.localdate() if done else None,
    )
    if not changed:
        raise PlanUnknown
    _record(actor, case_id, "talk.agreement_done" if done else "talk.agreement_opened", {})


def _check(actor: User, case_id: UUID) -> None:
    check_permission(actor, Permission.OPEN_CASE)
    status = (
        Case.objects.select_for_update().filter(pk=case_id).values_list("status", flat=True).first()
    )
    if status is None:
        raise CaseUnknown
    check_change(status, CaseChange.PLAN)


def _record(actor: User, case_id: UUID, action: str, details: dict[str, object]) -> None:
    record(actor=actor, action=action, object_kind="case", object_id=case_id, details=details)
