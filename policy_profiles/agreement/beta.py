"""The incomplete beta function, and the quantiles of the F distribution that follow from it."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

_TINY: Final = 1e-300
_CLOSE_ENOUGH: Final = 1e-14
#: Halving the range from 0 to 1 so often leaves nothing of it in a float.
_HALVINGS: Final = 60


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), for x from 0 to 1."""
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        + a * math.log(x or _TINY) + b * math.log1p(-x)
    )  # fmt: skip
    return math.exp(log_front) * _continued_fraction(x, a, b) / a


@lru_cache(maxsize=1024)
def f_quantile(share: float, between: float, within: float) -> float:
    """Return the value that a variance ratio stays below with a chance of `share`.

    Args:
        share: between 0 and 1, as 0.975.
        between: degrees of freedom above the line.
        within: those below it.
    """
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        is_below = incomplete_beta(middle, between / 2, within / 2) < share
        low, high = (middle, high) if is_below else (low, middle)
    part = (low + high) / 2
    return within * part / (between * (1 - part))


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Evaluate Lentz' continued fraction of the incomplete beta function."""
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1) or _TINY)
    fraction = d
    for step in range(1, 1000):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            d = 1.0 / (1.0 + term * d or _TINY)
            c = 1.0 + term / c or _TINY
            fraction *= c * d
        if abs(c * d - 1) < _CLOSE_ENOUGH:
            break
    return fraction
