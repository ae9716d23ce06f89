"""The exact four-way split of the difference in mean awarded hours between two groups."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.means import Interval, Sums

NOT_KNOWN = -1  # as in rulebook.engine.Findings.minutes


class NoCompleteCases(ValueError):
    """A group without one application of which award, own advice and baseline advice are known."""

    def __init__(self) -> None:
        super().__init__(
            "No application has an award, an advice by its own rules and one by the baseline: "
            "widen the period or the filters."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursTotals:
    """What decided applications were awarded and advised: sums of minutes over the complete cases.

    A refusal is a complete case with nought awarded. A case of which the own or the baseline
    advice is not known is *incomplete*: it is in none of the sums and is counted here instead, so
    that it can be shown beside the split and never passes for an advice of nought.
    """

    decided: int
    own_not_known: int
    baseline_not_known: int
    awarded: Sums
    own: Sums
    baseline: Sums
    practice: Sums  # awarded - own, case by case
    policy: Sums  # own - baseline, case by case
    departure: Sums  # awarded - baseline, case by case

    @property
    def complete(self) -> int:
        """The number of cases that the means are taken over."""
        return self.awarded.cases

    @property
    def incomplete(self) -> int:
        """The number of decided cases left out because an advice is not known."""
        return self.decided - self.complete


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanHours:
    """The three means of one group in minutes, exact or already rounded for release."""

    awarded: Fraction
    own: Fraction
    baseline: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The four parts in minutes, each as it is added; together exactly `difference`."""

    difference: Fraction
    practice: Fraction
    policy: Fraction
    case_mix: Fraction
    reference_practice: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitIntervals:
    """The confidence interval of each part and of the difference; None where there is none."""

    difference: Interval | None
    practice: Interval | None
    policy: Interval | None
    case_mix: Interval | None
    reference_practice: Interval | None


def totals_of_cases(
    *, awarded: npt.ArrayLike, own: npt.ArrayLike, baseline: npt.ArrayLike
) -> HoursTotals:
    """Add up cases given as columns of minutes; `NOT_KNOWN` (-1) marks an advice not known.

    A refusal is an award of 0. The sums are exact integers.
    """
    awards, owns, baselines = (
        np.asarray(column, dtype=np.int64) for column in (awarded, own, baseline)
    )
    known = (owns != NOT_KNOWN) & (baselines != NOT_KNOWN)
    a, o, b = awards[known], owns[known], baselines[known]
    return HoursTotals(
        decided=int(awards.size),
        own_not_known=int((owns == NOT_KNOWN).sum()),
        baseline_not_known=int((baselines == NOT_KNOWN).sum()),
        awarded=_sums(a), own=_sums(o), baseline=_sums(b),
        practice=_sums(a - o), policy=_sums(o - b), departure=_sums(a - b),
    )  # fmt: skip


def add_totals(first: HoursTotals, second: HoursTotals) -> HoursTotals:
    """Return the totals of two separate groups taken together."""
    return HoursTotals(
        decided=first.decided + second.decided,
        own_not_known=first.own_not_known + second.own_not_known,
        baseline_not_known=first.baseline_not_known + second.baseline_not_known,
        awarded=_added(first.awarded, second.awarded),
        own=_added(first.own, second.own),
        baseline=_added(first.baseline, second.baseline),
        practice=_added(first.practice, second.practice),
        policy=_added(first.policy, second.policy),
        departure=_added(first.departure, second.departure),
    )


def mean_hours(totals: HoursTotals) -> MeanHours:
    """Return the exact means over the complete cases.

    Raises:
        NoCompleteCases: when there is no complete case.
    """
    awarded, own, baseline = totals.awarded.mean, totals.own.mean, totals.baseline.mean
    if awarded is None or own is None or baseline is None:
        raise NoCompleteCases
    return MeanHours(awarded=awarded, own=own, baseline=baseline)


def split(*, group: MeanHours, reference: MeanHours) -> Split:
    """Split `group.awarded - reference.awarded` into four parts that sum to it exactly.

    practice            awarded - own rules, on the group's cases
    policy              own rules - baseline, on the group's cases
    case_mix            baseline on the group's cases - baseline on the reference's cases
    reference_practice  minus what the reference itself departs from the baseline

    It holds for any means, also for rounded ones, so a split of released means stays exact.
    """
    return Split(
        difference=group.awarded - reference.awarded,
        practice=group.awarded - group.own,
        policy=group.own - group.baseline,
        case_mix=group.baseline - reference.baseline,
        reference_practice=reference.baseline - reference.awarded,
    )


def _sums(minutes: npt.NDArray[np.int64]) -> Sums:
    whole = [int(value) for value in minutes]
    return Sums(
        cases=len(whole),
        total=sum(whole),
        squares=sum(value * value for value in whole),
        sizes=sum(abs(value) for value in whole),
    )


def _added(first: Sums, second: Sums) -> Sums:
    return Sums(
        cases=first.cases + second.cases,
        total=first.total + second.total,
        squares=first.squares + second.squares,
        sizes=first.sizes + second.sizes,
    )
