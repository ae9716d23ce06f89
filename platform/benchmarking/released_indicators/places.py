"""Where an indicator is told: by year, by target group or by contract, and in all; not by two."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np

from benchmarking.cells import CellKey, Selection
from benchmarking.cube import Axes
from benchmarking.disclosure.alike import Values, values_at
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.releases.packing import Array


@dataclass(frozen=True, kw_only=True)
class Places:
    """The places of a table along its lines, by the names that the cells of all tables have."""

    axes: Axes

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of each place: every year, all others, target groups, contracts, and all."""
        sizes = self._sizes
        cells = np.array(self.axes.cells()).reshape(1, *(size + 1 for size in sizes))
        return tuple(str(name) for name in self.along(cells)[0])

    @property
    def lines(self) -> tuple[slice, ...]:
        """The places of each line, without the total, which is the last place."""
        ends = accumulate((0, *self._sizes))
        return tuple(slice(start, stop) for start, stop in pairwise(ends))

    @property
    def _sizes(self) -> tuple[int, int, int]:
        axes = self.axes
        return len(axes.years) + 1, len(axes.target_groups), len(axes.contract_classes)

    def along(self, table: Array) -> Array:
        """Return the lines of a table over all filters, whose first axis is organisations."""
        return np.concatenate(
            [table[:, :-1, -1, -1], table[:, -1, :-1, -1], table[:, -1, -1, :-1],
             table[:, -1:, -1, -1]], axis=1,
        )  # fmt: skip

    def over_all(self, along: Mask) -> Mask:
        """Return a mask along the lines over all filters; true wherever two are chosen."""
        axes = self.axes
        covered: Mask = np.ones((len(axes.members), *axes.shape), dtype=bool)
        years, groups, contracts = self.lines
        covered[:, :-1, -1, -1] = along[:, years]
        covered[:, -1, :-1, -1] = along[:, groups]
        covered[:, -1, -1, :-1] = along[:, contracts]
        covered[:, -1, -1, -1] = along[:, -1]
        return covered

    def of(self, selection: Selection) -> int | None:
        """Return the place of a selection, or None where it chooses two things at once."""
        chosen = [selection.year, selection.target_group, selection.contract_class]
        if sum(one is not None for one in chosen) > 1:
            return None
        return self.names.index(self.axes.named(self.axes.place(selection)))

    def placed(self, keys: Sequence[CellKey]) -> "Placed":
        """Return where cells are counted."""
        axes = self.axes
        member = axes.places_of_members
        used = [at for at, key in enumerate(keys) if key.tenant_schema in member]
        years, groups, _ = self.lines
        columns = [
            [years.start + self._year(keys[at].year) for at in used],
            [groups.start + _index(axes.target_groups, keys[at].target_group) for at in used],
            [groups.stop + _index(axes.contract_classes, keys[at].contract_class) for at in used],
            [len(self.names) - 1] * len(used),
        ]
        return Placed(
            shape=(len(axes.members), len(self.names)),
            used=np.array(used, dtype=np.int64),
            members=np.array([member[keys[at].tenant_schema] for at in used], dtype=np.int64),
            places=np.array(columns, dtype=np.int64).reshape(4, -1),
        )

    def values(self, found: Sequence[tuple[CellKey, int, int]]) -> Values:
        """Return values and how many have them; a place is that of organisation and line in one."""
        placed, size = self.placed([key for key, _, _ in found]), len(self.names)
        value, number = (
            np.array([row[at] for row in found], dtype=np.int64)[placed.used] for at in (1, 2)
        )
        flat = (placed.members * size + placed.places).ravel()
        lines = len(placed.places)
        return values_at(
            placed.shape[0] * size, flat, np.tile(value, lines), np.tile(number, lines)
        )

    def _year(self, year: int) -> int:
        years = self.axes.years
        return years.index(year) if year in years else len(years)


def _index(codes: Sequence[str], code: str) -> int:
    return codes.index(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where each of a list of cells is counted: in one place of each line, and in the total."""

    shape: tuple[int, int]
    used: Counts
    members: Counts
    places: Counts

    def counted(self, values: Sequence[int]) -> Counts:
        """Return what the cells add up to by organisation and place."""
        table = np.zeros(self.shape, dtype=np.int64)
        of = np.asarray(values, dtype=np.int64)[self.used]
        for places in self.places:
            np.add.at(table, (self.members, places), of)
        return table

    def highest(self, values: Sequence[int]) -> Counts:
        """Return the highest of the cells by organisation and place."""
        table = np.zeros(self.shape, dtype=np.int64)
        of = np.asarray(values, dtype=np.int64)[self.used]
        for places in self.places:
            np.maximum.at(table, (self.members, places), of)
        return table
