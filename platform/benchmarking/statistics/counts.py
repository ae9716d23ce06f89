"""Counts of events and their Poisson interval by Byar, the method of the British health figures."""

import math

from benchmarking.statistics.means import Interval
from benchmarking.statistics.quantiles import CONFIDENCE, chi_squared_quantile, normal_quantile

#: Below this Byar's approximation is less good, and the exact interval takes its place.
BYAR_FROM = 10


class NoSuchCount(ValueError):
    """A number of events below nought, or over an exposure that is not above it."""

    def __init__(self, events: float, exposure: float) -> None:
        super().__init__(
            f"{events} events over {exposure} is impossible: count events, over more than nought."
        )


def poisson_interval(events: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of the expected number of events, of which `events` were seen.

    Exact (by chi-squared) below ten events, Byar's approximation from ten on, as
    PHEindicatormethods does it.
    Source: Breslow and Day, Statistical Methods in Cancer Research II (1987), 2.10 to 2.13.

    Raises:
        NoSuchCount: below nought events.
    """
    if events < 0:
        raise NoSuchCount(events, 1)
    if events < BYAR_FROM:
        return exact_poisson_interval(events, confidence=confidence)
    return byar_interval(events, confidence=confidence)


def byar_interval(events: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Return Byar's interval of an expected number of events: a cube of a normal number.

    Raises:
        NoSuchCount: below nought events.
    """
    if events < 0:
        raise NoSuchCount(events, 1)
    z = normal_quantile(confidence)
    more = events + 1
    low = events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3 if events else 0.0
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    return Interval(low=max(low, 0.0), high=high)


def exact_poisson_interval(events: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Return the exact interval of an expected number of events (Garwood, Biometrika 28, 1936)."""
    rest = (1 - confidence) / 2
    low = chi_squared_quantile(rest, 2 * events) / 2 if events else 0.0
    return Interval(low=low, high=chi_squared_quantile(1 - rest, 2 * events + 2) / 2)


def rate_interval(events: int, exposure: float, *, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of events / exposure, in events per unit of the exposure.

    Raises:
        NoSuchCount: below nought events, or when the exposure is not above nought.
    """
    if not exposure > 0:
        raise NoSuchCount(events, exposure)
    bounds = poisson_interval(events, confidence=confidence)
    return Interval(low=bounds.low / exposure, high=bounds.high / exposure)
