"""The figures of one organisation, or of several together, as they may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from types import MappingProxyType
from typing import Final

from benchmarking.cells import DayCount, DecisionCell, Selection
from benchmarking.disclosure import (
    HiddenReason,
    Protected,
    ProtectedCurve,
    Rounding,
    release_mean,
)
from benchmarking.disclosure.values import hidden
from benchmarking.group_means import difference_of_shown, mean_of_shown
from benchmarking.hours_shown import are_of_many, hours_shown
from benchmarking.protected_tables import ProtectedTables
from benchmarking.shown import (
    NEXT_JOB_MOMENTS,
    RETENTION_MOMENTS,
    Frame,
    Group,
    Shown,
    count_shown,
    curve_shown,
    mean_shown,
    share_shown,
    shown,
)
from benchmarking.statistics.means import Sums, mean_interval
from benchmarking.statistics.split import HoursTotals, add_totals

#: Each difference of hours, and the means that it is the difference of.
_DIFFERENCES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "practice": ("awarded", "own_rules"),
        "policy": ("own_rules", "baseline"),
        "departure": ("awarded", "baseline"),
    }
)
_TOLD: Final = ("awarded", "own_rules", "baseline", *_DIFFERENCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """Everything that may be shown of a group; hours in minutes, shares and curves in percents.

    `complete_share` is the share of the decisions that the hours are taken over. `as_of` says of
    what is shown (`decided`, `hours`, `refused`, `followed`, `ended_early`) in which release it
    last changed; nothing before the first one.
    """

    code: str
    name: str
    members: int
    members_counted: int
    holds_synthetic: bool
    decided: Protected
    complete: Protected
    complete_share: Protected
    awarded: Protected
    own_rules: Protected
    baseline: Protected
    refused: Protected
    criteria: Mapping[str, Protected]
    ended_early: Protected
    retention: ProtectedCurve
    next_job: ProtectedCurve
    as_of: Mapping[str, int]

    def as_data(self) -> dict[str, object]:
        """Return the figures for JSON."""
        return {
            "code": self.code,
            "name": self.name,
            "members": self.members,
            "members_counted": self.members_counted,
            "holds_synthetic": self.holds_synthetic,
            "decided": self.decided.as_data(),
            "complete": self.complete.as_data(),
            "complete_percent": self.complete_share.as_data(),
            "awarded_minutes": self.awarded.as_data(),
            "own_rules_minutes": self.own_rules.as_data(),
            "baseline_minutes": self.baseline.as_data(),
            "refused_percent": self.refused.as_data(),
            "refused_percent_by_criterion": {
                code: share.as_data() for code, share in self.criteria.items()
            },
            "ended_early_percent": self.ended_early.as_data(),
            "job_retention": self.retention.as_data(),
            "not_yet_next_job": self.next_job.as_data(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHours:
    """What may be shown of the hours of a group, in minutes, over its `complete` decisions.

    `practice`, `policy` and `departure` are differences of the shown means: awarded minus own
    rules, own rules minus baseline, awarded minus baseline. Where differences case by case are of
    many they have the interval of those.
    """

    complete: Protected
    awarded: Protected
    own_rules: Protected
    baseline: Protected
    practice: Protected
    policy: Protected
    departure: Protected


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the figures are made of: the tables, the hours by cell, and the counts by day.

    For hours alone the counts by day (`durations`, `gaps`) are not read.
    """

    tables: ProtectedTables
    decisions: Sequence[DecisionCell]
    durations: Sequence[DayCount]
    gaps: Sequence[DayCount]
    selection: Selection
    rounding: Rounding

    @property
    def frame(self) -> Frame:
        """Where in the tables the selection stands."""
        return Frame(axes=self.tables.axes, selection=self.selection, rounding=self.rounding)


def group_figures(group: Group, hours: GroupHours, source: Source) -> GroupFigures:
    """Return what may be shown of a group, its hours among it, under the selection."""
    tables, frame = source.tables, source.frame
    return GroupFigures(
        code=group.code,
        name=group.name,
        members=len(group.members),
        members_counted=len(shown(tables.decided, group, frame).members),
        holds_synthetic=group.holds_synthetic,
        decided=count_shown(tables.decided, group, frame),
        complete=hours.complete,
        complete_share=_complete_share(group, source),
        awarded=hours.awarded,
        own_rules=hours.own_rules,
        baseline=hours.baseline,
        refused=share_shown(tables.refused, tables.decided, group, frame),
        criteria={
            code: share_shown(table, tables.decided, group, frame)
            for code, table in tables.criteria.items()
        },
        ended_early=share_shown(tables.ended_early, tables.ended, group, frame),
        retention=curve_shown(source.durations, tables.followed, RETENTION_MOMENTS, group, frame),
        next_job=curve_shown(source.gaps, tables.ended, NEXT_JOB_MOMENTS, group, frame),
        as_of=_as_of(group, source),
    )


