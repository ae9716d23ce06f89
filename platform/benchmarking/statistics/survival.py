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
    `entries` are the days on which following began, ascending, one for each case.
    """

    days: Integers
    at_risk: Integers
    events: Integers
    censored: Integers
    survival: Reals
    spread: Reals
    entries: Integers

    @property
    def cases(self) -> int:
        """The number of cases that were followed for some time."""
        return int(self.entries.size)

    def survival_at(self, day: int) -> float:
        """Return the share without the event after `day`; 1 before the first day."""
        position = int(np.searchsorted(self.days, day, side="right")) - 1
        return 1.0 if position < 0 else float(self.survival[position])

    def at_risk_after(self, day: int) -> int:
        """Return how many are followed just after `day`: begun by then, and not yet gone."""
        begun = int(np.searchsorted(self.entries, day, side="right"))
        return begun - self.gone_by(day)

    def at_risk_before(self, days: Integers) -> Integers:
        """Return how many are followed just before each of the days: at risk on it."""
        gone = np.concatenate([[0], np.cumsum(self.events + self.censored)])
        begun = np.searchsorted(self.entries, days, side="left")
        from_the_start = np.count_nonzero(self.entries == 0)
        left = gone[np.searchsorted(self.days, days, side="left")]
        return np.maximum(begun, from_the_start) - left

    def gone_by(self, day: int) -> int:
        """Return how many left up to and including `day`, by the event or by censoring."""
        gone = self.days <= day
        return int(self.events[gone].sum() + self.censored[gone].sum())

    def fewest_at_risk_until(self, day: int) -> int:
        """Return the smallest number at risk at any event up to and including `day`."""
        counted = self.at_risk[(self.days <= day) & (self.events > 0)]
        return int(counted.min()) if counted.size else self.cases

    def standard_error_at(self, day: int) -> float | None:
        """Return Greenwood's standard error of `survival_at(day)`, None where nobody is left.

        Source: Greenwood, Reports on Public Health and Medical Subjects 33 (1926).
        """
        position = int(np.searchsorted(self.days, day, side="right")) - 1
        if position < 0:
            return 0.0
        share = float(self.survival[position])
        return share * math.sqrt(self.spread[position]) if share else None

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
    *,
    days: npt.ArrayLike,
    events: npt.ArrayLike,
    censored: npt.ArrayLike,
    entered: npt.ArrayLike | None = None,
) -> SurvivalCurve:
    """Return the curve of cases counted by day (a GROUP BY, not the cases themselves).

    Days may come in any order and more than once. Someone censored on the day of an event counts
    as at risk for it. `entered` is the day on which following began, where that is later than day
    nought: a job that came into view after a year could not have been seen to end in that year, so
    it counts as at risk only from then on. Without it, every case is followed from the start.
    Source: Kaplan and Meier, JASA 53 (1958); for late entry Klein and Moeschberger, Survival
    Analysis, 4.6.

    Raises:
        UnusableDurations: when the columns differ in length or hold a number below nought.
    """
    columns = [np.asarray(column, dtype=np.int64) for column in (days, events, censored)]
    since = np.zeros_like(columns[0]) if entered is None else np.asarray(entered, dtype=np.int64)
    if len({column.shape for column in (*columns, since)}) != 1 or columns[0].ndim != 1:
        raise UnusableDurations("The columns differ in length.")
    if any((column < 0).any() for column in (*columns, since)):
        raise UnusableDurations("A duration or count is below nought.")
    followed = came_into_view(days=columns[0], entered=since)
    ends, happened, lost = (column[followed] for column in columns)
    entries = np.sort(np.repeat(since[followed], happened + lost))
    distinct, place = np.unique(ends, return_inverse=True)
    event_counts = np.bincount(place, weights=happened, minlength=distinct.size).astype(np.int64)
    lost_counts = np.bincount(place, weights=lost, minlength=distinct.size).astype(np.int64)
    some = (event_counts + lost_counts) > 0
    return _curve(distinct[some], event_counts[some], lost_counts[some], entries)


def came_into_view(*, days: Integers, entered: Integers) -> npt.NDArray[np.bool_]:
    """Say which cases were ever followed: not those that were gone before they came into view."""
    return (entered == 0) | (entered < days)


def _curve(
    days: Integers, events: Integers, censored: Integers, entries: Integers
) -> SurvivalCurve:
    gone_before = np.cumsum(events + censored) - (events + censored)
    begun = np.searchsorted(entries, days, side="left")
    at_risk = np.maximum(begun, (entries == 0).sum()) - gone_before
    remaining = at_risk - events
    with np.errstate(divide="ignore"):
        terms = np.where(remaining > 0, events / (at_risk * np.maximum(remaining, 1)), np.inf)
    survival = np.cumprod(remaining / at_risk)
    columns = (days, at_risk, events, censored, survival, np.cumsum(terms), entries)
    for column in columns:
        column.setflags(write=False)
    return SurvivalCurve(
        days=columns[0], at_risk=columns[1], events=columns[2], censored=columns[3],
        survival=columns[4], spread=columns[5], entries=columns[6],
    )  # fmt: skip
