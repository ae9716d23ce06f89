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


def newcombe_interval(
    first: tuple[int, int], second: tuple[int, int], *, confidence: float = CONFIDENCE
) -> Interval | None:
    """Return the interval of the first share minus the second, or None without cases in either.

    Each share is (part, whole). Made of the two Wilson intervals, so it stays within -1 and 1.
    Source: R.G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.

    Raises:
        MoreThanTheWhole: unless 0 <= part <= whole, for both.
    """
    one = wilson_interval(*first, confidence=confidence)
    other = wilson_interval(*second, confidence=confidence)
    if one is None or other is None:
        return None
    shares = first[0] / first[1], second[0] / second[1]
    difference = shares[0] - shares[1]
    return Interval(
        low=difference - math.hypot(shares[0] - one.low, other.high - shares[1]),
        high=difference + math.hypot(one.high - shares[0], shares[1] - other.low),
    )