def group_hours(group: Group, source: Source) -> GroupHours:
    """Return what may be shown of the hours of a group under the selection.

    Of several together it is made of what each member shows, and of nothing else.
    """
    found = hours_told(group, source)
    complete = count_shown(source.tables.complete, group, source.frame)
    each = _of_each_member(found, source)
    if found.reason is not None or not each:
        return _no_hours(complete, found.reason or HiddenReason.NO_CASES)
    if len(group.members) == 1:
        return replace(each[0], complete=complete)
    step = source.rounding.rules.minutes_step
    told = {
        name: mean_of_shown(
            [(getattr(one, name), one.complete.value or 0) for one in each], step=step
        )
        for name in _TOLD
    }
    return GroupHours(complete=complete, **_with_differences(told))


def _of_each_member(found: Shown, source: Source) -> list[GroupHours]:
    """Return the hours of each member who shows them, over the cases that it shows."""
    of_each: dict[str, list[HoursTotals]] = {}
    for cell in source.decisions:
        if source.selection.holds(cell.key):
            of_each.setdefault(cell.key.tenant_schema, []).append(cell.hours)
    members = source.frame.axes.members
    return [
        _of_one(member, reduce(add_totals, of_each[members[member]]), source)
        for member in found.members
        if members[member] in of_each
    ]


def _of_one(member: int, totals: HoursTotals, source: Source) -> GroupHours:
    alone, rounding = Group(code="", name="", members=(member,)), source.rounding
    counted = Shown(members=alone.members, reason=None)
    told = {
        "awarded": mean_shown(totals.awarded, counted, rounding),
        "own_rules": mean_shown(totals.own, counted, rounding),
        "baseline": mean_shown(totals.baseline, counted, rounding),
    } | {name: _spread(getattr(totals, name), rounding) for name in _DIFFERENCES}
    return GroupHours(
        complete=count_shown(source.tables.complete, alone, source.frame),
        **_with_differences(told),
    )


def _spread(differences: Sums, rounding: Rounding) -> Protected:
    """Return the mean of differences case by case with its interval, where they are of many."""
    reason = None if are_of_many([differences], rounding.rules) else HiddenReason.SMALL_NUMBERS
    return release_mean(
        differences.mean,
        mean_interval(differences),
        cases=differences.cases,
        rules=rounding.rules,
        reason=reason,
    )


def _with_differences(told: Mapping[str, Protected]) -> dict[str, Protected]:
    """Put the difference of the shown means in the place of that case by case, in its interval.

    So the parts of a split are exactly those of the means that stand beside them.
    """
    between = {
        name: _around(difference_of_shown(told[first], told[second]), told[name])
        for name, (first, second) in _DIFFERENCES.items()
    }
    return {**told, **between}


def _around(difference: Protected, spread: Protected) -> Protected:
    if difference.value is None:
        return difference
    return Protected(value=difference.value, low=spread.low, high=spread.high)


def _no_hours(complete: Protected, reason: HiddenReason) -> GroupHours:
    return GroupHours(complete=complete, **dict.fromkeys((*_TOLD,), hidden(reason)))


def _as_of(group: Group, source: Source) -> dict[str, int]:
    tables, frame = source.tables, source.frame
    told = {
        "decided": (tables.decided, tables.decided),
        "hours": (tables.hours, tables.hours),
        "refused": (tables.refused, tables.decided),
        "followed": (tables.followed, tables.followed),
        "ended_early": (tables.ended_early, tables.ended),
    }
    found = {}
    for name, (table, whole) in told.items():
        counted = shown(whole, group, frame)
        number = table.last_changed(counted.members, frame.place)
        if number is not None and counted.reason is None:
            found[name] = number
    return found


def hours_told(group: Group, source: Source) -> Shown:
    """Return whose hours count, or why none are shown."""
    return hours_shown(source.tables.hours, group, source.frame)


def _complete_share(group: Group, source: Source) -> Protected:
    """Return the share of complete decisions, from the shown counts alone."""
    decided = count_shown(source.tables.decided, group, source.frame)
    complete = count_shown(source.tables.complete, group, source.frame)
    reason = decided.reason or complete.reason
    if reason is not None or not decided.value or complete.value is None:
        return hidden(reason or HiddenReason.NO_CASES)
    return Protected(value=min(100, round(100 * complete.value / decided.value)))
