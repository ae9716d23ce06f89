"""Competing risks: how many have by a day another job, no ability to work any more, or neither."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.means import Interval
from benchmarking.statistics.quantiles import CONFIDENCE, normal_quantile
from benchmarking.statistics.survival import (
    Integers,
    Reals,
    SurvivalCurve,
    UnusableDurations,
    came_into_view,
    kaplan_meier,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeIncidence:
    """The share to whom one cause came first, at every day on which something happened.

    Read-only columns of the length of `curve.days`: `events` of this cause on the day,
    `incidence` just after it, `variance` of that share. The shares of all causes and
    `curve.survival` sum to 1.
    """

    cause: str
    curve: SurvivalCurve
    events: Integers
    incidence: Reals
    variance: Reals

    def incidence_at(self, day: int) -> float:
        """Return the share to whom this cause came by `day`; 0 before the first."""
        position = self._position(day)
        return 0.0 if position < 0 else float(self.incidence[position])

    def interval_at(self, day: int, *, confidence: float = CONFIDENCE) -> Interval | None:
        """Return the log-log interval of `incidence_at(day)`, None before the first event.

        Source: Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 8.2.
        """
        position = self._position(day)
        share = 0.0 if position < 0 else float(self.incidence[position])
        if not 0.0 < share < 1.0:
            return None
        error = math.sqrt(self.variance[position])
        stretch = math.exp(normal_quantile(confidence) * error / (share * abs(math.log(share))))
        return Interval(low=share**stretch, high=share ** (1 / stretch))

    def _position(self, day: int) -> int:
        return int(np.searchsorted(self.curve.days, day, side="right")) - 1


def aalen_johansen(
    *,
    days: npt.ArrayLike,
    causes: Mapping[str, npt.ArrayLike],
    censored: npt.ArrayLike,
    entered: npt.ArrayLike | None = None,
) -> Mapping[str, CumulativeIncidence]:
    """Return the cumulative incidence of every cause, of cases counted by day.

    Each column is a number of cases that left on that day: by a cause, or censored; `entered` as
    for `kaplan_meier`. One minus Kaplan-Meier would count who has gone by another cause as still
    to come, and so show too many.
    Source: Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978); the variance is that
    of Marubini and Valsecchi, Analysing Survival Data (1995), 10.3, by the delta method.

    Raises:
        UnusableDurations: without a cause, or as `kaplan_meier`.
    """
    counts = {cause: np.asarray(column, dtype=np.int64) for cause, column in causes.items()}
    ends = np.asarray(days, dtype=np.int64)
    if not counts or {column.shape for column in counts.values()} != {ends.shape}:
        raise UnusableDurations("A cause is missing, or its column differs in length.")
    if any((column < 0).any() for column in counts.values()):
        raise UnusableDurations("A number of events is below nought.")
    of_all = np.sum(list(counts.values()), axis=0)
    curve = kaplan_meier(days=ends, events=of_all, censored=censored, entered=entered)
    since = np.zeros_like(ends) if entered is None else np.asarray(entered, dtype=np.int64)
    followed = came_into_view(days=ends, entered=since)
    return {
        cause: _incidence(cause, curve, _on_days(curve, ends[followed], column[followed]))
        for cause, column in counts.items()
    }


def _on_days(curve: SurvivalCurve, ends: Integers, counts: Integers) -> Integers:
    some = counts > 0
    place = np.searchsorted(curve.days, ends[some])
    summed = np.bincount(place, weights=counts[some], minlength=curve.days.size)
    return summed.astype(np.int64)


def _incidence(cause: str, curve: SurvivalCurve, events: Integers) -> CumulativeIncidence:
    before = np.concatenate([[1.0], curve.survival[:-1]]) if curve.days.size else np.zeros(0)
    at_risk = curve.at_risk.astype(np.float64)
    steps = before * events / at_risk
    incidence = np.cumsum(steps)
    remaining = at_risk - curve.events
    # Where nobody remains no later step follows, and the term below is nought times it.
    of_all = np.where(remaining > 0, curve.events / (at_risk * np.maximum(remaining, 1)), 0.0)
    own = before**2 * (at_risk - events) * events / at_risk**3
    shared = before * events / at_risk**2
    variance = (
        incidence**2 * np.cumsum(of_all)
        - 2 * incidence * np.cumsum(incidence * of_all)
        + np.cumsum(incidence**2 * of_all)
        + np.cumsum(own)
        - 2 * (incidence * np.cumsum(shared) - np.cumsum(incidence * shared))
    )
    columns = (events, incidence, np.maximum(variance, 0.0))
    for column in columns:
        column.setflags(write=False)
    return CumulativeIncidence(
        cause=cause, curve=curve, events=columns[0], incidence=columns[1], variance=columns[2]
    )
