"""A count is called by what it counts: a year that comes in later changes no other one."""

import numpy as np

from benchmarking.cells import CellKey, Selection
from benchmarking.cube import Axes, rounded_of_all
from benchmarking.disclosure import Rounding
from benchmarking.disclosure.between import patience_of

BEFORE = Axes(members=("eikenberg",), years=(2024, 2025))
AFTER = Axes(members=("duinzicht", "eikenberg"), years=(2021, 2025, 2024))
ROUNDING = Rounding(key=b"k" * 32)


def shown(axes: Axes) -> dict[str, int]:
    """What is shown of each cell with cases, in a table with a count of its own in every cell."""
    keys = [
        CellKey(tenant_schema="eikenberg", year=year, target_group=group, contract_class=contract)
        for year in BEFORE.years
        for group in axes.target_groups
        for contract in axes.contract_classes
    ]
    counts = axes.counted((key, 11 + at) for at, key in enumerate(keys))
    rounded = rounded_of_all(counts, axes, "decided", ROUNDING)[axes.members.index("eikenberg")]
    return dict(zip(axes.cells(), rounded.ravel().tolist(), strict=True))


def test_a_cell_is_rounded_the_same_wherever_its_year_stands() -> None:
    before, after = shown(BEFORE), shown(AFTER)
    assert {cell: after[cell] for cell in before} == before
    assert len(set(before.values())) > 2


def test_the_patience_of_a_cell_stays_when_a_year_is_added() -> None:
    drawn = []
    for axes in (BEFORE, AFTER):
        shape = (len(axes.cells()),)
        found = patience_of(shape, name="eikenberg/decided", rounding=ROUNDING, cells=axes.cells())
        drawn.append(dict(zip(axes.cells(), found.tolist(), strict=True)))
    before, after = drawn
    assert {cell: after[cell] for cell in before} == before


def test_a_selection_is_the_cell_that_it_chooses() -> None:
    chosen = Selection(year=2024, contract_class="permanent")
    assert {axes.named(axes.place(chosen)) for axes in (BEFORE, AFTER)} == {"2024.all.permanent"}
    everything = AFTER.named(AFTER.place(Selection()))
    assert (everything, np.prod(AFTER.counted([]).shape[1:])) == ("all.all.all", len(AFTER.cells()))
