"""Writes of following: contacts, measures of the work, answers to obligations, who follows."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission, has_permission
from assessments import later_events
from assessments.following.codes import (
    FOLLOW_UPS,
    ContactWay,
    ObligationFollowUp,
    ObligationOutcome,
    WageSource,
)
from assessments.following.models import (
    CaseFollower,
    ContactMoment,
    ObligationAnswer,
    WorkMeasure,
)
from assessments.following.queries import finding_of, obligations_of
from assessments.following.status import WAYS, FollowChange, check_follow
from assessments.later_events import Later
from assessments.models import Case
from assessments.plans.codes import Participant
from assessments.queries import CaseUnknown, row_of
from assessments.rules_of_case import rules_of
from assessments.sent_once import identifier
from audit.actions import record

_NOT_ABOUT_SUPPORT = (
    FollowChange.CONTACT,
    FollowChange.GIVE,
    FollowChange.SHARE,
    FollowChange.ALLOW,
)


class NotYet(ValueError):
    """What is put on record has happened."""

    def __init__(self) -> None:
        super().__init__("Give today or an earlier day.")


class ObligationUnknown(LookupError):
    """The decision left no such obligation, or it was answered for good."""

    def __init__(self) -> None:
        super().__init__("This is no obligation that waits for an answer: look at the case again.")


class FollowUpRefused(ValueError):
    """This cannot follow on that answer."""

    def __init__(self) -> None:
        super().__init__("Name what follows on this answer; a later day where there is more time.")


class NobodyToFollow(ValueError):
    """Only somebody here who may work on cases follows one."""

    def __init__(self) -> None:
        super().__init__("Choose somebody who works on cases here.")


@transaction.atomic
def record_contact(
    *,
    actor: User,
    case_id: UUID,
    on: date,
    way: ContactWay,
    with_whom: tuple[Participant, ...],
    once: UUID | None = None,
) -> None:
    """Put on record that there was contact; a second one like it on the same day is another.

    Args:
        actor: who does it.
        case_id: the case.
        on: the day.
        way: how.
        with_whom: with whom.
        once: the key of the page: the same page sent twice stays one contact.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NotYet: the day has not come.
    """
    held(actor, case_id, FollowChange.CONTACT)
    check_day(on)
    whom = [str(each.value) for each in with_whom]
    said: dict[str, Any] = {"case_id": case_id, "on": on, "way": way.value, "with_whom": whom}
    key = identifier(once=once, said=said)
    if ContactMoment.objects.filter(pk=key).exists():
        return
    ContactMoment.objects.create(
        id=key,
        **said,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    tell(actor, case_id, FollowChange.CONTACT, {"way": str(way.value)})


@transaction.atomic
def record_measure(
    *,
    actor: User,
    case_id: UUID,
    on: date,
    weekly_minutes: int | None = None,
    wage_value: int | None = None,
    source: WageSource | None = None,
    once: UUID | None = None,
) -> None:
    """Put on record the hours a week, or the wage value with its source, of a day.

    Args:
        actor: who does it.
        case_id: the case.
        on: the day.
        weekly_minutes: hours a week in minutes.
        wage_value: in basis points.
        source: of the wage value; asked for with it.
        once: the key of the page: the same page sent twice stays one measure.

    Raises:
        those of `record_contact`.
    """
    held(actor, case_id, FollowChange.MEASURE)
    check_day(on)
    measured: dict[str, Any] = {
        "case_id": case_id,
        "on": on,
        "weekly_minutes": weekly_minutes,
        "wage_value": wage_value,
        "source": source.value if source and wage_value is not None else "",
    }
    key = identifier(once=once, said=measured)
    if WorkMeasure.objects.filter(pk=key).exists():
        return
    WorkMeasure.objects.create(
        id=key,
        **measured,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    said = {"hours": weekly_minutes is not None, "wage_value": wage_value is not None}
    tell(actor, case_id, FollowChange.MEASURE, said)


@transaction.atomic
def answer_obligation(
    *,
    actor: User,
    case_id: UUID,
    criterion: str,
    outcome: ObligationOutcome,
    follow_up: ObligationFollowUp,
    seen_on: date,
    new_due_on: date | None = None,
) -> None:
    """Say whether an obligation to grow was met, and what follows.

    Raises:
        those of `record_contact`.
        ObligationUnknown: there is no such obligation that is open.
        FollowUpRefused: this cannot follow, or more time has no later day.
    """
    case = held(actor, case_id, FollowChange.ANSWER)
    check_day(seen_on)
    row = row_of(case)
    known = obligations_of(case_id=case_id, finding=finding_of(row, rules_of(row)))
    if criterion not in {each.criterion for each in known if each.is_open}:
        raise ObligationUnknown
    is_later = follow_up is ObligationFollowUp.LATER
    has_day = new_due_on is not None and new_due_on > seen_on
    if follow_up not in FOLLOW_UPS[outcome] or is_later is not has_day:
        raise FollowUpRefused
    ObligationAnswer.objects.create(
        case_id=case_id,
        criterion=criterion,
        outcome=outcome,
        follow_up=follow_up,
        seen_on=seen_on,
        new_due_on=new_due_on,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    said = {"outcome": str(outcome.value), "follow_up": str(follow_up.value)}
    tell(actor, case_id, FollowChange.ANSWER, {"criterion": criterion, **said})


@transaction.atomic
def give_case(*, actor: User, case_id: UUID, user_id: UUID) -> None:
    """Say who follows a case from now on.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NobodyToFollow: that person is not here, or may not work on cases.
    """
    held(actor, case_id, FollowChange.GIVE)
    to = User.objects.filter(pk=user_id, is_active=True).first()
    if to is None or not has_permission(to, Permission.OPEN_CASE):
        raise NobodyToFollow
    CaseFollower.objects.update_or_create(
        case_id=case_id, defaults={"user_id": to.id, "since": timezone.localdate()}
    )
    tell(actor, case_id, FollowChange.GIVE, {"to": to.id})


def held(actor: User, case_id: UUID, change: FollowChange) -> Case:
    """Hold a case for a change, so that two people change it one after the other.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
    """
    check_permission(actor, Permission.OPEN_CASE)
    found = Case.objects.select_for_update().filter(pk=case_id).first()
    if found is None:
        raise CaseUnknown
    check_follow(found.status, change)
    return found


def check_day(day: date) -> None:
    """Let a day pass that has come.

    Raises:
        NotYet: it has not.
    """
    if day > timezone.localdate():
        raise NotYet


def tell(actor: User, case_id: UUID, change: FollowChange, details: Mapping[str, object]) -> None:
    """Put a change on record under its name, and tell the apps above what concerns the support."""
    record(
        actor=actor,
        action=WAYS[change].audit_action,
        object_kind="case",
        object_id=case_id,
        details=details,
    )
    if change not in _NOT_ABOUT_SUPPORT:
        later_events.tell(Later.SUPPORT, [case_id])
