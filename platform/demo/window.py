"""The days between which the example cases lie: fixed, so that the clock changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from rulebook.month_arithmetic import add_months_to

#: Cases come in from this day.
FIRST_DAY: Final = date(2023, 1, 1)
#: The last day on which the support asked for in a decided case begins.
LAST_START: Final = date(2025, 11, 12)
#: The last day on which something was seen of a job, and the last on which was decided.
LAST_DAY: Final = date(2025, 12, 31)

DAYS_A_MONTH: Final = 365.25 / 12
DAYS_OF_STARTS: Final = (LAST_START - FIRST_DAY).days
MONTHS_OF_STARTS: Final = DAYS_OF_STARTS / DAYS_A_MONTH


def in_days(months: float) -> int:
    """Whole days in a length of so many months."""
    return int(months * DAYS_A_MONTH)


def later(day: date, *, months: int = 0, days: int = 0) -> date:
    """A day so many months later, and then so many days."""
    return (add_months_to(day, months) if months else day) + timedelta(days=days)
