"""The what-if: a set of decided cases replayed under a changed policy, as aggregates.

Pure: no Django, no clock, no settings. Profiles, cases and assumptions come in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from numpy.typing import NDArray

from policy_profiles.simulation import bootstrap
from policy_profiles.simulation.columns import (
    Answers,
    Differences,
    Mask,
    Whole,
    answers_of,
    differences,
)
from policy_profiles.simulation.influence import influences
from policy_profiles.simulation.totals import EVERYONE, Owner, Sorting, Totals, sorting_of
from policy_profiles.simulation.values import (
    Against,
    Assumptions,
    ClassShift,
    Figures,
    Impact,
    Interval,
    Practice,
    Shift,
)
from rulebook.case_classes import DIMENSIONS, Dimension
from rulebook.frame import CaseFrame
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.ternary import MET_WITH_OBLIGATION, NOT_KNOWN, NOT_MET

_WITH_INTERVAL: Final = ("more", "fewer", "gained", "lost", "minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The cases of a what-if: facts, and the minutes really granted (nought where refused)."""

    frame: CaseFrame
    awarded: Whole
    refused: Mask


def simulate(
    decided: Decided,
    *,
    before: Profile,
    after: Profile,
    baseline: Profile,
    assumptions: Assumptions,
    dimensions: Sequence[Dimension] = DIMENSIONS,
) -> Impact:
    """Replay all cases under three profiles and say what `after` changes, for how many of whom.

    Args:
        before: what `after` is held against: usually the policy in force.
        baseline: the UWV baseline, held against it as well.
    """
    frame = decided.frame
    old, new, base = (answers_of(frame, plan_of(profile)) for profile in (before, after, baseline))
    shifts = {"before": differences(old, new), "baseline": differences(base, new)}
    sorting = sorting_of(frame, dimensions)
    totals = Totals(sorting, _columns({"before": old, "after": new, "baseline": base}, shifts))
    return Impact(
        cases=frame.n,
        practice=_practice(decided, {"before": old, "after": new, "baseline": base}),
        before=_figures("before", old, before, totals),
        after=_figures("after", new, after, totals),
        baseline=_figures("baseline", base, baseline, totals),
        against_before=_against("before", shifts["before"], sorting, totals),
        against_baseline=_against("baseline", shifts["baseline"], sorting, totals),
        influences=influences(frame, before=before, after=after, answers=(old, new)),
        assumptions=assumptions,
        replicates=bootstrap.REPLICATES if frame.n >= bootstrap.FEWEST else 0,
        seed=bootstrap.SEED,
    )


def _columns(
    answers: Mapping[str, Answers], shifts: Mapping[str, Differences]
) -> dict[str, NDArray[Any]]:
    """All that is totalled, by name: of each profile, and of each of the two shifts."""
    columns: dict[str, NDArray[Any]] = {}
    for name, found in answers.items():
        columns[f"all {name} granted"] = found.granted
        columns[f"all {name} minutes"] = found.minutes
    for name, shift in shifts.items():
        columns[f"to {name} told"] = shift.told
        columns[f"to {name} minutes_after"] = answers["after"].minutes * shift.told
        for part in _WITH_INTERVAL:
            columns[f"to {name} {part}"] = getattr(shift, part)
    return columns


def _practice(decided: Decided, answers: Mapping[str, Answers]) -> Practice:
    refused = int(decided.refused.sum())
    return Practice(
        granted=decided.frame.n - refused,
        refused=refused,
        minutes=int(decided.awarded.sum()),
        differing={
            name: int((decided.awarded != found.minutes).sum()) for name, found in answers.items()
        },
    )


def _figures(name: str, answers: Answers, profile: Profile, totals: Totals) -> Figures:
    tariff = profile["tariff.hourly"].value
    verdict = answers.verdict
    intervals = {part: totals.interval(f"all {name} {part}") for part in ("granted", "minutes")}
    return Figures(
        granted=int(answers.granted.sum()),
        refused=int((verdict == NOT_MET).sum()),
        unknown=int((verdict == NOT_KNOWN).sum()),
        obligated=int((verdict == MET_WITH_OBLIGATION).sum()),
        obligations=answers.obligations,
        minutes=int(answers.minutes.sum()),
        minutes_unknown=int((answers.granted & ~answers.told).sum()),
        periods=int((answers.days > 0).sum()),
        days=int(answers.days.sum()),
        tariff=tariff if isinstance(tariff, int) else None,
        intervals=_there(intervals),
    )


def _against(name: str, found: Differences, sorting: Sorting, totals: Totals) -> Against:
    return Against(
        whole=_shift(name, EVERYONE, totals),
        classes=tuple(
            ClassShift(dimension=owner[0], code=owner[1], shift=_shift(name, owner, totals))
            for owner in sorting.owners[1:]
        ),
        longer=int(found.longer.sum()),
        shorter=int(found.shorter.sum()),
        provider=int(found.provider.sum()),
    )


def _shift(name: str, owner: Owner, totals: Totals) -> Shift:
    cases, told = totals.cases(owner), totals.of(f"to {name} told", owner)
    more, fewer = totals.of(f"to {name} more", owner), totals.of(f"to {name} fewer", owner)
    after, minutes = (totals.of(f"to {name} {p}", owner) for p in ("minutes_after", "minutes"))
    intervals = {part: totals.interval(f"to {name} {part}", owner) for part in _WITH_INTERVAL}
    intervals["mean"] = totals.interval_of_share(f"to {name} minutes", f"to {name} told", owner)
    return Shift(
        cases=cases,
        more=more,
        fewer=fewer,
        same=told - more - fewer,
        unclear=cases - told,
        gained=totals.of(f"to {name} gained", owner),
        lost=totals.of(f"to {name} lost", owner),
        minutes_before=after - minutes,
        minutes_after=after,
        intervals=_there(intervals),
    )


def _there(intervals: Mapping[str, Interval | None]) -> dict[str, Interval]:
    return {name: interval for name, interval in intervals.items() if interval is not None}
