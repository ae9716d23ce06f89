"""The months of decisions that effects are worked out on: whole ones, the same on every page."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from policy_profiles.what_if.cases import case_source

#: So many months are looked back on, where there are so many.
USUAL_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole months from the day `first`; the day `until` is not in them."""

    first: date
    until: date

    @property
    def months(self) -> int:
        """How many there are."""
        return 12 * (self.until.year - self.first.year) + self.until.month - self.first.month

    @property
    def last_month(self) -> date:
        """The first day of the last of them."""
        return month_later(self.until, -1)


def month_later(month: date, months: int) -> date:
    """Give the first day of the month so many months later."""
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Give the first day of every month from that of `first` up to and including that of `last`."""
    count = Period(first=first, until=month_later(last, 1)).months
    return [month_later(first, number) for number in range(count)]


def last_year_of_decisions(*, today: date) -> Period | None:
    """Give the months that effects are worked out on, for whoever does not choose others.

    They are a year at most, up to the last month in which was decided and that is over: the month
    that still runs would give another answer tomorrow, and two pages of one day would then differ.

    Returns:
        None where nothing was decided in a month that is over.
    """
    days = case_source().first_and_last_day()
    return None if days is None else last_year_of(decided=days, today=today)


def last_year_of(*, decided: tuple[date, date], today: date) -> Period | None:
    """Give the same where the first and last day of decisions are known."""
    until = min(month_later(today, 0), month_later(decided[1], 1))
    if decided[0] >= until:
        return None
    first = max(month_later(until, -USUAL_MONTHS), month_later(decided[0], 0))
    return Period(first=first, until=until)
