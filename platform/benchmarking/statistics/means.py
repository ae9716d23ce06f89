"""Means of minutes and their t intervals, from sums alone, so that no case has to be read."""

import math
from dataclasses import dataclass
from fractions import Fraction

from benchmarking.statistics.quantiles import CONFIDENCE, student_quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A two-sided confidence interval in the unit of the estimate."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Count, total and total of squares of whole minutes over the same cases.

    Of differences `sizes` is the total without signs: how much they are together, where those
    above nought and those below would make up for each other.
    """

    cases: int
    total: int
    squares: int
    sizes: int = 0

    @property
    def mean(self) -> Fraction | None:
        """The exact mean in minutes, or None without cases."""
        return Fraction(self.total, self.cases) if self.cases else None

    @property
    def variance(self) -> Fraction | None:
        """The exact sample variance (n - 1), or None below two cases."""
        if self.cases < 2:
            return None
        return (self.squares - Fraction(self.total**2, self.cases)) / (self.cases - 1)


def mean_interval(sums: Sums, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return the t interval of a mean in minutes, or None below two cases.

    Hours are skewed and hold noughts for refusals; from about thirty cases on the interval covers
    as often as it says, below that somewhat less often (measured in the tests).
    """
    mean, variance = sums.mean, sums.variance
    if mean is None or variance is None:
        return None
    margin = student_quantile(sums.cases - 1, confidence) * math.sqrt(variance / sums.cases)
    return Interval(low=float(mean) - margin, high=float(mean) + margin)


def difference_interval(
    first: Sums, second: Sums, *, confidence: float = CONFIDENCE
) -> Interval | None:
    """Return Welch's interval of mean(first) - mean(second) in minutes for two separate groups.

    None when either group has fewer than two cases.
    """
    if first.mean is None or second.mean is None:
        return None
    if first.variance is None or second.variance is None:
        return None
    difference = float(first.mean - second.mean)
    shares = (float(first.variance / first.cases), float(second.variance / second.cases))
    if not sum(shares):
        return Interval(low=difference, high=difference)
    degrees = sum(shares) ** 2 / (
        shares[0] ** 2 / (first.cases - 1) + shares[1] ** 2 / (second.cases - 1)
    )
    margin = student_quantile(round(degrees, 3), confidence) * math.sqrt(sum(shares))
    return Interval(low=difference - margin, high=difference + margin)
