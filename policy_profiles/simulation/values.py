"""What a what-if gives: aggregates over a set of cases, and nothing about any one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

#: Hours a year that one full-time coach is with clients and employers. An assumption, not a
#: source: no published figure for job coaches could be verified. People can change it.
COACHABLE_HOURS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The middle 95 % of the replicates, in the unit of the figure that it belongs to."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the rules do not say and coach capacity rests on.

    Attributes:
        months: length of the period that the cases were decided in.
        coachable_hours: hours a year that one full-time coach spends on coaching itself.
    """

    months: int
    coachable_hours: int = COACHABLE_HOURS

    def coaches(self, minutes: int | float | Fraction) -> Fraction:
        """Full-time coaches that so many minutes ask for, if each year brings as many."""
        hours_a_year = Fraction(minutes) / 60 * Fraction(12, self.months)
        return hours_a_year / self.coachable_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one profile says of all cases together.

    Attributes:
        granted: cases that meet it; `obligated` of them with an obligation, named in `obligations`
            by the criterion that leaves it (a case can leave two).
        refused: cases that do not.
        unknown: cases of which facts are missing to say so.
        minutes: hours advised, in minutes, over the cases whose hours can be told.
        minutes_unknown: cases that are granted, and whose hours cannot be told.
        periods: cases that are granted a stretch of time, of `days` together.
        tariff: cents an hour that the profile itself gives; None where it gives none.
        intervals: of `granted` and `minutes`; empty for sets too small to resample.
    """

    granted: int
    refused: int
    unknown: int
    obligated: int
    obligations: Mapping[str, int]
    minutes: int
    minutes_unknown: int
    periods: int
    days: int
    tariff: int | None
    intervals: Mapping[str, Interval]

    def cents(self, minutes: int | float) -> int | None:
        """What so many minutes cost at the profile's own tariff; None without one."""
        if self.tariff is None:
            return None
        return int(Fraction(minutes) * self.tariff / 60 + Fraction(1, 2))

    @property
    def months(self) -> Fraction | None:
        """The mean length of a granted stretch, in months of a twelfth of 365.25 days."""
        if not self.periods:
            return None
        return Fraction(self.days, self.periods) * 12 / Fraction(1461, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One profile against another on the same cases, whole or in one class of them.

    Every case is in exactly one of `more`, `fewer`, `same` and `unclear` (hours that one of the
    two cannot tell). A refusal counts as nought hours.

    Attributes:
        cases: all of them.
        gained, lost: from refused to granted, and the other way.
        minutes_before, minutes_after: over the cases that are not unclear.
        intervals: of `more`, `fewer`, `gained`, `lost`, `minutes` (after less before) and `mean`
            (that per case); in a class of `more`, `fewer` and `mean`.
    """

    cases: int
    more: int
    fewer: int
    same: int
    unclear: int
    gained: int
    lost: int
    minutes_before: int
    minutes_after: int
    intervals: Mapping[str, Interval]

    @property
    def minutes(self) -> int:
        """Minutes more (or fewer: negative) over the cases whose hours both can tell."""
        return self.minutes_after - self.minutes_before

    @property
    def mean(self) -> Fraction | None:
        """The same per case."""
        told = self.cases - self.unclear
        return Fraction(self.minutes, told) if told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassShift:
    """The shift in one class of one dimension of `rulebook.case_classes`."""

    dimension: str
    code: str
    shift: Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The changed policy against one other: in all, by class, and what does not show in hours.

    `longer` and `shorter` count cases granted on both sides whose stretch of time differs;
    `provider` those in which the check of the provider comes out otherwise.
    """

    whole: Shift
    classes: tuple[ClassShift, ...]
    longer: int
    shorter: int
    provider: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """What one parameter does: the cases it touches at all, and their hours in minutes.

    Touched is a case of which the verdict, the hours, the days or the check of the provider differ.
    """

    cases: int
    more: int
    fewer: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What one of the differing parameters does by itself, both ways.

    `alone` is the policy before with only this parameter changed, against the policy before;
    `last` the changed policy against itself with only this parameter put back. They differ where
    parameters work on one another.
    """

    parameter: str
    alone: Touch
    last: Touch

    @property
    def touches_nobody(self) -> bool:
        """Whether it makes no difference to any case, neither by itself nor on top of the rest."""
        return not self.alone.cases and not self.last.cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What was really decided on the same cases.

    `differing` counts, for "before", "after" and "baseline", the cases whose hours were decided
    otherwise than that policy advises.
    """

    granted: int
    refused: int
    minutes: int
    differing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """The whole answer to a what-if. `replicates` is 0 where the set is too small to resample."""

    cases: int
    practice: Practice
    before: Figures
    after: Figures
    baseline: Figures
    against_before: Against
    against_baseline: Against
    influences: tuple[Influence, ...]
    assumptions: Assumptions
    replicates: int
    seed: int

    @property
    def touched_nobody(self) -> tuple[str, ...]:
        """The parameters that differ and make no difference to any case."""
        return tuple(found.parameter for found in self.influences if found.touches_nobody)

    @property
    def together(self) -> int:
        """Minutes of the whole shift that no parameter brings about by itself."""
        alone = sum(found.alone.minutes for found in self.influences)
        return self.against_before.whole.minutes - alone
