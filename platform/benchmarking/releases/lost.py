"""What cannot be seen of a release, by table: shares of cells and cases, as they may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from benchmarking.disclosure import Protected, Rounding, release_share
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.disclosure.values import HiddenReason
from benchmarking.disclosure.values import hidden as hidden_for

#: What is hidden of fewer organisations than these is not told in shares of cases.
_LEAST_ORGANISATIONS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Of one table: percents of its cells, of the cases in its smallest cells, and held back.

    Which cells are hidden everybody sees. How many cases are in them, and how many cells say what
    they said before, comes from rounded counts, as a share of cases does everywhere.
    """

    cells: Protected
    cases: Protected
    held_back: Protected

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "cells_hidden_percent": _as_data(self.cells),
            "cases_hidden_percent": _as_data(self.cases),
            "cells_held_back_percent": _as_data(self.held_back),
        }


def lost_of(
    cases: Counts,
    hidden: Mask,
    *,
    inner: tuple[Any, ...],
    organisations: int,
    held_back: int,
    rounding: Rounding,
) -> Lost:
    """Return what of a table cannot be seen.

    Args:
        cases: over organisations and filters, with totals.
        hidden: where they, or the part of them that the table is of, are not shown.
        inner: where in the table every case is once.
        organisations: the axis that these run along.
        held_back: how many cells say what they said although more cases came in.
        rounding: as everywhere.

    Counts are rounded under one name in all tables. Many tables count the same rows: a name each
    would round one sum many times, and how often it goes up tells it.
    """
    there, inside = cases > 0, cases[inner]
    few = _of_few(np.where(hidden, cases, 0), organisations)

    def share(part: int, whole: int, of: str) -> Protected:
        cell = f"lost/{of}"
        if few:
            return hidden_for(HiddenReason.SMALL_NUMBERS)
        return release_share(
            part, whole, part_cell=f"{cell}/hidden", whole_cell=cell, rounding=rounding
        )

    return Lost(
        cells=_share_of_cells(int((hidden & there).sum()), int(there.sum())),
        cases=share(int(inside[hidden[inner]].sum()), int(inside.sum()), "cases"),
        held_back=share(held_back, int(there.sum()), "cells"),
    )


def _of_few(lost: Counts, organisations: int) -> bool:
    """Tell whether what is hidden is that of few organisations, or of one for the most part.

    Beside the table of a small one its cases that are hidden, added up, narrowed its small counts.
    """
    others = tuple(at for at in range(lost.ndim) if at != organisations % lost.ndim)
    of_each = lost.sum(axis=others)
    return (of_each > 0).sum() < _LEAST_ORGANISATIONS or 2 * of_each.max() > of_each.sum()


def lost_from(data: Mapping[str, Any]) -> Lost:
    """Return what `as_data` gave."""
    return Lost(
        cells=_protected(data["cells_hidden_percent"]),
        cases=_protected(data["cases_hidden_percent"]),
        held_back=_protected(data["cells_held_back_percent"]),
    )


def _share_of_cells(part: int, whole: int) -> Protected:
    return (
        Protected(value=round(100 * part / whole)) if whole else hidden_for(HiddenReason.NO_CASES)
    )


def _as_data(share: Protected) -> dict[str, Any]:
    return {"value": share.value, "hidden": None if share.reason is None else share.reason.value}


def _protected(data: Mapping[str, Any]) -> Protected:
    reason = data["hidden"]
    return Protected(value=data["value"], reason=None if reason is None else HiddenReason(reason))
