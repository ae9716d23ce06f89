"""The log-rank test: whether curves differ by more than chance, from counts by day alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.quantiles import chi_squared_above
from benchmarking.statistics.survival import SurvivalCurve

Reals = npt.NDArray[np.float64]


class TooFewCurves(ValueError):
    """Fewer than two curves, or strata that do not hold the same groups."""

    def __init__(self) -> None:
        super().__init__("A comparison takes two curves or more, the same number in each stratum.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRank:
    """The test over groups in the order given: events seen, events expected if all were alike.

    `p_value` is the chance of such a difference or more when the groups are alike.
    """

    statistic: float
    degrees: int
    p_value: float
    observed: tuple[int, ...]
    expected: tuple[float, ...]


def log_rank(curves: Sequence[SurvivalCurve]) -> LogRank:
    """Compare groups; who is followed from a later day on counts as at risk from then on.

    Source: Mantel, Cancer Chemotherapy Reports 50 (1966); Klein and Moeschberger, Survival
    Analysis (2003), 7.3.

    Raises:
        TooFewCurves: below two curves.
    """
    return stratified_log_rank([curves])


def stratified_log_rank(strata: Sequence[Sequence[SurvivalCurve]]) -> LogRank:
    """Compare groups within strata (such as contracts), so that a difference in mix does not count.

    Args:
        strata: for each stratum the curves of the same groups in the same order.

    Raises:
        TooFewCurves: below two groups, or when strata differ in the number of groups.
    """
    sizes = {len(curves) for curves in strata}
    if len(sizes) != 1 or min(sizes) < 2:
        raise TooFewCurves
    parts = [_of_stratum(curves) for curves in strata]
    observed = np.sum([part[0] for part in parts], axis=0)
    expected = np.sum([part[1] for part in parts], axis=0)
    variance = np.sum([part[2] for part in parts], axis=0)
    # Any one group follows from the others; a group that never was at risk says nothing.
    kept = np.flatnonzero(np.diag(variance) > 0)[:-1]
    excess = (observed - expected)[kept]
    statistic = float(excess @ np.linalg.pinv(variance[np.ix_(kept, kept)]) @ excess)
    return LogRank(
        statistic=statistic,
        degrees=kept.size,
        p_value=chi_squared_above(statistic, kept.size) if kept.size else 1.0,
        observed=tuple(int(count) for count in observed),
        expected=tuple(float(count) for count in expected),
    )


def _of_stratum(curves: Sequence[SurvivalCurve]) -> tuple[Reals, Reals, Reals]:
    """Return events, expected events, and the covariance of their difference, per group."""
    days = np.unique(np.concatenate([curve.days[curve.events > 0] for curve in curves]))
    events = np.stack([_events_on(curve, days) for curve in curves])
    at_risk = np.stack([curve.at_risk_before(days) for curve in curves]).astype(np.float64)
    events_of_all, all_at_risk = events.sum(axis=0), at_risk.sum(axis=0)
    shares = at_risk / all_at_risk
    # The variance of draws without putting back; a last single person is no draw at all.
    without_return = np.where(
        all_at_risk > 1, (all_at_risk - events_of_all) / np.maximum(all_at_risk - 1, 1), 0.0
    )
    weight = events_of_all * without_return
    variance = np.diag((shares * weight).sum(axis=1)) - (shares * weight) @ shares.T
    return events.sum(axis=1), (shares * events_of_all).sum(axis=1), variance


def _events_on(curve: SurvivalCurve, days: npt.NDArray[np.int64]) -> Reals:
    counts = np.zeros(days.size)
    happened = curve.events > 0
    counts[np.searchsorted(days, curve.days[happened])] = curve.events[happened]
    return counts
