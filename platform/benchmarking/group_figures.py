"""The figures of one organisation, or of several together, as they may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from benchmarking.cells import DayCount, DecisionCell, Selection
from benchmarking.disclosure import HiddenReason, Protected, ProtectedCurve, Rounding
from benchmarking.disclosure.values import hidden
from benchmarking.hours_shown import hours_shown
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
from benchmarking.statistics.split import HoursTotals, add_totals


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
    """What may be shown of the hours of a group, in minutes, over its `complete` decisions."""

    complete: Protected
    awarded: Protected
    own_rules: Protected
    baseline: Protected


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


def group_figures(group: Group, source: Source) -> GroupFigures:
    """Return what may be shown of a group under the selection."""
    tables, frame = source.tables, source.frame
    hours = group_hours(group, source)
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
    """Return what may be shown of the hours of a group under the selection."""
    table, rounding = source.tables.complete, source.rounding
    found, totals = hours_told(group, source), hours_of(group, source)
    return GroupHours(
        complete=count_shown(table, group, source.frame),
        awarded=mean_shown(totals.awarded if totals else None, found, rounding),
        own_rules=mean_shown(totals.own if totals else None, found, rounding),
        baseline=mean_shown(totals.baseline if totals else None, found, rounding),
    )


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


def hours_of(group: Group, source: Source) -> HoursTotals | None:
    """Return the exact hours of the members who count, for intervals; never shown as they are."""
    each = hours_of_each(group, source)
    return reduce(add_totals, each) if each else None


def hours_of_each(group: Group, source: Source) -> list[HoursTotals]:
    """Return the exact hours of each member who counts."""
    schemas = source.frame.schemas(hours_told(group, source).members)
    of_each: dict[str, list[HoursTotals]] = {}
    for cell in source.decisions:
        if cell.key.tenant_schema in schemas and source.selection.holds(cell.key):
            of_each.setdefault(cell.key.tenant_schema, []).append(cell.hours)
    return [reduce(add_totals, cells) for cells in of_each.values()]


def hours_told(group: Group, source: Source) -> Shown:
    """Return whose hours count, or why none are shown."""
    return hours_shown(source.tables.hours, group, source.frame)


def hours_reason(group: Group, source: Source) -> HiddenReason | None:
    """Return why the hours of a group are hidden, or None."""
    return hours_told(group, source).reason


def _complete_share(group: Group, source: Source) -> Protected:
    """Return the share of complete decisions, from the shown counts alone."""
    decided = count_shown(source.tables.decided, group, source.frame)
    complete = count_shown(source.tables.complete, group, source.frame)
    reason = decided.reason or complete.reason
    if reason is not None or not decided.value or complete.value is None:
        return hidden(reason or HiddenReason.NO_CASES)
    return Protected(value=min(100, round(100 * complete.value / decided.value)))
