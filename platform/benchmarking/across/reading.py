"""The lines of an answer, for page, CSV and JSON alike: made of noised figures and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from benchmarking.across.estimates import Estimate, estimate_of
from policy_profiles.simulation.tally import BY, EFFECTS, VERDICTS

Figures = Mapping[str, Any]
#: Where a line stands: section, dimension, class, figure.
Key = tuple[str, str, str, str]

_MINUTES_AN_HOUR: Final = Fraction(1, 60)
#: Days to tenths of a month of a twelfth of 365.25 days.
_TENTHS_OF_A_MONTH: Final = Fraction(480, 1461)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure, with the ends of its interval; none of the three where it is too uncertain.

    `unit` is people, hours, cents or tenths of a month.
    """

    unit: str
    value: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The figures of what there is now, and of the policy that was asked."""

    now: Figures
    policy: Figures
    tariff: int | None

    @property
    def people(self) -> Estimate:
        return self._now("practice", "verdict", "granted").plus(
            self._now("practice", "verdict", "refused")
        )

    @property
    def own(self) -> Estimate:
        return self._now("own", "minutes")

    def lines(self) -> Iterator[tuple[Key, Line]]:
        whole = self.people.value
        yield ("people", "", "", "people"), _line(self.people, "people", whole)
        yield from self._verdicts(whole)
        yield from self._hours()
        yield from self._months()
        for name in EFFECTS:
            yield ("effect", "", "", name), _line(self._asked("effect", name), "people", whole)
        for dimension in BY:
            for code in dimension.classes:
                yield from self._of_class(dimension.code, code)

    def _now(self, *name: str) -> Estimate:
        return estimate_of(self.now, *name)

    def _asked(self, *name: str) -> Estimate:
        return estimate_of(self.policy, *name)

    def _change(self, *name: str) -> Estimate:
        return estimate_of(self.policy, "change", *name, least=None)

    def _verdicts(self, whole: Fraction) -> Iterator[tuple[Key, Line]]:
        for side, figures, names in (
            ("practice", self.now, VERDICTS[:2]),
            ("own", self.now, VERDICTS),
            ("asked", self.policy, VERDICTS),
        ):
            for name in names:
                found = estimate_of(figures, side, "verdict", name)
                yield (side, "", "", name), _line(found, "people", whole)

    def _hours(self) -> Iterator[tuple[Key, Line]]:
        change = self._change("minutes")
        sides = {
            "practice": self._now("practice", "minutes"),
            "own": self.own,
            "asked": self.own.plus(change),
            "change": change,
        }
        for side, found in sides.items():
            yield (side, "", "", "hours"), _line(found, "hours", self.own.value, _MINUTES_AN_HOUR)
        if self.tariff is not None:
            cents = Fraction(self.tariff, 60)
            for side in ("asked", "change"):
                yield (
                    (side, "", "", "costs"),
                    _line(sides[side], "cents", self.own.value, cents),
                )

    def _months(self) -> Iterator[tuple[Key, Line]]:
        own = self._now("own", "days")
        for side, days, figures in (
            ("own", own, self.now),
            ("asked", own.plus(self._change("days")), self.policy),
        ):
            mean = days.over(estimate_of(figures, side, "verdict", "granted"))
            line = Line(unit="tenths_of_a_month")
            if mean is not None:
                line = _line(mean, line.unit, mean.value, _TENTHS_OF_A_MONTH)
            yield (side, "", "", "months"), line

    def _of_class(self, dimension: str, code: str) -> Iterator[tuple[Key, Line]]:
        people = self._now("people", dimension, code)
        whole = people.value
        yield ("people", dimension, code, "people"), _line(people, "people", whole)
        for name in EFFECTS:
            found = self._asked("effect", dimension, code, name)
            yield ("effect", dimension, code, name), _line(found, "people", whole)
        hours = self.own.value * whole / self.people.value if self.people.value > 0 else Fraction(0)
        change = self._change(dimension, code, "minutes")
        yield (
            ("change", dimension, code, "hours"),
            _line(change, "hours", hours, _MINUTES_AN_HOUR),
        )


def lines_of(now: Figures, policy: Figures, *, tariff: int | None) -> dict[Key, Line]:
    """Give every figure of an answer, in order, or that it is too uncertain."""
    return dict(_Reading(now=now, policy=policy, tariff=tariff).lines())


def _line(found: Estimate, unit: str, whole: Fraction, factor: Fraction = Fraction(1)) -> Line:
    """Tell a figure in its unit where its margin is small beside what it is a part of."""
    if not found.is_worth(whole):
        return Line(unit=unit)
    told = found.times(factor)
    return Line(unit=unit, value=told.shown, low=told.low, high=told.high)
