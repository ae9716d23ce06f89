"""Totals of columns over all cases and over each class of them, exact and with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policy_profiles.simulation import bootstrap
from policy_profiles.simulation.values import Interval
from rulebook.case_classes import Dimension
from rulebook.frame import CaseFrame

#: The owner of every case.
EVERYONE = ("", "")
Owner = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """Every case by class: `owners` are everyone first, then dimension and class that have a case.

    `places` holds per dimension (rows) and case (columns) the place of its class in `owners`.
    """

    owners: tuple[Owner, ...]
    places: NDArray[np.int64]


def sorting_of(frame: CaseFrame, dimensions: Sequence[Dimension]) -> Sorting:
    """Sort all cases by each dimension; a class without cases says nothing about anybody."""
    owners: list[Owner] = [EVERYONE]
    rows = []
    for dimension in dimensions:
        codes = list(dimension.classes)
        found, inverse = np.unique(dimension.places(frame), return_inverse=True)
        rows.append(inverse + len(owners))
        owners += [(dimension.code, codes[place]) for place in found]
    places = np.array(rows, dtype=np.int64).reshape(len(rows), frame.n)
    return Sorting(owners=tuple(owners), places=places)


class Totals:
    """The totals of named columns of whole numbers, by owner."""

    def __init__(self, sorting: Sorting, columns: Mapping[str, NDArray[Any]]) -> None:
        self._owners = {owner: place for place, owner in enumerate(sorting.owners)}
        self._names = {name: place for place, name in enumerate(columns)}
        cases = sorting.places.shape[1]
        values = np.column_stack([column.astype(np.int64) for column in columns.values()])
        self._cases = self._by_owner(sorting, np.ones(cases))
        self._exact = np.column_stack([self._by_owner(sorting, row) for row in values.T])
        self._replicates: bootstrap.Replicates | None = None
        self._shares: dict[tuple[str, str], tuple[NDArray[Any], NDArray[Any]]] = {}
        if cases >= bootstrap.FEWEST:
            self._replicates = bootstrap.replicate(values, sorting.places, len(sorting.owners))
            self._low, self._high = bootstrap.outer(self._replicates)

    def _by_owner(self, sorting: Sorting, column: NDArray[Any]) -> NDArray[np.int64]:
        """Exact: whole numbers in floating point are, up to 2 to the power 53."""
        found = np.zeros(len(self._owners))
        for places in sorting.places:
            found += np.bincount(places, weights=column, minlength=len(found))
        found[0] = column.sum()
        return found.astype(np.int64)

    def cases(self, owner: Owner) -> int:
        """How many cases an owner has."""
        return int(self._cases[self._owners[owner]])

    def of(self, name: str, owner: Owner = EVERYONE) -> int:
        """The exact total of a column."""
        return int(self._exact[self._owners[owner], self._names[name]])

    def interval(self, name: str, owner: Owner = EVERYONE) -> Interval | None:
        """The interval of that total; None where there are too few cases to resample."""
        if self._replicates is None or self.cases(owner) < bootstrap.FEWEST:
            return None
        place = self._owners[owner], self._names[name]
        return Interval(low=float(self._low[place]), high=float(self._high[place]))

    def interval_of_share(self, part: str, whole: str, owner: Owner) -> Interval | None:
        """The interval of one total over another."""
        if self._replicates is None or self.cases(owner) < bootstrap.FEWEST:
            return None
        if (part, whole) not in self._shares:
            parts, wholes = (self._replicates[:, self._names[name]] for name in (part, whole))
            self._shares[(part, whole)] = bootstrap.outer(bootstrap.shares(parts, wholes))
        low, high = self._shares[(part, whole)]
        place = self._owners[owner]
        return Interval(low=float(low[place]), high=float(high[place]))
