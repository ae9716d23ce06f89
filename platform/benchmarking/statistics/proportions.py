"""Proportions with Wilson's interval, which stays inside 0 and 1 and holds for small numbers."""

import math

from benchmarking.statistics.means import Interval
from benchmarking.statistics.quantiles import CONFIDENCE, normal_quantile


class MoreThanTheWhole(ValueError):
    """A count of cases with a property that is not between nought and the number of cases."""

    def __init__(self, part: int, whole: int) -> None:
        super().__init__(f"{part} of {whole} is impossible: count both over the same cases.")


def wilson_interval(part: int, whole: int, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return Wilson's score interval of part / whole as shares, or None without cases.

    Source: E.B. Wilson, JASA 22 (1927); the method of PHEindicatormethods and Fingertips.

    Raises:
        MoreThanTheWhole: unless 0 <= part <= whole.
    """
    if not 0 <= part <= whole:
        raise MoreThanTheWhole(part, whole)
    if not whole:
        return None
    z = normal_quantile(confidence)
    share = part / whole
    centre = share + z * z / (2 * whole)
    margin = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    # At 0 and 100 % the bound is exact; floating point would miss it by a hair.
    low = 0.0 if part == 0 else (centre - margin) / scale
    high = 1.0 if part == whole else (centre + margin) / scale
    return Interval(low=low, high=high)
