"""Bootstrap intervals of means and medians, the same for the same cases, order and seed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.means import Interval
from benchmarking.statistics.quantiles import CONFIDENCE, normal_quantile

Reals = npt.NDArray[np.float64]

#: Enough that another seed moves a bound by about a twentieth of the interval's width.
RESAMPLES = 2_000
#: So many draws are counted at once, as many as stay in a processor's own memory.
_AT_ONCE = 16_384
#: So many drawn numbers are in memory at once where SciPy draws them.
_IN_MEMORY = 2_000_000
#: A variance this much smaller than that of the cases is floating point's nought.
_FLAT = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrapped:
    """An estimate, its bootstrap interval, and what it takes to get the same again."""

    estimate: float
    interval: Interval | None
    resamples: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampled:
    """How far the mean of each column moved in every resample, and the variance of that mean.

    Both of shape (resamples, columns).
    """

    means: Reals
    variances: Reals

    def column(self, place: int) -> Self:
        """Return the moments of one column alone."""
        return type(self)(means=self.means[:, [place]], variances=self.variances[:, [place]])


def bootstrap_mean(
    values: npt.ArrayLike,
    *,
    seed: int,
    resamples: int = RESAMPLES,
    confidence: float = CONFIDENCE,
) -> Bootstrapped | None:
    """Return the mean with its studentised interval, which follows the skewness of hours.

    In the unit of the values; None without values, no interval below two.
    """
    cases = np.asarray(values, dtype=np.float64)
    if not cases.size:
        return None
    estimate = float(cases.mean())
    interval = None
    if cases.size > 1:
        deviations = cases - estimate
        drawn = resampled(deviations[:, None], resamples=resamples, source=generator(seed))
        interval = interval_of_sum(estimate, [deviations], [drawn.column(0)], confidence=confidence)
    return Bootstrapped(estimate=estimate, interval=interval, resamples=resamples, seed=seed)


def bootstrap_median(
    values: npt.ArrayLike,
    *,
    seed: int,
    resamples: int = RESAMPLES,
    confidence: float = CONFIDENCE,
) -> Bootstrapped | None:
    """Return the median with its percentile interval, as SciPy makes it.

    In the unit of the values; None without values, no interval below two. Not BCa: leaving out
    one case in turn says nothing of how much a median moves.
    Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), 11.6 and 13.3.
    """
    cases = np.asarray(values, dtype=np.float64)
    if not cases.size:
        return None
    estimate = float(np.median(cases))
    if cases.size == 1:
        return Bootstrapped(estimate=estimate, interval=None, resamples=resamples, seed=seed)
    from scipy.stats import bootstrap  # half a second, so not at every start

    found = bootstrap(
        (cases,), np.median, n_resamples=resamples, confidence_level=confidence,
        method="percentile", vectorized=True, batch=max(1, _IN_MEMORY // cases.size),
        rng=generator(seed),
    ).confidence_interval  # fmt: skip
    interval = Interval(low=float(found.low), high=float(found.high))
    return Bootstrapped(estimate=estimate, interval=interval, resamples=resamples, seed=seed)


def generator(seed: int) -> np.random.Generator:
    """Return the one kind of source that all draws of the statistics come from."""
    return np.random.Generator(np.random.PCG64(seed))


def resampled(deviations: Reals, *, resamples: int, source: np.random.Generator) -> Resampled:
    """Draw cases anew and return the moments of their columns in every resample.

    The columns, of shape (cases, columns), each minus its mean, are drawn together: what adds up
    in the cases adds up in every resample.
    """
    cases = deviations.shape[0]
    both = np.column_stack([deviations, deviations**2])
    means = np.concatenate([
        _block(both, size, source) for size in _blocks(cases, resamples)
    ])  # fmt: skip
    first, second = np.hsplit(means, 2)
    return Resampled(means=first, variances=np.maximum(second - first**2, 0) / max(cases - 1, 1))


def interval_of_sum(
    estimate: float, deviations: list[Reals], drawn: list[Resampled], *, confidence: float
) -> Interval:
    """Return the studentised interval of a sum of means of separate groups.

    Every resample is judged by its own spread, which covers skewed hours best (docs/reference/
    statistics.md has the measurement). Where so few cases differ from the rest that many resamples
    have no spread at all, it is BCa's interval.
    Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), 12.5.

    Args:
        estimate: the sum of the means.
        deviations: for each group its cases minus their mean, negative where the mean is taken off.
        drawn: the same for every resample, of one column each.
        confidence: the chance that the interval is to cover with.
    """
    spread = sum(float((d**2).sum()) / d.size / (d.size - 1) for d in deviations)
    if not spread:
        return Interval(low=estimate, high=estimate)
    moved = np.sum([one.means[:, 0] for one in drawn], axis=0)
    variance = np.sum([one.variances[:, 0] for one in drawn], axis=0)
    flat = variance <= _FLAT * spread
    scores = moved / np.sqrt(np.where(flat, 1.0, variance))
    scores[flat] = np.sign(moved[flat]) * np.inf
    rest = (1 - confidence) / 2
    low, high = np.quantile(scores, [rest, 1 - rest], method="closest_observation")
    if not np.isfinite([low, high]).all():
        return bca_interval(estimate + moved, estimate, deviations, confidence=confidence)
    error = math.sqrt(spread)
    return Interval(low=estimate - float(high) * error, high=estimate - float(low) * error)


def bca_interval(
    drawn: Reals, estimate: float, deviations: list[Reals], *, confidence: float
) -> Interval:
    """Return the bias-corrected and accelerated interval of a sum of means of separate groups.

    SciPy's leaves out every case in turn and works everything out again, which for means has a
    closed form; so this takes time in proportion to the cases and not to their square.
    Source: Efron, JASA 82 (1987) 171-185.

    Args:
        drawn: the estimate in every resample.
        estimate: the estimate itself.
        deviations: for each group its cases minus their mean, negative where the mean is taken off.
        confidence: the chance that the interval is to cover with.
    """
    spread = sum(float((d**2).sum()) / d.size**2 for d in deviations)
    if not spread:
        return Interval(low=estimate, high=estimate)
    acceleration = sum(float((d**3).sum()) / d.size**3 for d in deviations) / (6 * spread**1.5)
    bias = _bias(drawn, estimate)
    if math.isinf(bias):
        return percentile_interval(drawn, confidence=confidence)
    z = normal_quantile(confidence)
    low, high = (_moved(bias + side * z, bias, acceleration) for side in (-1, 1))
    bounds = np.quantile(drawn, [low, high])
    return Interval(low=float(bounds[0]), high=float(bounds[1]))


def percentile_interval(drawn: Reals, *, confidence: float) -> Interval:
    """Return the interval between the two outer shares of the resamples."""
    rest = (1 - confidence) / 2
    bounds = np.quantile(drawn, [rest, 1 - rest])
    return Interval(low=float(bounds[0]), high=float(bounds[1]))


def _bias(drawn: Reals, estimate: float) -> float:
    from scipy.special import ndtri

    below = (np.count_nonzero(drawn < estimate) + np.count_nonzero(drawn <= estimate)) / 2
    return float(ndtri(below / drawn.size))


def _moved(z: float, bias: float, acceleration: float) -> float:
    from scipy.special import ndtr

    return float(ndtr(bias + z / (1 - acceleration * z)))


def _blocks(cases: int, resamples: int) -> Iterator[int]:
    size = max(1, min(resamples, _AT_ONCE // cases))
    for begin in range(0, resamples, size):
        yield min(size, resamples - begin)


def _block(columns: Reals, resamples: int, source: np.random.Generator) -> Reals:
    cases = columns.shape[0]
    drawn = source.integers(0, cases, (resamples, cases))
    drawn += cases * np.arange(resamples)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=resamples * cases).astype(np.float64)
    return counts.reshape(resamples, cases) @ columns / cases
