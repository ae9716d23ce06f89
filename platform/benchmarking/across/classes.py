"""Who gains and who loses by class, over organisations, as it may be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarking.across.told import Prefix, Told, together
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.disclosure.organisations import Parts, hidden_in_row, merged_classes
from benchmarking.disclosure.values import hidden
from benchmarking.statistics.proportions import wilson_interval
from policy_profiles.simulation.tally import EFFECTS, Name
from rulebook.case_classes import Dimension

Data = dict[str, Any]

HIDDEN: Final = hidden(HiddenReason.SMALL_NUMBERS)
#: Of each effect, the total of cases that have it or the one that goes with it, and not both.
NESTED: Final = {
    "fewer": "fewer_lost",
    "lost": "fewer_lost",
    "more": "more_gained",
    "gained": "more_gained",
}


def protected_classes(told: Told, dimension: Dimension, shows_hours: bool) -> Iterator[Data]:
    """The classes of one dimension, small ones together, with what may be told of each."""
    codes = list(dimension.classes)
    sizes = [told.parts("effect", dimension.code, code, "cases") for code in codes]
    groups = merged_classes(told.counted, sizes)
    rows = [_Class(told, dimension.code, tuple(codes[p] for p in group)) for group in groups]
    wholes = [row.parts((), "cases") for row in rows]
    hidden_effects = {name: _hidden_effect(told, rows, wholes, name) for name in EFFECTS}
    hidden_hours = _hidden_hours(told, rows, wholes) if shows_hours else [True] * len(rows)
    for place, row in enumerate(rows):
        size = row.count((), "cases", may_tell=True)
        effects = {
            name: with_interval(row.effect(name, may_tell=not hidden_effects[name][place]), size)
            for name in EFFECTS
        }
        mean = HIDDEN if hidden_hours[place] else told.mean(told.sums(row.shifts))
        yield {"codes": list(row.codes), "cases": size.as_data(), **effects, "mean": mean.as_data()}


def _hidden_effect(
    told: Told, rows: Sequence["_Class"], wholes: Sequence[Parts], name: str
) -> list[bool]:
    """Say of which classes an effect is not told: too few, or nested; and the others with them."""

    def may_stand(cells: Sequence[int]) -> bool:
        if len(cells) > 1:
            return True
        [row] = [rows[cell] for cell in cells]
        return told.counted.may_be_nested(row.parts(row.source(name), NESTED[name]))

    parts = [row.parts(row.source(name), name) for row in rows]
    return hidden_in_row(told.counted, parts, wholes, may_stand=may_stand)


def _hidden_hours(told: Told, rows: Sequence["_Class"], wholes: Sequence[Parts]) -> list[bool]:
    """Say of which classes the hours are not told; what is left of all is enough people's too."""

    def may_stand(cells: Sequence[int]) -> bool:
        if len(cells) == 1 and rows[cells[0]].hours is None:
            return False
        names = [name for cell in cells for name in rows[cell].shifts]
        return not names or told.counted.may_tell_sum(told.amounts_of(names))

    exact = [row.parts(row.hours or (), "exact") for row in rows]
    return hidden_in_row(told.counted, exact, wholes, is_exact=True, may_stand=may_stand)


@dataclass(frozen=True, slots=True)
class _Class:
    """One class, or several small ones together; `hours` says whose hours are told of it."""

    told: Told
    dimension: str
    codes: tuple[str, ...]
    hours: Prefix | None = field(init=False)

    def __post_init__(self) -> None:
        owners = [(self.dimension, code) for code in self.codes]
        found = self.told.near.hours(self._figure("hours"), owners)
        object.__setattr__(self, "hours", found)

    def _figure(self, name: str) -> str:
        return f"{self.dimension}/{'+'.join(self.codes)}/{name}"

    def source(self, name: str) -> Prefix:
        """Say whose count of an effect is told of this class."""
        names = [("effect", self.dimension, code, name) for code in self.codes]
        return self.told.near.count(self._figure(name), names)

    def parts(self, source: Prefix, name: str) -> Parts:
        """Give a total of the class by organisation."""
        told, where = self.told, (*source, "effect", self.dimension)
        return together([told.parts(*where, code, name) for code in self.codes])

    def effect(self, name: str, *, may_tell: bool) -> Protected:
        """Give the count of an effect as it is shown."""
        return self.count(self.source(name), name, may_tell=may_tell)

    def count(self, source: Prefix, name: str, *, may_tell: bool) -> Protected:
        """Give a count of the class as it is shown."""
        number = self.told.counted.total(self.parts(source, name))
        return self.told.count(number, self.dimension, "+".join(self.codes), may_tell=may_tell)

    @property
    def shifts(self) -> list[Name]:
        """The names of the change in minutes in the class."""
        source = self.hours or ()
        return [(*source, "shift", self.dimension, code) for code in self.codes]


def with_interval(number: Protected, whole: Protected) -> Data:
    """Give a count as plain JSON with Wilson's interval, from what is shown alone."""
    if number.value is None or not whole.value:
        return number.as_data()
    interval = wilson_interval(min(number.value, whole.value), whole.value)
    if interval is None:
        return number.as_data()
    low, high = (round(limit * whole.value) for limit in (interval.low, interval.high))
    return Protected(value=number.value, low=low, high=high).as_data()
