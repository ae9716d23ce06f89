"""Making days coarse: whole months, weeks, and how long something waited to be recorded. Pure."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from rulebook.answer import months_and_days

#: Longer is the same: a length that nobody else has would tell who it is.
MOST_MONTHS: Final = 60
MOST_WEEKS: Final = 53
#: Up to so many days after: within a week, a month, a quarter.
_WAITED: Final = ((7, "week"), (31, "month"), (92, "quarter"))
_DAY: Final = timedelta(days=1)


@lru_cache(maxsize=65_536)
def months_begun(first: date | None, last: date | None) -> int | None:
    """Return the months that a stretch of days touches, counted from its first; None without one.

    Args:
        first: its first day.
        last: its last day, included.
    """
    if first is None or last is None or last < first:
        return None
    months, days = months_and_days(first, last)
    return min(months + (1 if days else 0), MOST_MONTHS)


def weeks_between(first: date | None, then: date) -> int | None:
    """Return the whole weeks from one day to a later one; None where the first is not known."""
    if first is None or first > then:
        return None
    return min((then - first).days // 7, MOST_WEEKS)


def waited(happened: date, recorded: date, *, from_file: bool) -> str:
    """Return within what time something was recorded after it happened."""
    if from_file:
        return "file"
    days = (recorded - happened).days
    return next((code for limit, code in _WAITED if days <= limit), "later")
