"""A ratio of sums as it may be shown: its interval stays where the ratio can be."""

import pytest

from benchmarking.cells import CellKey, Selection
from benchmarking.cube import Axes
from benchmarking.definitions import indicators
from benchmarking.disclosure import Rounding
from benchmarking.measures.columns import COLUMNS, PART_OF
from benchmarking.measures.counting import MeasuredCell
from benchmarking.measures.figures import Counted, figure_of
from benchmarking.measures.tables import measured_tables
from benchmarking.shown import Frame, Group
from benchmarking.statistics.ratios import RatioSums

#: One with none of 40, nine with 39 of 40, thirty with 9 of 9: 621 of 670, from 81 to 104 percent.
PAIRS = [(0, 40), *[(39, 40)] * 9, *[(9, 9)] * 30]
RATIO = RatioSums(
    cases=len(PAIRS),
    above=sum(value for value, _ in PAIRS),
    below=sum(per for _, per in PAIRS),
    above_squares=sum(value**2 for value, _ in PAIRS),
    below_squares=sum(per**2 for _, per in PAIRS),
    products=sum(value * per for value, per in PAIRS),
)


@pytest.mark.parametrize(("name", "high"), [("goals_reached", 100), ("granted_of_asked", 104)])
def test_a_part_of_a_whole_goes_no_higher_than_the_whole(name: str, high: int) -> None:
    indicator = indicators()[name]
    axes = Axes(members=("eikenberg",), years=(2025,))
    rounding = Rounding(key=b"k" * 32)
    key = CellKey(
        tenant_schema="eikenberg",
        year=2025,
        target_group=axes.target_groups[0],
        contract_class=axes.contract_classes[0],
    )
    cell = MeasuredCell(key=key, rows=40, whole=40, parts={}, ratio=RATIO, some=39, short=10)
    tables = measured_tables(
        [cell],
        fact=indicator.measure.fact,
        axes=axes,
        groups=[],
        rounding=rounding,
        parts_make_the_whole=False,
    )
    frame = Frame(axes=axes, selection=Selection(), rounding=rounding)
    counted = Counted(indicator=indicator, tables=tables, cells=[cell], days=[], frame=frame)
    found = figure_of(Group(code="own", name="", members=(0,)), counted).value
    assert found is not None
    assert (found.value, found.low, found.high) == (93, 81, high)


def test_what_is_part_of_a_number_is_a_column_beside_it() -> None:
    numbers = {name for name, column in COLUMNS["period"].items() if column.kind == "number"}
    assert {*PART_OF, *PART_OF.values()} <= numbers
