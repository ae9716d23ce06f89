"""Working days as the Algemene termijnenwet counts them; its holidays are worked out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_SUNDAY: Final = 6
_FIRST_KINGS_DAY: Final = 2014  # before it the birthday was kept on 30 April


def is_working_day(day: date) -> bool:
    """Whether a day is none of Saturday, Sunday and the holidays of Atw art. 3."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """Give the day itself, or the first working day after it (Atw art. 1)."""
    while not is_working_day(day):
        day += _DAY
    return day


@cache
def holidays(year: int) -> frozenset[date]:
    """Give the generally recognised holidays of a year, Good Friday with them.

    Source: Algemene termijnenwet art. 3 (1) and (2). Days that a royal decree puts on a par with
    them (3) cannot be worked out and are left out: the clock then ends earlier, never later.
    """
    sunday = easter(year)
    return frozenset(
        {
            date(year, 1, 1),
            sunday - 2 * _DAY,  # Good Friday
            sunday + _DAY,  # Easter Monday
            sunday + 39 * _DAY,  # Ascension
            sunday + 50 * _DAY,  # Whit Monday
            _birthday(year),
            date(year, 5, 5),
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def easter(year: int) -> date:
    """Give Easter Sunday.

    Source: the Gregorian computus in the form of Meeus, Jones and Butcher (Nature, 1876).
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, before = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, before + 1)


def _birthday(year: int) -> date:
    """The day on which the King's birthday is kept, or the Queen's before 2014; never a Sunday."""
    if year >= _FIRST_KINGS_DAY:
        day = date(year, 4, 27)
        return day - _DAY if day.weekday() == _SUNDAY else day
    day = date(year, 4, 30)
    if day.weekday() != _SUNDAY:
        return day
    return day - _DAY if year >= 1980 else day + _DAY
