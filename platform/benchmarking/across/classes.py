"""Who gains and who loses by class, over organisations, as it may be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from benchmarking.across.told import Told
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.disclosure.organisations import Parts, hidden_in_row, merged_classes
from benchmarking.disclosure.values import hidden
from benchmarking.statistics.means import Sums
from benchmarking.statistics.proportions import wilson_interval
from policy_profiles.simulation.tally import EFFECTS
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
_NOBODY: Final = np.zeros(1, dtype=np.int64)


def protected_classes(told: Told, dimension: Dimension, shows_hours: bool) -> Iterator[Data]:
    """The classes of one dimension, small ones together, with what may be told of each."""
    codes = list(dimension.classes)
    sizes = [told.parts("effect", dimension.code, code, "cases") for code in codes]
    groups = merged_classes(told.counted, sizes)
    rows = [_Class(told, dimension.code, [codes[place] for place in group]) for group in groups]
    wholes = [row.parts("effect", "cases") for row in rows]
    hidden_effects = {name: _hidden_effect(told, rows, wholes, name) for name in EFFECTS}
    exact = [row.parts("effect", "exact") for row in rows]

    def hours_may_stand(cells: Sequence[int]) -> bool:
        codes = [code for cell in cells for code in rows[cell].codes]
        shift = told.amounts_of("shift", dimension.code, codes=codes)
        return told.counted.may_tell_sum(shift) and told.is_far_in(dimension.code, codes, "exact")

    hidden_hours = hidden_in_row(
        told.counted, exact, wholes, is_exact=True, may_stand=hours_may_stand
    )
    for place, row in enumerate(rows):
        size = row.count("cases", may_tell=True)
        effects = {
            name: with_interval(row.count(name, may_tell=not hidden_effects[name][place]), size)
            for name in EFFECTS
        }
        is_shown = shows_hours and not hidden_hours[place]
        mean = told.mean(row.sums) if is_shown else HIDDEN
        yield {"codes": row.codes, "cases": size.as_data(), **effects, "mean": mean.as_data()}


def _hidden_effect(
    told: Told, rows: Sequence["_Class"], wholes: Sequence[Parts], name: str
) -> list[bool]:
    """Say of which classes an effect is not told: too few, near an earlier answer, or nested."""

    def may_stand(cells: Sequence[int]) -> bool:
        codes = [code for cell in cells for code in rows[cell].codes]
        if not told.is_far_in(rows[0].dimension, codes, "touched"):
            return False
        nested = sum((rows[cell].parts("effect", NESTED[name]) for cell in cells), start=_NOBODY)
        return len(cells) > 1 or told.counted.may_be_nested(nested)

    parts = [row.parts("effect", name) for row in rows]
    return hidden_in_row(told.counted, parts, wholes, may_stand=may_stand)


@dataclass(frozen=True, slots=True)
class _Class:
    """One class, or several small ones together."""

    told: Told
    dimension: str
    codes: list[str]

    def parts(self, family: str, name: str) -> Parts:
        """Give a total of the class by organisation."""
        found = [self.told.parts(family, self.dimension, code, name) for code in self.codes]
        return np.sum(found, axis=0, dtype=np.int64)

    def count(self, name: str, *, may_tell: bool) -> Protected:
        """Give a count of the class as it is shown."""
        number = self.told.counted.total(self.parts("effect", name))
        return self.told.count(number, self.dimension, "+".join(self.codes), may_tell=may_tell)

    @property
    def sums(self) -> Sums:
        """The change in minutes in the class."""
        names = {"cases": "told", "total": "total", "squares": "squares"}
        found = {
            key: self.told.counted.total(self.parts("shift", name)) for key, name in names.items()
        }
        return Sums(**found)


def with_interval(number: Protected, whole: Protected) -> Data:
    """Give a count as plain JSON with Wilson's interval, from what is shown alone."""
    if number.value is None or not whole.value:
        return number.as_data()
    interval = wilson_interval(min(number.value, whole.value), whole.value)
    if interval is None:
        return number.as_data()
    low, high = (round(limit * whole.value) for limit in (interval.low, interval.high))
    return Protected(value=number.value, low=low, high=high).as_data()
