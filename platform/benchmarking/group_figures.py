"""The figures of one organisation, or of several together, as they may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from benchmarking.cells import DayCount, DecisionCell, Selection
from benchmarking.cube import Place, Table, cell_name
from benchmarking.disclosure import (
    HiddenReason,
    Protected,
    ProtectedCurve,
    Rounding,
    is_dominated,
    protect_curve,
    release_count,
    release_mean,
    release_share,
)
from benchmarking.disclosure.curves import no_curve
from benchmarking.disclosure.values import hidden
from benchmarking.protected_tables import ProtectedTables
from benchmarking.statistics.means import Sums, mean_interval
from benchmarking.statistics.split import HoursTotals, add_totals
from benchmarking.statistics.survival import kaplan_meier

DAYS_A_MONTH = 365.25 / 12
#: The most wanted moments first: whole years, then half years, then the rest (months).
_RETENTION_MONTHS = (12, 24, 36, 6, 18, 3, 30, 9, 48, 15, 21, 27, 33, 1, 2, 4, 5, 7, 8, 10, 11, 42)
_NEXT_JOB_MONTHS = (12, 6, 24, 3, 1, 36, 48, 9, 18, 2, 30)
#: "Directly" is within a week (I-03): the sixth day after the end is the last.
DIRECTLY_DAYS = 6


def days_of(months: int) -> int:
    """Return the day that stands for a number of months on a curve."""
    return round(months * DAYS_A_MONTH)


RETENTION_MOMENTS = tuple(days_of(months) for months in _RETENTION_MONTHS)
NEXT_JOB_MOMENTS = (DIRECTLY_DAYS, *(days_of(months) for months in _NEXT_JOB_MONTHS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Whose figures: a code and name, and the places of the members in the tables."""

    code: str
    name: str
    members: tuple[int, ...]
    holds_synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """Everything that may be shown of a group; hours in minutes, shares and curves in percents.

    `complete_share` is the share of the decisions that the hours are taken over.
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
class Source:
    """What the figures are made of: the tables, the hours by cell, and the counts by day."""

    tables: ProtectedTables
    decisions: Sequence[DecisionCell]
    durations: Sequence[DayCount]
    gaps: Sequence[DayCount]
    selection: Selection
    rounding: Rounding

    @property
    def place(self) -> Place:
        """Where the selection stands in the tables."""
        return self.tables.axes.place(self.selection)

    def cell(self, group: Group, table: Table) -> str:
        """Return the name under which a group's count of a table is rounded.

        One organisation has one name, also when it is a group by itself, so that nobody sees the
        same count rounded twice.
        """
        alone = len(group.members) == 1
        label = self.tables.axes.members[group.members[0]] if alone else group.code
        return cell_name(label, self.place, table.family)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Who of a group counts in a table, and why nothing is shown if so."""

    members: tuple[int, ...]
    reason: HiddenReason | None


def group_figures(group: Group, source: Source) -> GroupFigures:
    """Return what may be shown of a group under the selection."""
    tables, rounding = source.tables, source.rounding
    complete = _shown(tables.complete, group, source)
    totals = hours_of(group, source)
    return GroupFigures(
        code=group.code,
        name=group.name,
        members=len(group.members),
        members_counted=len(_shown(tables.decided, group, source).members),
        holds_synthetic=group.holds_synthetic,
        decided=_count(tables.decided, group, source),
        complete=_count(tables.complete, group, source),
        complete_share=_complete_share(group, source),
        awarded=_mean(totals.awarded if totals else None, complete, rounding),
        own_rules=_mean(totals.own if totals else None, complete, rounding),
        baseline=_mean(totals.baseline if totals else None, complete, rounding),
        refused=_share(tables.refused, tables.decided, group, source),
        criteria={
            code: _share(table, tables.decided, group, source)
            for code, table in tables.criteria.items()
        },
        ended_early=_share(tables.ended_early, tables.ended, group, source),
        retention=_curve(source.durations, tables.followed, RETENTION_MOMENTS, group, source),
        next_job=_curve(source.gaps, tables.ended, NEXT_JOB_MOMENTS, group, source),
    )


