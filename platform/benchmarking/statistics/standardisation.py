"""Direct and indirect standardisation: the same figure as if the cases were alike."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.counts import poisson_interval
from benchmarking.statistics.means import Interval, Sums
from benchmarking.statistics.quantiles import CONFIDENCE, student_quantile

Reals = npt.NDArray[np.float64]


class UnusableStrata(ValueError):
    """Strata that cannot be weighed together."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Give one number per stratum, and take small strata together.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standardised:
    """A standardised figure in the unit of its method, and its interval where there is one."""

    value: float
    interval: Interval | None


def direct_rate(
    *,
    events: npt.ArrayLike,
    exposure: npt.ArrayLike,
    standard: npt.ArrayLike,
    confidence: float = CONFIDENCE,
) -> Standardised:
    """Return the rate that the standard population would have had with these rates per stratum.

    In events per unit of exposure. The interval is Dobson's: that of the whole count, by Byar,
    shrunk to the variance of the weighted sum.
    Source: Dobson, Kuulasmaa, Eberle and Scherer, Statistics in Medicine 10 (1991) 457-462.

    Args:
        events: number of events, one per stratum.
        exposure: cases or days over which they were counted, one per stratum, above nought.
        standard: cases of the standard population, one per stratum.

    Raises:
        UnusableStrata: when the columns do not fit together.
    """
    counts, over, weights = _strata(events, exposure, standard)
    shares = weights / weights.sum()
    rate = float((shares * counts / over).sum())
    variance = float((shares**2 * counts / over**2).sum())
    total = round(float(counts.sum()))
    bounds = poisson_interval(total, confidence=confidence)
    # Without one event the variance is nought as well: the widest weight then stands for all.
    scale = math.sqrt(variance / total) if total else float((shares / over).max())
    return Standardised(
        value=rate,
        interval=Interval(
            # Where few weights count for much it falls below nought, which no rate is.
            low=max(rate + scale * (bounds.low - total), 0.0),
            high=rate + scale * (bounds.high - total),
        ),
    )


def direct_mean(
    strata: Sequence[Sums], *, standard: Sequence[int], confidence: float = CONFIDENCE
) -> Standardised:
    """Return the mean that the standard population would have had with these means per stratum.

    In minutes, or as a share where the sums count a property (total = squares = cases with it).
    The interval is Satterthwaite's; None where a stratum has a single case.

    Raises:
        UnusableStrata: when numbers differ in length, or a stratum of the standard has no case.
    """
    if len(strata) != len(standard) or not sum(standard):
        raise UnusableStrata("The strata and the standard differ in length, or the latter is nil.")
    used = [(sums, n / sum(standard)) for sums, n in zip(strata, standard, strict=True) if n]
    if any(not sums.cases for sums, _ in used):
        raise UnusableStrata("A stratum of the standard has no case here.")
    value = sum(float(sums.mean or 0) * share for sums, share in used)
    if any(sums.variance is None for sums, _ in used):
        return Standardised(value=value, interval=None)
    parts = [(share**2 * float(s.variance or 0) / s.cases, s.cases - 1) for s, share in used]
    variance = sum(part for part, _ in parts)
    if not variance:
        return Standardised(value=value, interval=Interval(low=value, high=value))
    degrees = variance**2 / sum(part**2 / below for part, below in parts)
    margin = student_quantile(round(degrees, 3), confidence) * math.sqrt(variance)
    return Standardised(value=value, interval=Interval(low=value - margin, high=value + margin))


def expected_events(
    *, cases: npt.ArrayLike, events: npt.ArrayLike, exposure: npt.ArrayLike
) -> float:
    """Return how many events these cases would have had with the reference's rates per stratum.

    Args:
        cases: the group's cases, one per stratum.
        events: the reference's events, one per stratum.
        exposure: the reference's cases, one per stratum, above nought.

    Raises:
        UnusableStrata: when the columns do not fit together.
    """
    counts, over, here = _strata(events, exposure, cases)
    return float((here * counts / over).sum())


def indirect_ratio(
    *, observed: int, expected: float, confidence: float = CONFIDENCE
) -> Standardised:
    """Return observed / expected events, 1 where a group is as the reference, with Byar's interval.

    The expected number is taken as known: right where the reference is much larger than the group.
    Source: Breslow and Day, Statistical Methods in Cancer Research II (1987), 2.3.

    Raises:
        UnusableStrata: when nothing was expected.
    """
    if not expected > 0:
        raise UnusableStrata("No event was expected, so there is nothing to compare with.")
    bounds = poisson_interval(observed, confidence=confidence)
    return Standardised(
        value=observed / expected,
        interval=Interval(low=bounds.low / expected, high=bounds.high / expected),
    )


def indirect_difference(
    strata: Sequence[Sums], *, reference: Sequence[float], confidence: float = CONFIDENCE
) -> Standardised:
    """Return the group's mean minus what it would be with the reference's means per stratum.

    In minutes, or as a share. The reference's means are taken as known; the variance is that of
    the cases within their strata, so None where no stratum has two cases.

    Raises:
        UnusableStrata: when the numbers differ in length, or there is no case.
    """
    cases = sum(sums.cases for sums in strata)
    if len(strata) != len(reference) or not cases:
        raise UnusableStrata("The strata and the reference differ in length, or hold no case.")
    total = sum(sums.total for sums in strata)
    value = (total - sum(s.cases * mean for s, mean in zip(strata, reference, strict=True))) / cases
    within = [(s.cases - 1, float(s.variance)) for s in strata if s.variance is not None]
    degrees = sum(below for below, _ in within)
    if not degrees:
        return Standardised(value=value, interval=None)
    pooled = sum(below * variance for below, variance in within) / degrees
    margin = student_quantile(degrees, confidence) * math.sqrt(pooled / cases)
    return Standardised(value=value, interval=Interval(low=value - margin, high=value + margin))


def _strata(
    events: npt.ArrayLike, exposure: npt.ArrayLike, weights: npt.ArrayLike
) -> tuple[Reals, Reals, Reals]:
    columns = tuple(np.asarray(column, dtype=np.float64) for column in (events, exposure, weights))
    if len({column.shape for column in columns}) != 1 or columns[0].ndim != 1:
        raise UnusableStrata("The columns differ in length.")
    if any((column < 0).any() for column in columns) or not columns[2].sum() > 0:
        raise UnusableStrata("A number is below nought, or all weights are nought.")
    used = columns[2] > 0
    if not (columns[1][used] > 0).all():
        raise UnusableStrata("A stratum that counts has no exposure.")
    return columns[0][used], columns[1][used], columns[2][used]
