"""The periods that reports are of: a year (2025), or a year up to a quarter (2026-Q3)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from reports.definition import Rhythm

_FORM: Final = re.compile(r"(?P<year>20\d\d)(-Q(?P<quarter>[1-4]))?", re.ASCII)
_QUARTER: Final = 3  # months


class NotAPeriod(ValueError):
    """This names no period that a report can be of."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no period: give a year (2025) or a quarter (2026-Q3).")


class QuarterIsPast(NotAPeriod):
    """The figures are of a later quarter, so they do not stop where this one did."""

    def __init__(self, name: str) -> None:
        Exception.__init__(self, f"The figures go on after {name}: ask for the newest quarter.")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """A calendar year, or from its first day to the end of a quarter."""

    year: int
    quarter: int | None = None

    @classmethod
    def from_text(cls, text: str, rhythm: Rhythm) -> Self:
        """Read a period as it is written: of a year for a yearly report, of a quarter for others.

        Raises:
            NotAPeriod: it is none, or of the other kind.
        """
        found = _FORM.fullmatch(text)
        if found is None or bool(found["quarter"]) != (rhythm == Rhythm.QUARTERLY):
            raise NotAPeriod(text)
        return cls(year=int(found["year"]), quarter=int(found["quarter"] or 0) or None)

    @property
    def name(self) -> str:
        """The period as it is written."""
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def last_day(self) -> date:
        """The last day of it."""
        month = (self.quarter or 4) * _QUARTER
        after = date(self.year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=1)

    @property
    def before(self) -> "Period":
        """The period before this one."""
        if self.quarter is None:
            return Period(year=self.year - 1)
        if self.quarter == 1:
            return Period(year=self.year - 1, quarter=4)
        return Period(year=self.year, quarter=self.quarter - 1)


def last_over(rhythm: Rhythm, *, on: date) -> Period:
    """Return the last period that is over on a day."""
    quarter = (on.month - 1) // _QUARTER + 1
    running = Period(year=on.year, quarter=quarter if rhythm == Rhythm.QUARTERLY else None)
    return running.before


def periods_offered(
    rhythm: Rhythm, *, years: tuple[int, ...], on: date, at_most: int = 6
) -> tuple[Period, ...]:
    """Return the periods of years with figures that have begun, the newest first.

    The year that runs is among them: its report says until when its figures go. Of quarters there
    is the newest only: figures are of a year until a day, so an older one would say what it says.

    Args:
        on: the day of which the facts are.
    """
    at_most = 1 if rhythm == Rhythm.QUARTERLY else at_most
    quarter = (on.month - 1) // _QUARTER + 1
    newest = Period(year=on.year, quarter=quarter if rhythm == Rhythm.QUARTERLY else None)
    found: list[Period] = []
    one = newest
    while one.year >= min(years, default=on.year + 1) and len(found) < at_most:
        if one.year in years:
            found.append(one)
        one = one.before
    return tuple(found)
