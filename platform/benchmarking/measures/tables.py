"""What an indicator counts as tables of which is known what may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from benchmarking.cube import Axes, Table, protected_part, protected_whole
from benchmarking.disclosure import Rounding
from benchmarking.measures.counting import MeasuredCell

#: All tables of one kind of fact are rounded as one family, those of the comparison among them.
FAMILIES: Final = {"decision": "decided", "period": "period", "outcome": "followed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredTables:
    """The tables of one indicator: every row of its kind of fact, its denominator, its parts."""

    axes: Axes
    rows: Table
    whole: Table
    parts: Mapping[str, Table]


def measured_tables(
    cells: Sequence[MeasuredCell],
    *,
    fact: str,
    axes: Axes,
    groups: Sequence[Sequence[int]],
    rounding: Rounding,
    parts_make_the_whole: bool,
) -> MeasuredTables:
    """Return the tables of `cells`; `groups` are the members of each group that is ever shown.

    With `parts_make_the_whole` no part may follow from the whole and the other parts.
    """
    family = FAMILIES[fact]
    rows, whole = (
        protected_whole(
            axes.counted((cell.key, getattr(cell, name)) for cell in cells),
            axes,
            family=family,
            rounding=rounding,
        )
        for name in ("rows", "whole")
    )
    codes = cells[0].parts if cells else {}
    parts: Mapping[str, Table] = {
        code: protected_part(
            axes.counted((cell.key, cell.parts[code]) for cell in cells),
            whole,
            axes,
            family=family,
            groups=groups,
            rounding=rounding,
        )
        for code in codes
    }
    if parts_make_the_whole and len(parts) > 1:
        parts = hidden_together(parts, whole)
    return MeasuredTables(axes=axes, rows=rows, whole=whole, parts=parts)


def hidden_together(parts: Mapping[str, Table], whole: Table) -> Mapping[str, Table]:
    """Return parts that make up a whole, with no part hidden alone.

    The whole less the parts that are shown would say what the one hidden part is, to within some
    roundings: so the smallest of those shown is hidden with it.
    """
    counts = np.stack([table.counts for table in parts.values()])
    hidden = np.stack([table.hidden for table in parts.values()])
    there = (counts > 0) & ~whole.hidden
    shown = there & ~hidden
    alone = ((there & hidden).sum(axis=0) == 1) & shown.any(axis=0)
    smallest = np.argmin(np.where(shown, counts, np.iinfo(np.int64).max), axis=0)
    for place in zip(*np.nonzero(alone), strict=True):
        hidden[(smallest[place], *place)] = True
    return {
        code: replace(table, hidden=hidden[number])
        for number, (code, table) in enumerate(parts.items())
    }
