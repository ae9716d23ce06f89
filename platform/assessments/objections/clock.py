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
#: The Algemene termijnenwet does not hold for terms of more weeks than this (Atw 4, a).
LONGEST_MOVED: Final = 12


def decide_by(
    *, last_day: date, received_on: date, with_committee: bool, adjourned: bool = False
) -> date:
    """Give the last day to decide on an objection.

    The weeks run from the day after the last day to object. An objection that came after it would
    else be late before it was there: its weeks run from the day after receipt.

    Args:
        last_day: the last day to object.
        received_on: the day of receipt.
        with_committee: whether an advisory committee hears (Awb 7:13).
        adjourned: whether the decision was adjourned.
    """
    weeks = WEEKS_WITH_COMMITTEE if with_committee else WEEKS
    weeks += WEEKS_OF_ADJOURNMENT if adjourned else 0
    counted = max(last_day, received_on) + timedelta(weeks=weeks)
    return next_working_day(counted) if weeks <= LONGEST_MOVED else counted


def is_late(*, received_on: date, last_day: date) -> bool:
    """Whether an objection came after its term."""
    return received_on > last_day