def hours_of(group: Group, source: Source) -> HoursTotals | None:
    """Return the exact hours of the members who count, for intervals; never shown as they are."""
    counted = _shown(source.tables.complete, group, source).members
    schemas = {source.tables.axes.members[member] for member in counted}
    cells = [
        cell.hours
        for cell in source.decisions
        if cell.key.tenant_schema in schemas and source.selection.holds(cell.key)
    ]
    return reduce(add_totals, cells) if cells else None


def hours_reason(group: Group, source: Source) -> HiddenReason | None:
    """Return why the hours of a group are hidden, or None."""
    return _shown(source.tables.complete, group, source).reason


def _shown(table: Table, group: Group, source: Source) -> Shown:
    """Return the members who count: a group leaves out members who are hidden themselves.

    So a group's figure is made of what is shown of its members, and says nothing of the others.
    """
    members = tuple(table.shown_members(group.members, source.place))
    cases = [table.count([member], source.place) for member in members]
    if not members:
        anyone = table.count(group.members, source.place)
        return Shown(
            members=(), reason=HiddenReason.SMALL_NUMBERS if anyone else HiddenReason.NO_CASES
        )
    largest_share = source.rounding.rules.largest_share
    if len(group.members) > 1 and is_dominated(cases, largest_share=largest_share):
        return Shown(members=members, reason=HiddenReason.DOMINATED)
    return Shown(members=members, reason=None)


def _mean(sums: Sums | None, shown: Shown, rounding: Rounding) -> Protected:
    if sums is None:
        return hidden(shown.reason or HiddenReason.NO_CASES)
    return release_mean(
        sums.mean, mean_interval(sums), cases=sums.cases, rules=rounding.rules, reason=shown.reason
    )


def _complete_share(group: Group, source: Source) -> Protected:
    """Return the share of complete decisions, from the shown counts alone."""
    decided = _count(source.tables.decided, group, source)
    complete = _count(source.tables.complete, group, source)
    reason = decided.reason or complete.reason
    if reason is not None or not decided.value or complete.value is None:
        return hidden(reason or HiddenReason.NO_CASES)
    return Protected(value=min(100, round(100 * complete.value / decided.value)))


def _count(table: Table, group: Group, source: Source) -> Protected:
    shown = _shown(table, group, source)
    return release_count(
        table.count(shown.members, source.place),
        cell=source.cell(group, table),
        rounding=source.rounding,
        reason=shown.reason,
    )


def _share(part: Table, whole: Table, group: Group, source: Source) -> Protected:
    shown = _shown(whole, group, source)
    reason = shown.reason
    if reason is None and len(group.members) == 1:
        own_is_hidden = part.hidden[(group.members[0], *source.place)]
        reason = HiddenReason.SMALL_NUMBERS if own_is_hidden else None
    return release_share(
        part.count(shown.members, source.place),
        whole.count(shown.members, source.place),
        part_cell=source.cell(group, part),
        whole_cell=source.cell(group, whole),
        rounding=source.rounding,
        reason=reason,
    )


def _curve(
    counts: Sequence[DayCount],
    table: Table,
    moments: Sequence[int],
    group: Group,
    source: Source,
) -> ProtectedCurve:
    shown = _shown(table, group, source)
    if shown.reason is not None:
        return no_curve(shown.reason)
    schemas = {source.tables.axes.members[member] for member in shown.members}
    rows = [row for row in counts if row.tenant_schema in schemas]
    curve = kaplan_meier(
        days=[row.days for row in rows],
        events=[row.events for row in rows],
        censored=[row.censored for row in rows],
        entered=[row.entered for row in rows],
    )
    return protect_curve(
        curve, moments=moments, cell=source.cell(group, table), rounding=source.rounding
    )
