"""Empirical-Bayes shrinkage: a small organisation's figure, drawn towards that of all together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.means import Interval, Sums
from benchmarking.statistics.quantiles import CONFIDENCE, normal_quantile

Reals = npt.NDArray[np.float64]

_ROUNDS = 200
_CLOSE_ENOUGH = 1e-12
#: A beta distribution has no place for nothing at all.
_A_HAIR = 1e-9


class TooFewGroups(ValueError):
    """Too few organisations to learn from how they differ."""

    def __init__(self, groups: int) -> None:
        super().__init__(
            f"Shrinking takes four groups with cases or more, two of which differ; here {groups}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunken:
    """A figure drawn towards the centre; `own_weight` is how much of the raw one is left in it."""

    raw: float
    value: float
    own_weight: float
    interval: Interval


def shrunken_figures(
    *, values: npt.ArrayLike, variances: npt.ArrayLike, confidence: float = CONFIDENCE
) -> tuple[Shrunken, ...]:
    """Shrink figures of which the sampling variance is known, each as far as chance explains it.

    The interval holds the uncertainty of how far organisations differ as well. With equal
    variances this is the estimator of James and Stein towards the mean.
    Source: Morris, JASA 78 (1983) 47-65, section 5; Efron and Morris, JASA 70 (1975) 311-319.

    Raises:
        TooFewGroups: below four groups.
    """
    raw = np.asarray(values, dtype=np.float64)
    chance = np.asarray(variances, dtype=np.float64)
    groups = int(raw.size)
    if groups < 4 or not (chance > 0).all():
        raise TooFewGroups(groups)
    between = _variance_between(raw, chance)
    weights = 1 / (chance + between)
    centre = float(weights @ raw / weights.sum())
    drawn = (groups - 3) / (groups - 1) * chance * weights
    typical = float(weights @ chance / weights.sum())
    of_drawn = 2 / (groups - 3) * drawn**2 * (typical + between) * weights
    spread = chance * (1 - (groups - 1) / groups * drawn) + of_drawn * (raw - centre) ** 2
    shrunk = raw + drawn * (centre - raw)
    margins = normal_quantile(confidence) * np.sqrt(spread)
    return _together(raw, shrunk, 1 - drawn, (shrunk - margins, shrunk + margins))


def shrunken_means(
    groups: Sequence[Sums], *, confidence: float = CONFIDENCE
) -> tuple[Shrunken, ...]:
    """Shrink mean minutes; the variance within is that of all organisations together.

    Raises:
        TooFewGroups: below four groups, when one has no case, or when all cases are equal.
    """
    degrees = sum(sums.cases - 1 for sums in groups)
    if any(not sums.cases for sums in groups) or degrees < 1:
        raise TooFewGroups(len(groups))
    within = float(sum((s.variance or 0) * (s.cases - 1) for s in groups) / degrees)
    return shrunken_figures(
        values=[float(sums.mean or 0) for sums in groups],
        variances=[within / sums.cases for sums in groups],
        confidence=confidence,
    )


def shrunken_shares(
    *, parts: npt.ArrayLike, wholes: npt.ArrayLike, confidence: float = CONFIDENCE
) -> tuple[Shrunken, ...]:
    """Shrink shares as a beta-binomial does: as if every organisation had so many cases more.

    Where organisations differ no more than chance, every one gets the share of all together.
    Source: Kleinman, JASA 68 (1973) 46-54, moments weighted by the number of cases.

    Raises:
        TooFewGroups: below four groups, when one has no case, or when all shares are 0 or all 1.
    """
    some, all_ = np.asarray(parts, dtype=np.float64), np.asarray(wholes, dtype=np.float64)
    if some.size < 4 or some.shape != all_.shape or not (all_ > 0).all():
        raise TooFewGroups(int(some.size))
    centre = float(some.sum() / all_.sum())
    if not 0 < centre < 1:
        raise TooFewGroups(int(some.size))
    prior = _prior_cases(some, all_, centre)
    own = np.zeros_like(all_) if math.isinf(prior) else all_ / (all_ + prior)
    values = centre + own * (some / all_ - centre)
    bounds = _beta_bounds(some, all_, centre, prior, confidence)
    return _together(some / all_, values, own, bounds)


def shrunken_ratios(
    *, observed: npt.ArrayLike, expected: npt.ArrayLike, confidence: float = CONFIDENCE
) -> tuple[Shrunken, ...]:
    """Shrink observed / expected events, as a Poisson number with a gamma behind it does.

    Where organisations differ no more than chance, every one gets the ratio of all together.
    Source: Marshall, Applied Statistics 40 (1991) 283-294; EBest of spdep.

    Raises:
        TooFewGroups: below four groups, when one expects no event, or when none was observed.
    """
    seen = np.asarray(observed, dtype=np.float64)
    awaited = np.asarray(expected, dtype=np.float64)
    no_fit = seen.size < 4 or seen.shape != awaited.shape
    if no_fit or not (awaited > 0).all() or not seen.sum() > 0:
        raise TooFewGroups(int(seen.size))
    centre = float(seen.sum() / awaited.sum())
    raw = seen / awaited
    squares = float((awaited * (raw - centre) ** 2).sum() / awaited.sum())
    between = max(0.0, squares - centre / float(awaited.mean()))
    own = between / (between + centre / awaited)
    from scipy.special import gammaincinv

    rest = (1 - confidence) / 2
    if between:
        shape, rate = seen + centre**2 / between, awaited + centre / between
    else:
        shape, rate = np.full_like(seen, seen.sum()), np.full_like(awaited, awaited.sum())
    bounds = gammaincinv(shape, rest) / rate, gammaincinv(shape, 1 - rest) / rate
    return _together(raw, centre + own * (raw - centre), own, bounds)


def _together(
    raw: Reals, values: Reals, own: Reals, bounds: tuple[Reals, Reals]
) -> tuple[Shrunken, ...]:
    rows = zip(raw, values, own, *bounds, strict=True)
    return tuple(
        Shrunken(raw=r, value=value, own_weight=weight, interval=Interval(low=low, high=high))
        for r, value, weight, low, high in (map(float, row) for row in rows)
    )


def _variance_between(raw: Reals, chance: Reals) -> float:
    """Solve Morris' equation for the variance of the true figures, nought where chance suffices."""
    groups, between = raw.size, 0.0
    for _ in range(_ROUNDS):
        weights = 1 / (chance + between)
        centre = weights @ raw / weights.sum()
        excess = groups / (groups - 1) * (raw - centre) ** 2 - chance
        found = max(0.0, float(weights @ excess / weights.sum()))
        if abs(found - between) <= _CLOSE_ENOUGH * float(chance.max()):
            return found
        between = found
    return between


def _prior_cases(some: Reals, all_: Reals, centre: float) -> float:
    """Return how many cases the share of all together weighs as; infinite where nothing differs."""
    groups, cases = some.size, float(all_.sum())
    by_chance = centre * (1 - centre)
    squares = float((all_ * (some / all_ - centre) ** 2).sum())
    room = cases - float((all_**2).sum()) / cases - (groups - 1)
    correlation = (squares - by_chance * (groups - 1)) / (by_chance * room) if room > 0 else 0.0
    if correlation <= 0:
        return math.inf
    return max(1 / min(correlation, 1.0) - 1, 0.0)


def _beta_bounds(
    some: Reals, all_: Reals, centre: float, prior: float, confidence: float
) -> tuple[Reals, Reals]:
    from scipy.special import betaincinv

    if math.isinf(prior):
        # Then the true shares are one and the same: only that one is uncertain.
        first, second = np.full_like(all_, some.sum()), np.full_like(all_, (all_ - some).sum())
    else:
        first = np.maximum(some + prior * centre, _A_HAIR)
        second = np.maximum(all_ - some + prior * (1 - centre), _A_HAIR)
    rest = (1 - confidence) / 2
    return betaincinv(first, second, rest), betaincinv(first, second, 1 - rest)
