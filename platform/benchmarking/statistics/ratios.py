"""The ratio of two sums over the same cases, with its interval."""

import math
from dataclasses import dataclass

from benchmarking.statistics.means import Interval
from benchmarking.statistics.quantiles import CONFIDENCE, student_quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioSums:
    """Sums of two columns over the same cases, of their squares, and of their products."""

    cases: int
    above: int
    below: int
    above_squares: int
    below_squares: int
    products: int

    def __add__(self, other: "RatioSums") -> "RatioSums":
        """Return the sums over the cases of both."""
        return RatioSums(
            cases=self.cases + other.cases,
            above=self.above + other.above,
            below=self.below + other.below,
            above_squares=self.above_squares + other.above_squares,
            below_squares=self.below_squares + other.below_squares,
            products=self.products + other.products,
        )

    @property
    def ratio(self) -> float | None:
        """The one sum over the other, or None where the latter is nought."""
        return self.above / self.below if self.below else None


def ratio_interval(sums: RatioSums, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return the interval of a ratio of sums, or None below two cases.

    Cases count by how much they have of the denominator: somebody with six goals counts six times,
    and they come together. Source: W.G. Cochran, Sampling Techniques (1977), 6.4, by Student's t.
    """
    ratio = sums.ratio
    if ratio is None or sums.cases < 2:
        return None
    # Whole numbers first: the three terms nearly cancel where the ratio is the same for all.
    above, below = sums.above, sums.below
    scaled = (
        sums.above_squares * below**2
        - 2 * above * below * sums.products
        + above**2 * sums.below_squares
    )
    residuals = max(scaled, 0) / below**2
    error = math.sqrt(sums.cases * residuals / (sums.cases - 1)) / below
    margin = student_quantile(sums.cases - 1, confidence) * error
    return Interval(low=ratio - margin, high=ratio + margin)
