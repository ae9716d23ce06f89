"""Exact draws of the discrete Gaussian, in whole numbers from fair whole numbers only.

The samplers of Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy"
(2020), algorithms 1 to 3. No floating point: its rounding would be a hole in the proof.
"""

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

#: Gives a whole number from nought up to, but not including, its argument; each as likely.
Below = Callable[[int], int]


class NoVariance(ValueError):
    """A variance that no noise has."""

    def __init__(self, variance: Fraction) -> None:
        super().__init__(f"The variance is {variance}: give one above nought.")


def discrete_gaussian(variance: Fraction, below: Below) -> int:
    """Draw a whole number k with a chance in proportion to exp(-k² / 2 variance).

    Args:
        variance: the parameter sigma squared, exact.
        below: where chance comes from; `secrets.randbelow` outside tests.

    Raises:
        NoVariance: it is not above nought.
    """
    if variance <= 0:
        raise NoVariance(variance)
    scale = isqrt(int(variance)) + 1
    while True:
        drawn = discrete_laplace(scale, below)
        off = abs(drawn) - variance / scale
        if happens_exp(off * off / (2 * variance), below):
            return drawn


def discrete_laplace(scale: int, below: Below) -> int:
    """Draw a whole number k with a chance in proportion to exp(-|k| / scale)."""
    while True:
        rest = below(scale)
        if not happens_exp(Fraction(rest, scale), below):
            continue
        size = rest
        while happens_exp(Fraction(1), below):
            size += scale
        is_negative = below(2) == 1
        if size or not is_negative:  # nought has no sign, and would else come twice as often
            return -size if is_negative else size


def happens_exp(minus: Fraction, below: Below) -> bool:
    """Say yes with a chance of exactly exp(-minus), of a `minus` of nought or more."""
    while minus > 1:
        if not _happens_exp_to_one(Fraction(1), below):
            return False
        minus -= 1
    return _happens_exp_to_one(minus, below)


def _happens_exp_to_one(minus: Fraction, below: Below) -> bool:
    """The same up to one: how far a row of chances minus/1, minus/2 … holds is odd that often."""
    turn = 1
    while below(minus.denominator * turn) < minus.numerator:
        turn += 1
    return turn % 2 == 1
