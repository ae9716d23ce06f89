"""Krippendorff's alpha: agreement of any number of assessors, on any scale, with gaps.

Alpha is one minus the disagreement that is observed within units, divided by the disagreement that
chance would give with the same values: 1 where all agree, 0 where they agree as by chance, below 0
where they disagree more than that. Source: K. Krippendorff, Computing Krippendorff's
Alpha-Reliability, University of Pennsylvania, 2011.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Numbers = NDArray[np.float64]

#: A unit says something of agreement from two values on.
FEWEST_VALUES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Coincidences:
    """Which values met within the same unit.

    Attributes:
        values: the different values, from low to high.
        tables: per unit a square of value by value; each value of a unit counts one in all. Units
            with fewer than two values are left out, since nothing met there.
    """

    values: Numbers
    tables: Numbers

    @property
    def units(self) -> int:
        """How many units have two values or more."""
        return len(self.tables)


def coincidences(ratings: Numbers) -> Coincidences:
    """Count which values met.

    Args:
        ratings: assessors (rows) by units (columns); NaN where an assessor gave no value. Ordinal
            values are numbers in the order of the scale.
    """
    values = np.unique(ratings[~np.isnan(ratings)])
    counts = (ratings[:, :, None] == values).sum(axis=0).astype(np.float64)
    counts = counts[counts.sum(axis=1) >= FEWEST_VALUES]
    met = counts[:, :, None] * counts[:, None, :]
    met[:, np.arange(len(values)), np.arange(len(values))] -= counts
    others = counts.sum(axis=1) - 1
    return Coincidences(values=values, tables=met / others[:, None, None])


def krippendorff_alpha(ratings: Numbers, metric: Metric) -> float | None:
    """Return alpha, or None where it is not defined: nothing met, or only one value was given.

    Args:
        ratings: as for `coincidences`.
        metric: how far two values lie apart. Nominal: other is other. Ordinal: by the number of
            values between them. Interval: by their difference. Ratio: by their difference against
            their sum, for quantities that begin at nought.
    """
    found = coincidences(ratings)
    met = found.tables.sum(axis=0)
    totals = met.sum(axis=-1)
    apart = _apart(found.values, totals, metric)
    expected = float(totals @ apart @ totals)
    if not expected > 0:
        return None
    return 1 - float((totals.sum() - 1) * (met * apart).sum()) / expected


def _apart(values: Numbers, totals: Numbers, metric: Metric) -> Numbers:
    """The squared distances between values; `totals` are how often each was given."""
    if metric == "nominal":
        return (values[:, None] != values).astype(np.float64)
    if metric == "ordinal":
        below = np.cumsum(totals) - totals / 2
        places: Numbers = (below[:, None] - below) ** 2
        return places
    difference: Numbers = (values[:, None] - values) ** 2
    if metric == "interval":
        return difference
    together = (values[:, None] + values) ** 2
    return np.divide(difference, together, out=np.zeros_like(difference), where=together > 0)
