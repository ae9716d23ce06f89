"""Trends with changes of policy marked: what was before, what came after, and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.means import Interval, Sums, difference_interval
from benchmarking.statistics.proportions import newcombe_interval
from benchmarking.statistics.quantiles import CONFIDENCE, student_quantile

Reals = npt.NDArray[np.float64]

#: So many periods on either side of a change let a level be told from a slope.
LEAST_PERIODS = 4


class TooFewOnOneSide(ValueError):
    """A change of policy with too few periods before it or after it."""

    def __init__(self) -> None:
        super().__init__(
            f"A trend takes {LEAST_PERIODS} periods with cases before, between and after changes: "
            "take shorter periods, or leave a change out."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """The level before and after a change of policy, and after minus before with its interval."""

    before: float
    after: float
    change: float
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A number that the trend turns on, with its interval."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEffect:
    """What a change of policy did at period `since`: a step of the level, a turn of the slope.

    The step is in the unit of the figure, the turn in that unit per period.
    """

    since: int
    step: Effect
    turn: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentedTrend:
    """A line before the first change, what each change did, and the fitted figure per period.

    `fitted` has a number for every period asked, also for those without cases.
    """

    level: Effect
    slope: Effect
    changes: tuple[PolicyEffect, ...]
    fitted: tuple[float, ...]


def mean_level_change(
    before: Sums, after: Sums, *, confidence: float = CONFIDENCE
) -> LevelChange | None:
    """Return how mean minutes changed, with Welch's interval; None without cases on either side."""
    if before.mean is None or after.mean is None:
        return None
    return LevelChange(
        before=float(before.mean),
        after=float(after.mean),
        change=float(after.mean - before.mean),
        interval=difference_interval(after, before, confidence=confidence),
    )


def share_level_change(
    before: tuple[int, int], after: tuple[int, int], *, confidence: float = CONFIDENCE
) -> LevelChange | None:
    """Return how a share (part, whole) changed, with Newcombe's interval; None without cases.

    Raises:
        MoreThanTheWhole: unless 0 <= part <= whole, for both.
    """
    interval = newcombe_interval(after, before, confidence=confidence)
    if interval is None:
        return None
    shares = before[0] / before[1], after[0] / after[1]
    return LevelChange(
        before=shares[0], after=shares[1], change=shares[1] - shares[0], interval=interval
    )


def segmented_trend(
    *,
    figures: npt.ArrayLike,
    cases: npt.ArrayLike,
    changes: Sequence[int],
    confidence: float = CONFIDENCE,
) -> SegmentedTrend:
    """Return a line per stretch between changes of policy, through the figures of all periods.

    Weighed by cases, with intervals that allow for periods resembling those before them
    (Newey and West). It shows what went together with a change, not what caused it.
    Source: Wagner, Soumerai, Zhang and Ross-Degnan, Journal of Clinical Pharmacy and Therapeutics
    27 (2002) 299-309; Newey and West, Econometrica 55 (1987) 703-708, lags by their 1994 rule.

    Args:
        figures: a mean or share per period, in order and evenly spaced.
        cases: the number of cases of each period; a period with none does not count.
        changes: for each change of policy the first period under it, ascending, from 0 on.
        confidence: the chance that an interval is to cover with.

    Raises:
        TooFewOnOneSide: with too few periods around a change.
    """
    y, weights = np.asarray(figures, dtype=np.float64), np.asarray(cases, dtype=np.float64)
    columns = _columns(y.size, changes)
    used = weights > 0
    _check_stretches(used, changes)
    from statsmodels.regression.linear_model import WLS  # a second, so not at every start

    lags = int(4 * (np.count_nonzero(used) / 100) ** (2 / 9))
    fit = WLS(y[used], columns[used], weights=weights[used]).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
    )
    t = student_quantile(int(fit.df_resid), confidence)
    effects = [
        _effect(float(value), t * float(error))
        for value, error in zip(fit.params, fit.bse, strict=True)
    ]
    return SegmentedTrend(
        level=effects[0],
        slope=effects[1],
        changes=tuple(
            PolicyEffect(since=since, step=effects[2 + 2 * place], turn=effects[3 + 2 * place])
            for place, since in enumerate(changes)
        ),
        fitted=tuple(float(value) for value in columns @ fit.params),
    )


def _columns(periods: int, changes: Sequence[int]) -> Reals:
    time = np.arange(periods, dtype=np.float64)
    columns = [np.ones(periods), time]
    for since in changes:
        columns += [(time >= since).astype(np.float64), np.maximum(time - since, 0)]
    return np.stack(columns, axis=1)


def _check_stretches(used: npt.NDArray[np.bool_], changes: Sequence[int]) -> None:
    borders = [0, *changes, used.size]
    for first, until in pairwise(borders):
        if until <= first or np.count_nonzero(used[first:until]) < LEAST_PERIODS:
            raise TooFewOnOneSide


def _effect(value: float, margin: float) -> Effect:
    return Effect(value=value, interval=Interval(low=value - margin, high=value + margin))
