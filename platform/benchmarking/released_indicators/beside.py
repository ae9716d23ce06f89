"""What goes with the sums of a mean or rate: what is told beside it, and what cases have alike."""

from dataclasses import replace
from datetime import date

import numpy as np

from benchmarking.definitions import Indicator
from benchmarking.disclosure.alike import alike_of
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.tables import Counts
from benchmarking.measures.beside import apart_of, number_apart, values_of
from benchmarking.released_indicators.counted import CountedIndicator
from benchmarking.released_indicators.places import Places


def with_beside(
    one: Indicator, now: CountedIndicator, *, places: Places, rules: DisclosureRules, on: date
) -> CountedIndicator:
    """Return what an indicator counts with more columns: differences, and what is alike.

    Args:
        one: any indicator; nothing is added to what is no mean and no rate.
        now: what it counts.
        places: the lines.
        rules: the threshold.
        on: the day that "past" is seen from.
    """
    if one.method not in ("mean", "rate"):
        return now
    columns = [now.columns, _apart(one, places, on)]
    values = None
    if one.method == "mean":
        values = places.values(values_of(one, on=on))
        columns.append(alike_of(values, rules=rules).reshape(*now.columns.shape[:2], -1))
    return replace(now, columns=np.concatenate(columns, axis=-1), values=values)


def _apart(one: Indicator, places: Places, on: date) -> Counts:
    found = apart_of(one, on=on)
    placed = places.placed([key for key, _ in found])
    columns = [
        placed.counted([numbers[at] for _, numbers in found]) for at in range(2 * number_apart(one))
    ]
    nothing = np.zeros((*placed.shape, 0), dtype=np.int64)
    return np.stack(columns, axis=-1) if columns else nothing
