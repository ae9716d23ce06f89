"""The terms of an objection, worked out from its days (pure)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from assessments.term.clock.working_days import next_working_day

#: Weeks to decide on an objection, and with an advisory committee (Awb 7:10, 1).
WEEKS: Final = 6
WEEKS_WITH_COMMITTEE: Final = 12
#: For how many weeks at most the decision may be adjourned (Awb 7:10, 3).
WEEKS_OF_ADJOURNMENT: Final = 6
#: What was posted within the term is in time when it comes so soon after it (Awb 6:9, 2).
TIME_IN_THE_POST: Final = timedelta(weeks=1)
#: The Algemene termijnenwet does not hold for terms of more weeks than this (Atw 4, a).
LONGEST_MOVED: Final = 12


#: Two weeks to mend what is lacking unless another day is given: as for an application (Awb 4:5).
TIME_TO_MEND: Final = timedelta(weeks=2)
_DAY: Final = timedelta(days=1)


def decide_by(
    *, last_day: date, with_committee: bool, adjourned: bool = False, suspended: int = 0
) -> date:
    """Give the last day to decide on an objection.

    The weeks run from the day after the last day to object, whenever it came (Awb 7:10, 1).

    Args:
        last_day: the last day to object.
        with_committee: whether an advisory committee hears (Awb 7:13).
        adjourned: whether the decision was adjourned.
        suspended: the days on which the term stood still (Awb 7:10, 2).
    """
    weeks = WEEKS_WITH_COMMITTEE if with_committee else WEEKS
    weeks += WEEKS_OF_ADJOURNMENT if adjourned else 0
    counted = last_day + timedelta(weeks=weeks, days=suspended)
    return next_working_day(counted) if weeks <= LONGEST_MOVED else counted


def suspended_days(*, last_day: date, asked_on: date, mend_by: date, mended_on: date | None) -> int:
    """Give on how many days the term to decide stands still for mending (Awb 7:10, 2).

    From the day after it was asked to the day on which it was mended, that day not included, or the
    last day of the time that was given. Days on which the term did not run yet do not count.

    Args:
        last_day: the last day to object; the weeks to decide run from the day after it.
        asked_on: the day on which the letter went.
        mend_by: the last day that was given.
        mended_on: the day on which it was mended; None where it was not (yet).
    """
    first = max(asked_on, last_day) + _DAY
    after = min(mended_on or mend_by + _DAY, mend_by + _DAY)
    return max((after - first).days, 0)


def is_late(*, received_on: date, last_day: date, posted_on: date | None = None) -> bool:
    """Whether an objection came after its term, and was not on its way by post (Awb 6:9)."""
    if received_on <= last_day:
        return False
    in_the_post = posted_on is not None and posted_on <= last_day
    return not in_the_post or received_on > next_working_day(last_day + TIME_IN_THE_POST)
