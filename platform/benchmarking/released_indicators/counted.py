"""What an indicator counts along the lines of a release, with what its cases let expect."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarking.definitions import Indicator, indicators
from benchmarking.disclosure.tables import Counts
from benchmarking.measures.counting import MeasuredCell, MixRow, codes_of
from benchmarking.measures.expression import Condition, Measure
from benchmarking.released_indicators.compared import is_compared
from benchmarking.released_indicators.places import Placed, Places
from benchmarking.released_indicators.tables import COLUMNS

#: Of these the mix of cases is reckoned with.
ADJUSTED: Final = ("share", "mean")
#: Expected numbers are kept in thousandths.
THOUSAND: Final = 1000
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


def counted(
    one: Indicator, cells: Sequence[MeasuredCell], mix: Sequence[MixRow], placed: Placed,
    places: Places,
) -> CountedIndicator:  # fmt: skip
    """Return the counts of an indicator.

    Args:
        one: the indicator.
        cells: of `counting.cells_of_all`, in the order of `placed`.
        mix: of `counting.mix_of`; empty where the mix is not reckoned with.
        placed: where the cells are counted.
        places: the lines.
    """
    parts = [placed.counted([cell.parts[code] for cell in cells]) for code in codes_of(one)]
    if one.measure.days:
        parts = [placed.counted([cell.some for cell in cells])]
    return CountedIndicator(
        rows=placed.counted([cell.rows for cell in cells]),
        whole=placed.counted([cell.whole for cell in cells]),
        parts=np.stack(parts) if parts else np.zeros((0, *placed.shape), dtype=np.int64),
        columns=_columns(cells, mix, placed, places),
    )


def _columns(
    cells: Sequence[MeasuredCell], mix: Sequence[MixRow], placed: Placed,
    places: Places,
) -> Counts:  # fmt: skip
    columns = np.zeros((*placed.shape, len(COLUMNS)), dtype=np.int64)
    for number, name in enumerate(COLUMNS[:-1]):
        values = [_number(cell, name) for cell in cells]
        if any(values):
            columns[..., number] = (
                placed.highest(values) if name == "most" else placed.counted(values)
            )
    columns[..., -1] = _expected(mix, places) if mix else 0
    return columns


def _number(cell: MeasuredCell, name: str) -> int:
    if name in ("some", "short", "most"):
        return int(getattr(cell, name))
    if name in ("total", "squares"):
        return int(getattr(cell.sums, name)) if cell.sums else 0
    names = {"per": "below", "per_squares": "below_squares", "products": "products"}
    return int(getattr(cell.ratio, names[name])) if cell.ratio else 0


def _expected(mix: Sequence[MixRow], places: Places) -> Counts:
    """Return what the cases of each let expect by everybody's figure for cases of the same traits.

    Indirect standardisation by contract, sector and size of the firm together; along the years.
    """
    rates = _rates(mix)
    axes, table = places.axes, np.zeros((len(places.axes.members), len(places.names)))
    member = {schema: place for place, schema in enumerate(axes.members)}
    for schema, year, traits, cases, _ in mix:
        if schema not in member:
            continue
        line = axes.years.index(year) if year in axes.years else len(axes.years)
        for place in (line, len(places.names) - 1):
            table[member[schema], place] += cases * rates[traits]
    expected: Counts = np.rint(table * THOUSAND).astype(np.int64)
    return expected


def _rates(mix: Sequence[MixRow]) -> Mapping[tuple[str, ...], float]:
    seen, of = defaultdict[tuple[str, ...], int](int), defaultdict[tuple[str, ...], int](int)
    for _, _, traits, cases, number in mix:
        seen[traits] += number
        of[traits] += cases
    return {traits: seen[traits] / number for traits, number in of.items()}
