"""Kaplan-Meier curves of days until an event, with numbers at risk and log-log intervals."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.means import Interval
from benchmarking.statistics.quantiles import CONFIDENCE, normal_quantile

Integers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


class UnusableDurations(ValueError):
    """Durations that no curve can be drawn from: unequal columns, or numbers below nought."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Give one count of events and of censored cases for each day.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalCurve:
    """The share for whom the event has not yet come, at every day on which something happened.

    Read-only columns of one length: `days` ascending; `at_risk` just before the day; `events` and
    `censored` on the day; `survival` just after it; `spread` is Greenwood's sum of d / (n (n - d)).
    """

    days: Integers
    at_risk: Integers
    events: Integers
    censored: Integers
    survival: Reals
    spread: Reals

    @property
    def cases(self) -> int:
        """The number of cases at day nought."""
        return int(self.at_risk[0]) if self.at_risk.size else 0

    def survival_at(self, day: int) -> float:
        """Return the share without the event after `day`; 1 before the first day."""
        position = int(np.searchsorted(self.days, day, side="right")) - 1
        return 1.0 if position < 0 else float(self.survival[position])

    def at_risk_after(self, day: int) -> int:
        """Return how many are still followed after `day`: neither event nor censored by then."""
        gone = self.days <= day
        return self.cases - int(self.events[gone].sum() + self.censored[gone].sum())

    def interval_at(self, day: int, *, confidence: float = CONFIDENCE) -> Interval | None:
        """Return the log-log interval of `survival_at(day)`.

        None where the method has no answer: before the first event, and once nobody is left.
        Source: Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1.4.
        """
        position = int(np.searchsorted(self.days, day, side="right")) - 1
        if position < 0:
            return None
        share = float(self.survival[position])
        if not 0.0 < share < 1.0:
            return None
        margin = normal_quantile(confidence) * math.sqrt(self.spread[position])
        stretch = math.exp(margin / abs(math.log(share)))
        return Interval(low=share**stretch, high=share ** (1 / stretch))


def kaplan_meier(
    *, days: npt.ArrayLike, events: npt.ArrayLike, censored: npt.ArrayLike
) -> SurvivalCurve:
    """Return the curve of cases counted by day (a GROUP BY, not the cases themselves).

    Days may come in any order and more than once. Someone censored on the day of an event counts
    as at risk for it. Source: Kaplan and Meier, JASA 53 (1958).

    Raises:
        UnusableDurations: when the columns differ in length or hold a number below nought.
    """
    columns = [np.asarray(column, dtype=np.int64) for column in (days, events, censored)]
    if len({column.shape for column in columns}) != 1 or columns[0].ndim != 1:
        raise UnusableDurations("The columns differ in length.")
    if any((column < 0).any() for column in columns):
        raise UnusableDurations("A duration or count is below nought.")
    distinct, place = np.unique(columns[0], return_inverse=True)
    event_counts = np.bincount(place, weights=columns[1], minlength=distinct.size).astype(np.int64)
    lost_counts = np.bincount(place, weights=columns[2], minlength=distinct.size).astype(np.int64)
    happened = (event_counts + lost_counts) > 0
    return _curve(distinct[happened], event_counts[happened], lost_counts[happened])


def _curve(days: Integers, events: Integers, censored: Integers) -> SurvivalCurve:
    leaving = events + censored
    at_risk = leaving.sum() - np.concatenate(([0], np.cumsum(leaving)[:-1])).astype(np.int64)
    at_risk = at_risk[: days.size]
    remaining = at_risk - events
    with np.errstate(divide="ignore"):
        terms = np.where(remaining > 0, events / (at_risk * np.maximum(remaining, 1)), np.inf)
    columns = (days, at_risk, events, censored, np.cumprod(remaining / at_risk), np.cumsum(terms))
    for column in columns:
        column.setflags(write=False)
    return SurvivalCurve(
        days=columns[0], at_risk=columns[1], events=columns[2],
        censored=columns[3], survival=columns[4], spread=columns[5],
    )  # fmt: skip
