"""Months on the calendar: a month later is the same day, or the last day of a shorter month."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.facts import EPOCH, FIRST_DAY, LAST_DAY, UNKNOWN

Days = NDArray[np.int32]

_FIRST: Final = (FIRST_DAY - EPOCH).days
_LAST: Final = (LAST_DAY - EPOCH).days
#: Far after every date: the end of what does not end.
ENDLESS: Final = 2**30
_EPOCH: Final = EPOCH.toordinal()
_BEFORE_THE_FIRST: Final = FIRST_DAY.toordinal() - 1


def add_months(days: Days, months: int) -> Days:
    """The day `months` months after each day; "not known" and "endless" stay what they are.

    29 February plus twelve months is 28 February, 31 August plus six is the last of February, as
    PostgreSQL and dateutil count. Always count from the first day of a term, never from a day that
    was itself counted, or a short month would shift the rest.
    """
    return _table(months).take(days - np.int32(_FIRST - 1), mode="clip")


def add_months_to(day: date, months: int) -> date:
    """The same for one date."""
    table = _table(months)
    place = day.toordinal() - _BEFORE_THE_FIRST
    return date.fromordinal(_EPOCH + int(table[min(max(place, 0), len(table) - 1)]))


@lru_cache(maxsize=256)
def _table(months: int) -> Days:
    """For every day of the calendar the day `months` later, with the two open ends around it.

    A look-up of 73,000 numbers is five times as fast as converting a million dates to months.
    """
    days = np.arange(_FIRST, _LAST + 1, dtype="int64").astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    target = month + np.timedelta64(months, "M")
    day_of_month = days - month.astype("datetime64[D]")
    last_of_target = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(
        1, "D"
    )
    later = np.minimum(target.astype("datetime64[D]") + day_of_month, last_of_target)
    inner = later.astype("int64").astype(np.int32)
    return np.concatenate(([np.int32(UNKNOWN)], inner, [np.int32(ENDLESS)])).astype(np.int32)
