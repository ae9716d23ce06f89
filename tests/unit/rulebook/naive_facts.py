"""What the naive rules know of one case, and the words in which they answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from rulebook.profile import Profile

NOT_MET, NOT_KNOWN, WITH_OBLIGATION, MET = "not_met", "not_known", "met_with_obligation", "met"
WORST_FIRST = (NOT_MET, NOT_KNOWN, WITH_OBLIGATION, MET)
DAY = timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day of the month, or the last one before it that exists."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


def yes(answer: bool | None, *, if_not: str = NOT_MET) -> str:
    """A yes/no fact as an outcome."""
    return NOT_KNOWN if answer is None else MET if answer else if_not


def agreed(*possible: str) -> str:
    """What can be said if any of these may be the case."""
    return possible[0] if len(set(possible)) == 1 else NOT_KNOWN


class CaseFacts:
    """The facts of one case under one profile; a fact that nobody gave is None."""

    def __init__(self, facts: Mapping[str, Any], profile: Profile) -> None:
        self.facts = facts
        self.profile = profile

    def __getattr__(self, fact: str) -> Any:
        return self.facts.get(fact)

    def policy(self, parameter: str) -> Any:
        return self.profile[parameter].value

    def week(self) -> Fraction | None:
        """Minutes a week; a contract's year has 52 weeks."""
        if self.yearly_hours is not None:
            return Fraction(self.yearly_hours, 52)
        return None if self.weekly_hours is None else Fraction(self.weekly_hours)

    def ordinary_months(self) -> int:
        nominal: int = self.policy("duration.nominal_months")
        cap = self.policy("duration.hard_cap_months")
        return nominal if cap is None else min(nominal, cap)

    def term_start(self) -> date | None:
        """The first day of the ordinary duration: anew after a longer interruption."""
        start, previous = self.support_start, self.previous_support_end
        if start is not None and previous is not None:
            days_without = (start - previous).days - 1
            if days_without > self.policy("duration.interruption_days"):
                return start
        if self.coaching_start is not None:
            return self.coaching_start
        return start if self.request_kind in ("first", "punch_card") else None
