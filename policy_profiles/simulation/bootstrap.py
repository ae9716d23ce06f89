"""Resampling: how far totals over a set of cases would move in another set of the same size.

The Poisson bootstrap: every case counts nought, one or more times, by chance with mean one, so all
replicates of a total are one row of a matrix product. Each replicate is scaled to the size of the
set. Chance comes from one fixed seed: the same set always gives the same intervals.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SEED: Final = 2026
REPLICATES: Final = 500
#: Below this many cases a resampled interval says more than the cases do.
FEWEST: Final = 10
#: How often a case counts, by a random byte: Poisson with mean one in 256ths. The mean is one
#: exactly and the variance 1.008, so that intervals are at most half a percent too wide.
_COUNTS: Final = bytes([0] * 95 + [1] * 93 + [2] * 47 + [3] * 16 + [4] * 4 + [5])
#: Products of this size stay on one core: a larger one would be spread over all cores, and wait
#: there for whatever else the server does (measured: eight times as long on a busy machine).
_CASES_AT_ONCE: Final = 20
_OUTER: Final = (0.025, 0.975)

Replicates = NDArray[np.float64]


def replicate(values: NDArray[np.int64], places: NDArray[np.int64], owners: int) -> Replicates:
    """Give the total of every column for every owner, in every replicate.

    Args:
        values: the cases (rows) by what is to be totalled (columns).
        places: per dimension (rows) and case (columns) the owner of the case: one class each.
            Owner 0 has every case.
        owners: how many there are.

    Returns:
        owners by columns by replicates.
    """
    chance = np.random.PCG64(SEED)
    totals = np.zeros((owners, values.shape[1] + 1, REPLICATES), dtype=np.float32)
    counted = np.column_stack([values, np.ones(len(values), dtype=np.int64)]).astype(np.float32)
    for rows, classes in _alike(places):
        drawn = chance.random_raw(-(-REPLICATES * len(rows) // 8)).astype("<u8").tobytes()
        counts = np.frombuffer(drawn.translate(_COUNTS), dtype=np.uint8)
        weights = counts[: REPLICATES * len(rows)].reshape(len(rows), REPLICATES)
        some = counted[rows].T @ weights.astype(np.float32)
        for owner in classes:
            totals[owner] += some
    totals[0] = totals[np.unique(places[0])].sum(axis=0)
    scale = len(values) / np.maximum(totals[0, -1], 1)
    scaled: Replicates = (totals[:, :-1] * scale).astype(np.float64)
    return scaled


def _alike(places: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], list[int]]]:
    """Rows of cases that are in the same class of every dimension, with those classes.

    They are totalled once and added to each class: a fifth of the work of a column per class.
    """
    order = np.lexsort(places)
    changed = np.any(np.diff(places[:, order], axis=1) != 0, axis=0)
    edges = [0, *(np.flatnonzero(changed) + 1).tolist(), len(order)]
    for start, stop in pairwise(edges):
        for first in range(start, stop, _CASES_AT_ONCE):
            rows = order[first : min(stop, first + _CASES_AT_ONCE)]
            yield rows, places[:, rows[0]].tolist()


def outer(replicates: Replicates) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give the limits of the middle 95 % of the replicates, which are the last dimension."""
    low, high = np.quantile(replicates, _OUTER, axis=-1)
    return low, high


def shares(part: Replicates, whole: Replicates) -> Replicates:
    """Give part / whole in each replicate; nought where a replicate has nothing of the whole."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
