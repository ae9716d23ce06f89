"""Sums of measures as they leave an organisation: each case with a fixed, secret deviation.

Pure. A sum of hours, days or money is of `blurred` cases: each is multiplied by a factor of its own
that is never the same as nought deviation and never changes. Whatever sums are subtracted from one
another, what is left of one case is off by at least the least deviation (the noise of Evans, Zayatz
and Slanta, 1998). Whether a sum may be told is decided on the true amounts.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from policy_profiles.simulation.columns import Mask, Whole

#: Factors are in thousandths.
UNIT = 1_000


def no_blur(cases: int) -> Whole:
    """Give the factors that leave every case as it is."""
    return np.full(cases, UNIT, dtype=np.int64)


def blurred_total(numbers: Whole, factors: Whole) -> int:
    """Add up cases with their deviations, rounded once."""
    return int((int((numbers * factors).sum()) + UNIT // 2) // UNIT)


def sums(numbers: Whole, told: Mask, factors: Whole) -> Iterator[tuple[str, int]]:
    """Give how many are told, total and squares with the deviations, and the true amounts."""
    counted, own = numbers[told], factors[told]
    each = (counted * own + UNIT // 2) // UNIT
    yield "told", len(counted)
    yield "total", blurred_total(counted, own)
    yield "squares", int((each * each).sum())
    yield from amounts(counted)


def amounts(numbers: Whole) -> Iterator[tuple[str, int]]:
    """Sizes without sign: together, and the two largest; whether others hide those is for later."""
    sizes = np.abs(numbers)
    largest = np.sort(np.partition(sizes, -2)[-2:])[::-1] if len(sizes) > 1 else sizes
    yield "size", int(sizes.sum())
    yield "largest", int(largest[0]) if len(largest) else 0
    yield "second", int(largest[1]) if len(largest) > 1 else 0
