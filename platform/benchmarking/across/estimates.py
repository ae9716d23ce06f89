"""A figure with noise as it is read: about how much, between what, and whether that is of use.

Pure. Everything is made of the noised values and the known variances alone, so it gives away no
more than those.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any, Final

#: Of normal noise, 95 in 100 times, in standard deviations.
_OF_95: Final = 1.96
#: A figure is of use where its margin is at most this part of what it is a part of.
WORTH: Final = Fraction(1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A noised figure and the variance of its noise; `least` is what it cannot be below."""

    value: Fraction
    variance: Fraction
    least: int | None = None

    @property
    def margin(self) -> float:
        """How far the noise moves it, 95 in 100 times at most."""
        return _OF_95 * sqrt(self.variance)

    @property
    def shown(self) -> int:
        """The figure as it is told."""
        return self._told(float(self.value))

    @property
    def low(self) -> int:
        """The lower end of its interval."""
        return self._told(float(self.value) - self.margin)

    @property
    def high(self) -> int:
        """The upper end of its interval."""
        return self._told(float(self.value) + self.margin)

    def plus(self, other: "Estimate") -> "Estimate":
        """Give the sum of two with noise of their own."""
        return Estimate(
            value=self.value + other.value,
            variance=self.variance + other.variance,
            least=self.least,
        )

    def times(self, factor: Fraction) -> "Estimate":
        """Give it in another unit."""
        return Estimate(
            value=self.value * factor, variance=self.variance * factor * factor, least=self.least
        )

    def over(self, other: "Estimate") -> "Estimate | None":
        """Give the mean of a sum over so many; None where those cannot be told from nought."""
        if other.value <= 0:
            return None
        mean = self.value / other.value
        spread = self.variance + mean * mean * other.variance
        return Estimate(value=mean, variance=spread / (other.value * other.value), least=self.least)

    def is_worth(self, whole: Fraction) -> bool:
        """Say whether it is of use as a part of a whole that is noised itself."""
        return self.margin <= float(WORTH * whole)

    def _told(self, number: float) -> int:
        rounded = round(number)
        return rounded if self.least is None else max(self.least, rounded)


def estimate_of(figures: Mapping[str, Any], *name: str, least: int | None = 0) -> Estimate:
    """Read a kept figure."""
    found = figures["/".join(name)]
    return Estimate(
        value=Fraction(found["value"]), variance=Fraction(found["variance"]), least=least
    )
