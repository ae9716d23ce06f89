"""Bootstrap intervals of the four-way split, for those who may read the cases themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.bootstrap import (
    RESAMPLES,
    Reals,
    Resampled,
    generator,
    interval_of_sum,
    resampled,
)
from benchmarking.statistics.means import Interval
from benchmarking.statistics.quantiles import CONFIDENCE
from benchmarking.statistics.split import NOT_KNOWN, NoCompleteCases, SplitIntervals

_AWARDED, _OWN, _BASELINE = range(3)
#: What each part adds of the group's three means and of the reference's (see `split.split`).
_PARTS: Final[Mapping[str, tuple[tuple[int, int, int], tuple[int, int, int]]]] = {
    "difference": ((1, 0, 0), (-1, 0, 0)),
    "practice": ((1, -1, 0), (0, 0, 0)),
    "policy": ((0, 1, -1), (0, 0, 0)),
    "case_mix": ((0, 0, 1), (0, 0, -1)),
    "reference_practice": ((0, 0, 0), (-1, 0, 1)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCases:
    """The complete cases of one group: minutes awarded, by its own rules and by the baseline.

    Read-only, of shape (cases, 3), in that order.
    """

    minutes: Reals


def complete_cases(
    *, awarded: npt.ArrayLike, own: npt.ArrayLike, baseline: npt.ArrayLike
) -> SplitCases:
    """Return the cases of which both advices are known (not `NOT_KNOWN`, -1), in their order.

    Raises:
        NoCompleteCases: when there is none.
    """
    columns = np.stack(
        [np.asarray(column, dtype=np.float64) for column in (awarded, own, baseline)], axis=1
    )
    known = (columns[:, _OWN] != NOT_KNOWN) & (columns[:, _BASELINE] != NOT_KNOWN)
    minutes = np.ascontiguousarray(columns[known])
    if not minutes.size:
        raise NoCompleteCases
    minutes.setflags(write=False)
    return SplitCases(minutes=minutes)


def split_bootstrap_intervals(
    *,
    group: SplitCases,
    reference: SplitCases,
    seed: int,
    resamples: int = RESAMPLES,
    confidence: float = CONFIDENCE,
) -> SplitIntervals:
    """Return the studentised bootstrap interval of each part of the split in minutes.

    Cases are drawn whole, within the group and within the reference apart, so in every resample
    the four parts sum exactly to the difference. The group's draws do not depend on the
    reference. A part of which a group has a single case has no interval.
    """
    source = generator(seed)
    sides = [
        _side(cases, place, resamples, source) for place, cases in enumerate((group, reference))
    ]
    return SplitIntervals(
        **{name: _interval(name, sides, confidence=confidence) for name in _PARTS}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What each part takes of one group: the mean, the cases minus it, and every resample."""

    means: Mapping[str, float]
    deviations: Mapping[str, Reals]
    drawn: Mapping[str, Resampled]


def _side(cases: SplitCases, place: int, resamples: int, source: np.random.Generator) -> _Side:
    names = [name for name, weights in _PARTS.items() if any(weights[place])]
    columns = cases.minutes @ np.array([_PARTS[name][place] for name in names], dtype=float).T
    means = columns.mean(axis=0)
    drawn = resampled(columns - means, resamples=resamples, source=source)
    return _Side(
        means={name: float(means[n]) for n, name in enumerate(names)},
        deviations={name: columns[:, n] - means[n] for n, name in enumerate(names)},
        drawn={name: drawn.column(n) for n, name in enumerate(names)},
    )


def _interval(name: str, sides: list[_Side], *, confidence: float) -> Interval | None:
    used = [side for side in sides if name in side.means]
    if any(side.deviations[name].size < 2 for side in used):
        return None
    return interval_of_sum(
        sum(side.means[name] for side in used),
        [side.deviations[name] for side in used],
        [side.drawn[name] for side in used],
        confidence=confidence,
    )
