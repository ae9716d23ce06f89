"""What an indicator counts along the lines of a release, and the sums behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarking.definitions import Indicator, indicators
from benchmarking.disclosure.alike import Values
from benchmarking.disclosure.tables import Counts
from benchmarking.measures.columns import COLUMNS
from benchmarking.measures.counting import MeasuredCell, codes_of
from benchmarking.measures.expression import Condition, Measure
from benchmarking.released_indicators.compared import is_compared
from benchmarking.released_indicators.places import Placed
from benchmarking.released_indicators.tables import COLUMNS as SUMS

#: What is asked of these says how a row was recorded, or that it is somebody's first.
_COLUMNS_OF_RECORDING: Final = frozenset({"recorded_after", "first_in_year"})
#: That these are known says that somebody wrote them down. Of every other column it says something
#: of somebody: `gap_days` that a job ended, `deviation_reason` that an advice was not followed.
_WRITTEN_DOWN: Final = frozenset(
    {
        "target_group", "contract_class", "hours_class", "support_form", "sector", "firm_size",
        "need", "request_kind", "method", "second_person", "in_term", "weeks_to_decide",
        "requested_minutes", "own_minutes", "baseline_minutes", "awarded_minutes",
        "over_own_cap", "over_baseline_cap", "provider_recognition", "coach_level",
        "coach_trained", "coach_registered", "appealed", "granted_minutes", "used_minutes",
        "ended_early", "hours_growth", "wage_value_growth", "self_reliance", "duration_days",
        "work_days",
    }
)  # fmt: skip
#: More than nought wherever they are known.
_NEVER_NOUGHT: Final = frozenset({"requested_minutes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedIndicator:
    """The counts of one indicator by organisation and place; parts have their code in front.

    `values` are those of a mean, whose place is that of organisation and place in one.
    """

    rows: Counts
    whole: Counts
    parts: Counts
    columns: Counts
    values: Values | None = None


def in_releases() -> tuple[Indicator, ...]:
    """Return the indicators that a release has tables of: of facts, and not of the comparison."""
    return tuple(
        one for one in indicators().values() if one.measure.fact and not is_compared(one.name)
    )


def asks_of_people(measure: Measure) -> bool:
    """Tell whether a denominator leaves people out for what they are or what was decided.

    Then it is a part of all rows like a numerator. One that only asks that something was written
    down, that a day has passed, or that somebody comes first, leaves out what tells nothing of
    somebody. What is told apart, added up or followed is asked too: a row without it is left out.
    """
    if any(not _is_of_recording(one) for one in measure.among):
        return True
    asked = {measure.value, measure.per, measure.days} - {""}
    if measure.each and COLUMNS[measure.fact][measure.each].kind in ("code", "number"):
        asked.add(measure.each)
    is_positive = not measure.per or measure.per in _NEVER_NOUGHT
    return not (is_positive and asked <= _WRITTEN_DOWN)


def counts_recording(one: Indicator) -> bool:
    """Tell whether a numerator says how things were recorded: no property of somebody."""
    return one.topic == "quality"


def _is_of_recording(asked: Condition) -> bool:
    if asked.column in _COLUMNS_OF_RECORDING or asked.test == "past":
        return True
    return asked.test == "known" and asked.column in _WRITTEN_DOWN


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
    columns = np.zeros((*placed.shape, len(SUMS)), dtype=np.int64)
    for number, name in enumerate(SUMS):
        values = [_number(cell, name) for cell in cells]
        if any(values):
            columns[..., number] = (
                placed.highest(values) if name == "most" else placed.counted(values)
            )
    return columns


def _number(cell: MeasuredCell, name: str) -> int:
    if name == "cases":
        return cell.whole
    if name in ("some", "short", "most"):
        return int(getattr(cell, name))
    if name in ("total", "squares"):
        return int(getattr(cell.sums, name)) if cell.sums else 0
    names = {"per": "below", "per_squares": "below_squares", "products": "products"}
    return int(getattr(cell.ratio, names[name])) if cell.ratio and name in names else 0
