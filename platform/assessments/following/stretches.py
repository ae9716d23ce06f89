"""A granted stretch of coaching, its bands in minutes, and what of it is used. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Final

from rulebook.finding import Finding

_ONE_DAY: Final = timedelta(days=1)
#: A strip of a punch card is an hour: the card is granted in hours.
STRIP_MINUTES: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of time, both days included, with granted and used minutes."""

    starts_on: date
    ends_on: date
    granted: int
    used: int = 0

    @property
    def left(self) -> int:
        """Minutes that are left; negative where more was used than granted."""
        return self.granted - self.used

    @property
    def over(self) -> int:
        """Minutes used above what was granted; 0 where it fits."""
        return max(-self.left, 0)

    @property
    def days(self) -> int:
        """The days of the stretch."""
        return (self.ends_on - self.starts_on).days + 1

    def holds_day(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.starts_on <= day <= self.ends_on

    def holds(self, first: date, last: date) -> bool:
        """Whether both days lie in it."""
        return self.starts_on <= first <= last <= self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A piece of a granted stretch that lies in one year of the job (or of the coaching).

    `name` is that of the rulebook: year_1, year_2, year_3 or trial.
    """

    name: str
    stretch: Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class PunchCard:
    """Loose hours without first and last day, in strips of an hour."""

    granted: int
    used: int

    @property
    def left(self) -> int:
        """Minutes that are left; negative where more was used."""
        return self.granted - self.used

    @property
    def over(self) -> int:
        """Minutes used above the card."""
        return max(-self.left, 0)

    @property
    def strips(self) -> int:
        """How many strips there were."""
        return self.granted // STRIP_MINUTES

    @property
    def strips_used(self) -> int:
        """How many strips were begun."""
        return min(-(-self.used // STRIP_MINUTES), self.strips)

    @property
    def strips_left(self) -> int:
        """How many strips nobody has begun."""
        return self.strips - self.strips_used


def bands_of(
    stretch: Stretch, finding: Finding | None, log: Sequence[tuple[date, int]] = ()
) -> tuple[Band, ...]:
    """Cut a granted stretch at the years that its hours were worked out by.

    The minutes of the bands add up to what was granted: where more or less was granted than
    advised, in the proportion of the advice. A stretch other than the one advised is not cut,
    because no rule says how; nor is one that lies in one band, or whose method knows none.

    Args:
        stretch: as granted.
        finding: what the own rules said of the case when it was decided.
        log: day and minutes of what was used.
    """
    if finding is None or (finding.support_start, finding.support_end) != (
        stretch.starts_on,
        stretch.ends_on,
    ):
        return ()
    steps = [step.arguments for step in finding.steps if "band" in step.arguments]
    days = [int(str(step["days"])) for step in steps]
    shares = [Fraction(str(step["minutes"])) for step in steps]
    if len(days) < 2 or sum(days) != stretch.days or not sum(shares):
        return ()
    bands, start = [], stretch.starts_on
    for step, count, minutes in zip(steps, days, divided(stretch.granted, shares), strict=True):
        end = start + timedelta(days=count - 1)
        used = sum(spent for day, spent in log if start <= day <= end)
        piece = Stretch(starts_on=start, ends_on=end, granted=minutes, used=used)
        bands.append(Band(name=str(step["band"]), stretch=piece))
        start = end + _ONE_DAY
    return tuple(bands)


def divided(whole: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Divide whole minutes in proportion to shares, so that they add up to the whole again.

    Who comes off worst by rounding down gets the next minute; among equals the first.
    """
    total = sum(shares)
    exact = [whole * share / total for share in shares]
    parts = [floor(each) for each in exact]
    worst_off = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in worst_off[: whole - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def changed(stretches: Sequence[Stretch], now: tuple[int, date] | None) -> tuple[Stretch, ...]:
    """Give the stretches as they are after a change: the last one takes the difference.

    Args:
        stretches: as granted, in order.
        now: all minutes and the last day after the latest change; None where nothing changed.
    """
    if not stretches or now is None:
        return tuple(stretches)
    minutes, last_day = now
    *earlier, last = stretches
    granted = max(minutes - sum(each.granted for each in earlier), 0)
    return (*earlier, replace(last, granted=granted, ends_on=max(last_day, last.starts_on)))


def running(stretches: Iterable[Stretch], *, on: date) -> Stretch | None:
    """Give the stretch that a day lies in; None where none runs then."""
    return next((each for each in stretches if each.holds_day(on)), None)
