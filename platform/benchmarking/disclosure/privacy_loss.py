"""How much is given away of one person: zero-concentrated differential privacy, and its sums.

Bun and Steinke, "Concentrated Differential Privacy" (2016); Canonne, Kamath and Steinke (2020).
What is given away by several answers is the sum of theirs, whatever is asked and in what order.
"""

from fractions import Fraction
from math import log, log1p, sqrt

_HALVINGS = 200


def variance_for(*, most: int, rho: Fraction) -> Fraction:
    """Give the variance of discrete Gaussian noise with which figures give away `rho`, exactly.

    Args:
        most: how far one person moves the figures together, at most, as a distance (L2).
        rho: what may be given away.
    """
    return Fraction(most * most) / (2 * rho)


def epsilon_of(rho: float, *, delta: float) -> float:
    """Give an epsilon so that giving away `rho` is (epsilon, delta)-differential privacy.

    Canonne, Kamath and Steinke, proposition 12, at the best of its orders; every order is valid,
    so what a search misses makes this larger and never smaller than may be claimed.
    """
    low, high = 1e-9, 1e9  # of the order less one
    for _time in range(_HALVINGS):
        left, right = low * (high / low) ** (1 / 3), low * (high / low) ** (2 / 3)
        if _at_order(rho, delta, 1 + left) < _at_order(rho, delta, 1 + right):
            high = right
        else:
            low = left
    return min(_at_order(rho, delta, 1 + high), standard_epsilon_of(rho, delta=delta))


def standard_epsilon_of(rho: float, *, delta: float) -> float:
    """Give the wider epsilon that is usual: Bun and Steinke, proposition 1.3."""
    return rho + 2 * sqrt(rho * log(1 / delta))


def best_guess(rho: float) -> float:
    """Give how often a guess between with and without one person is right, at most, of one.

    For who knows everything else, and had it as likely: half of one and the total variation, which
    is at most the root of half the divergence (Pinsker), and that at most rho.
    """
    return (1 + min(1.0, sqrt(rho / 2))) / 2


def _at_order(rho: float, delta: float, order: float) -> float:
    return rho * order + log(1 / (order * delta)) / (order - 1) + log1p(-1 / order)
