"""How sure alpha is: the interval over other units of the same kind, by resampling the units.

The ordinary bootstrap over units, with the percentiles of the replicates. A. Zapf, S. Castell,
L. Morawietz and A. Karch (BMC Medical Research Methodology 16:93, 2016) found that it keeps its
level where the usual ways of resampling single disagreements do not. Chance comes from one fixed
seed: the same ratings always give the same interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policy_profiles.agreement.alpha import Coincidences, Metric, Numbers, alphas, coincidences

SEED: Final = 2026
REPLICATES: Final = 1000
#: Below this many units an interval says more than the units do.
FEWEST_UNITS: Final = 5
#: The share of replicates that may lack an alpha, because one value only was drawn.
MOST_UNDEFINED: Final = 0.05
#: Numbers held in memory at once.
_AT_ONCE: Final = 2_000_000
_OUTER: Final = (0.025, 0.975)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaInterval:
    """The limits of the middle 95 % of what alpha is over resampled units."""

    low: float
    high: float


def alpha_interval(ratings: Numbers, metric: Metric) -> AlphaInterval | None:
    """Return the interval of alpha; None below five units, or where alpha is often not defined.

    With few units the percentiles are somewhat too narrow: read the interval as the least doubt.

    Args:
        ratings: assessors by units, NaN where there is no value.
        metric: as for `krippendorff_alpha`.
    """
    found = coincidences(ratings)
    if found.units < FEWEST_UNITS:
        return None
    drawn = _replicates(found, metric)
    defined = drawn[~np.isnan(drawn)]
    if len(defined) < REPLICATES * (1 - MOST_UNDEFINED):
        return None
    low, high = np.quantile(defined, _OUTER)
    return AlphaInterval(low=float(low), high=float(high))


def _replicates(found: Coincidences, metric: Metric) -> Numbers:
    times = _times_drawn(found.units).astype(np.float64)
    step = max(1, _AT_ONCE // len(found.values) ** 2)
    parts = [alphas(found, times[at : at + step], metric) for at in range(0, REPLICATES, step)]
    return np.concatenate(parts)


def _times_drawn(units: int) -> NDArray[np.int64]:
    """How often each unit is drawn in each replicate: as many draws as there are units."""
    raw = np.random.PCG64(SEED).random_raw(REPLICATES * units)
    drawn = ((raw >> np.uint64(11)).astype(np.float64) * 2.0**-53 * units).astype(np.int64)
    rows = np.repeat(np.arange(REPLICATES), units)
    counts = np.bincount(rows * units + drawn, minlength=REPLICATES * units)
    return counts.reshape(REPLICATES, units)
