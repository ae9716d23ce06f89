"""Writes to the log of coaching: an entry from the report of the coach, and taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.following.actions import check_day, held, tell
from assessments.following.models import LogEntry
from assessments.following.norms import NO_LOG, PER_HOUR, Norms, norms_of
from assessments.following.queries import card_of, log_of, stretches_of
from assessments.following.status import FollowChange
from assessments.following.stretches import PunchCard, Stretch
from assessments.models import Case
from assessments.plans.queries import plan_of
from assessments.queries import decision, row_of
from assessments.references import check_open_texts
from assessments.rules_of_case import rules_of
from assessments.sent_once import identifier
from tenants.identifiers import uuid7


class LogNotKept(ValueError):
    """The policy keeps no log."""

    def __init__(self) -> None:
        super().__init__("The policy of this case keeps no log of coaching.")


class OutsideSupport(ValueError):
    """The days do not lie in one granted period."""

    def __init__(self) -> None:
        super().__init__("Give days that lie in one granted period; cut what runs over its end.")


class DayByDay(ValueError):
    """The policy asks a log per hour: every entry is of one day, and says what was done."""

    def __init__(self) -> None:
        super().__init__("The policy asks a log per hour: give each day apart, with what was done.")


class MoreThanGranted(ValueError):
    """The policy lets hours not change within a period, and this is more than is left."""

    def __init__(self, left: int) -> None:
        super().__init__(f"There are {max(left, 0)} minutes left: grant more hours first.")
        self.left = max(left, 0)


class EntryUnknown(LookupError):
    """The log has no such entry, or it was taken back."""

    def __init__(self) -> None:
        super().__init__("The log of this case has no such entry: look at it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Coaching as the report of the coach tells it; `headline` holds no health and no names.

    `once` is the key of the page: the same page sent twice adds one entry.
    """

    first_day: date
    last_day: date
    minutes: int
    activities: tuple[str, ...] = ()
    goal_key: UUID | None = None
    headline: str = ""
    once: UUID | None = None


@transaction.atomic
def write_log(*, actor: User, case_id: UUID, done: Done) -> int:
    """Add an entry to the log; give the minutes that are left after it, negative where over.

    The same page sent twice adds one entry.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NotYet: the days have not all come.
        LogNotKept, DayByDay: the policy keeps the log otherwise.
        OutsideSupport: the days do not lie in one granted period.
        MoreThanGranted: the policy refuses more than was granted.
        BsnInText: the headline could hold a citizen service number.
    """
    check_open_texts(done.headline)
    case = held(actor, case_id, FollowChange.LOG)
    check_day(done.last_day)
    norms = norms_of_case(case)
    _check_detail(done, norms)
    into = _budget(case, done)
    said: dict[str, Any] = {
        "case_id": case_id,
        "first_day": done.first_day,
        "last_day": done.last_day,
        "minutes": done.minutes,
        "activities": list(done.activities),
        "goal_key": _known_goal(case_id, done.goal_key),
        "headline": done.headline,
    }
    key = identifier(once=done.once, said=said)
    if LogEntry.objects.filter(pk=key, taken_back_by__isnull=True).exists():
        return into.left
    left = into.left - done.minutes
    if left < 0 and norms.refuses_more:
        raise MoreThanGranted(into.left)
    LogEntry.objects.create(
        id=uuid7() if LogEntry.objects.filter(pk=key).exists() else key,
        **said,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    tell(actor, case_id, FollowChange.LOG, {"minutes": done.minutes, "over": left < 0})
    return left


@transaction.atomic
def take_back(*, actor: User, case_id: UUID, entry_id: UUID) -> None:
    """Take an entry of the log back; the entry itself stays in the table.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        EntryUnknown: the log has no such entry.
    """
    held(actor, case_id, FollowChange.TAKE_BACK)
    found = LogEntry.objects.filter(
        pk=entry_id, case_id=case_id, takes_back__isnull=True, taken_back_by__isnull=True
    ).first()
    if found is None:
        raise EntryUnknown
    LogEntry.objects.create(
        case_id=case_id,
        first_day=found.first_day,
        last_day=found.last_day,
        minutes=found.minutes,
        takes_back=found,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    tell(actor, case_id, FollowChange.TAKE_BACK, {"minutes": found.minutes})


def forget_headlines(_person_id: UUID, cases: Sequence[UUID]) -> None:
    """Remove the words of the log about the cases of a person who is removed; its hours stay."""
    LogEntry.objects.filter(case_id__in=cases).exclude(headline="").update(headline="")


def norms_of_case(case: Case) -> Norms:
    """Give what the policy of a case asks of following it."""
    rules = rules_of(row_of(case))
    return norms_of(rules.own if rules else None)


def _check_detail(done: Done, norms: Norms) -> None:
    if norms.log_detail == NO_LOG:
        raise LogNotKept
    is_one_day = done.first_day == done.last_day
    if norms.log_detail == PER_HOUR and not (is_one_day and done.activities):
        raise DayByDay


def _budget(case: Case, done: Done) -> Stretch | PunchCard:
    """Give the period or punch card that coaching is taken from."""
    log = log_of(case_id=case.id)
    card = card_of(decision(number=case.number), log)
    if card is not None:
        return card
    for stretch in stretches_of(case_id=case.id, log=log):
        if stretch.holds(done.first_day, done.last_day):
            return stretch
    raise OutsideSupport


def _known_goal(case_id: UUID, key: UUID | None) -> UUID | None:
    plan = plan_of(case_id=case_id) if key else None
    return key if plan and key in {goal.key for goal in plan.goals} else None
