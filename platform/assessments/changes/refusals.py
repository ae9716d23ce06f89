"""Why a change cannot be, beside what was decided and what changed already (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from assessments.changes.reckoning.history import Change, Grant, Kind

#: So long after the end of support a change can still begin, such as a contract that goes on.
LONGEST_AFTER: Final = timedelta(days=366)
_NEW_JOB: Final = (Kind.CONTRACT, Kind.EMPLOYER)


class Refusal(StrEnum):
    """What is the matter."""

    BEFORE_SUPPORT = "before_support"
    TOO_FAR_AHEAD = "too_far_ahead"
    NOT_IN_PERIOD = "not_in_period"
    UNTIL_NOT_LATER = "until_not_later"
    END_MISSING = "end_missing"
    PERMANENT_HAS_NO_END = "permanent_has_no_end"
    HOURS_MISSING = "hours_missing"
    JOB_HAS_ENDED = "job_has_ended"
    ENDED_ALREADY = "ended_already"
    SAME_DAY = "same_day"


#: The field of the form that puts it right, where it is not the day.
FIELD_OF: Final = {
    Refusal.UNTIL_NOT_LATER: "until",
    Refusal.END_MISSING: "until",
    Refusal.PERMANENT_HAS_NO_END: "until",
    Refusal.HOURS_MISSING: "hours",
}


class ChangeRefused(ValueError):
    """A change cannot be put on record; `refusal` tells what to put right."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"This change cannot be: {refusal.value.replace('_', ' ')}.")
        self.refusal = refusal


def check(change: Change, *, grant: Grant, end: date, others: Sequence[Change]) -> None:
    """Let a change pass that can be, beside the others that stand.

    Args:
        change: what somebody wants to put on record.
        grant: what was decided.
        end: the first day without support as it is now; a contract that goes on moves it.
        others: the changes that stand.

    Raises:
        ChangeRefused: the first thing that is in the way.
    """
    for refusal in (
        *_of_days(change, grant, end),
        *_of_content(change),
        *_of_others(change, others),
    ):
        raise ChangeRefused(refusal)


def _of_days(change: Change, grant: Grant, end: date) -> Iterator[Refusal]:
    earliest = _earliest(change, grant)
    if change.day < earliest:
        yield Refusal.BEFORE_SUPPORT
    elif change.day > end + LONGEST_AFTER:
        yield Refusal.TOO_FAR_AHEAD
    elif change.kind is Kind.EXTRA and change.day >= end:
        yield Refusal.NOT_IN_PERIOD
    if change.until is not None and change.until <= change.day:
        yield Refusal.UNTIL_NOT_LATER


def _earliest(change: Change, grant: Grant) -> date:
    """Illness may have begun before the support; of an end the day is the first without the job."""
    if change.kind is Kind.ILLNESS:
        return grant.start - LONGEST_AFTER
    return grant.start + timedelta(days=1) if change.kind is Kind.ENDED else grant.start


def _of_content(change: Change) -> Iterator[Refusal]:
    is_permanent = change.contract_form == "permanent"
    if change.kind in _NEW_JOB and change.until is None and not is_permanent:
        yield Refusal.END_MISSING
    if change.kind in _NEW_JOB and change.until is not None and is_permanent:
        yield Refusal.PERMANENT_HAS_NO_END
    hours = (change.weekly_minutes, change.yearly_minutes)
    if change.kind is Kind.HOURS and not any(hours):
        yield Refusal.HOURS_MISSING


def _of_others(change: Change, others: Sequence[Change]) -> Iterator[Refusal]:
    ended = next((each for each in others if each.kind is Kind.ENDED), None)
    if ended is not None and change.kind is Kind.ENDED:
        yield Refusal.ENDED_ALREADY
    elif ended is not None and change.day >= ended.day:
        yield Refusal.JOB_HAS_ENDED
    if any((each.kind, each.day) == (change.kind, change.day) for each in others):
        yield Refusal.SAME_DAY
