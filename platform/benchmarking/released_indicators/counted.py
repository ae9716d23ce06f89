"""What an indicator counts along the lines of a release, and the sums behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarking.definitions import Indicator, indicators
from benchmarking.disclosure.tables import Counts
from benchmarking.measures.counting import MeasuredCell, codes_of
from benchmarking.measures.expression import Condition, Measure
from benchmarking.released_indicators.compared import is_compared
from benchmarking.released_indicators.places import Placed
from benchmarking.released_indicators.tables import COLUMNS

#: What these ask of a row says how it was recorded, or that time passed; nothing of somebody.
_OF_RECORDING: Final = frozenset({"known", "past"})
_COLUMNS_OF_RECORDING: Final = frozenset({"recorded_after", "first_in_year"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedIndicator:
    """The counts of one indicator by organisation and place; parts have their code in front."""

    rows: Counts
    whole: Counts
    parts: Counts
    columns: Counts


def in_releases() -> tuple[Indicator, ...]:
    """Return the indicators that a release has tables of: of facts, and not of the comparison."""
    return tuple(
        one for one in indicators().values() if one.measure.fact and not is_compared(one.name)
    )


def asks_of_people(measure: Measure) -> bool:
    """Tell whether a denominator leaves people out for what they are or what was decided.

    Then it is a part of all rows like a numerator. One that only asks that something is known, that
    a day has passed, or that somebody comes first, leaves out what tells nothing of somebody.
    """
    return any(not _is_of_recording(one) for one in measure.among)


def counts_recording(one: Indicator) -> bool:
    """Tell whether a numerator says how things were recorded: no property of somebody."""
    return one.topic == "quality"


def _is_of_recording(asked: Condition) -> bool:
    return asked.test in _OF_RECORDING or asked.column in _COLUMNS_OF_RECORDING


def counted(one: Indicator, cells: Sequence[MeasuredCell], placed: Placed) -> CountedIndicator:
    """Return the counts of an indicator.

    Args:
        one: the indicator.
        cells: of `counting.cells_of_all`, in the order of `placed`.
        placed: where the cells are counted.
    """
    parts = [placed.counted([cell.parts[code] for cell in cells]) for code in codes_of(one)]
    if one.measure.days:
        parts = [placed.counted([cell.some for cell in cells])]
    return CountedIndicator(
        rows=placed.counted([cell.rows for cell in cells]),
        whole=placed.counted([cell.whole for cell in cells]),
        parts=np.stack(parts) if parts else np.zeros((0, *placed.shape), dtype=np.int64),
        columns=_columns(cells, placed),
    )


def _columns(cells: Sequence[MeasuredCell], placed: Placed) -> Counts:
    columns = np.zeros((*placed.shape, len(COLUMNS)), dtype=np.int64)
    for number, name in enumerate(COLUMNS[:-1]):
        values = [_number(cell, name) for cell in cells]
        if any(values):
            columns[..., number] = (
                placed.highest(values) if name == "most" else placed.counted(values)
            )
    return columns


def _number(cell: MeasuredCell, name: str) -> int:
    if name in ("some", "short", "most"):
        return int(getattr(cell, name))
    if name in ("total", "squares"):
        return int(getattr(cell.sums, name)) if cell.sums else 0
    names = {"per": "below", "per_squares": "below_squares", "products": "products"}
    return int(getattr(cell.ratio, names[name])) if cell.ratio else 0
