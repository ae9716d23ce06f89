"""What of a table may be shown of one organisation, or of several together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarking.cells import DayCount, Selection
from benchmarking.cube import Axes, Place, Table, cell_name
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
    share_of_shown,
)
from benchmarking.disclosure.curves import no_curve
from benchmarking.disclosure.sums import sums_of_few
from benchmarking.disclosure.values import hidden
from benchmarking.mean_curves import mean_curve
from benchmarking.statistics.means import Sums, mean_interval
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
class Frame:
    """Where in the tables to look, and how what is there is rounded."""

    axes: Axes
    selection: Selection
    rounding: Rounding

    @property
    def place(self) -> Place:
        """Where the selection stands in the tables."""
        return self.axes.place(self.selection)

    def cell(self, members: Sequence[int], table: Table) -> str:
        """Return the name under which a count of a table is rounded: that of whom it is of.

        Not that of the group, so that nobody sees the same count rounded twice.
        """
        label = "+".join(self.axes.members[member] for member in sorted(members))
        return cell_name(label, self.axes.named(self.place), table.family)

    def schemas(self, members: Sequence[int]) -> frozenset[str]:
        """Return whose rows those of members are."""
        return frozenset(self.axes.members[member] for member in members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Who of a group counts in a table, and why nothing is shown if so."""

    members: tuple[int, ...]
    reason: HiddenReason | None


def shown(table: Table, group: Group, frame: Frame) -> Shown:
    """Return the members who count: a group leaves out members who are hidden themselves.

    So a group's figure is made of what is shown of its members, and says nothing of the others.
    """
    members = tuple(table.shown_members(group.members, frame.place))
    cases = [table.count([member], frame.place) for member in members]
    if not members:
        # Also nought can be hidden: "no cases" would say of everybody that they are not in it.
        anyone = table.count(group.members, frame.place) or any(
            table.hidden[(member, *frame.place)] for member in group.members
        )
        return Shown(
            members=(), reason=HiddenReason.SMALL_NUMBERS if anyone else HiddenReason.NO_CASES
        )
    largest_share = frame.rounding.rules.largest_share
    if len(group.members) > 1 and is_dominated(cases, largest_share=largest_share):
        return Shown(members=members, reason=HiddenReason.DOMINATED)
    return Shown(members=members, reason=None)


def count_shown(table: Table, group: Group, frame: Frame) -> Protected:
    """Return the number of cases of a group: what its members show, added up."""
    found = shown(table, group, frame)
    if found.reason is not None:
        return hidden(found.reason)
    counts = [
        release_count(
            table.count([member], frame.place),
            cell=frame.cell([member], table),
            rounding=frame.rounding,
        )
        for member in found.members
    ]
    told = [count.value for count in counts if count.value is not None]
    return Protected(value=sum(told)) if told else hidden(HiddenReason.SMALL_NUMBERS)


def mean_shown(sums: Sums | None, found: Shown, rounding: Rounding) -> Protected:
    """Return a mean over the cases of the members who count; not of a sum that few people carry."""
    if sums is None:
        return hidden(found.reason or HiddenReason.NO_CASES)
    cases, total, squares = (
        np.array(number, dtype=object) for number in (sums.cases, sums.total, sums.squares)
    )
    reason = found.reason
    if reason is None and sums.cases:
        few = sums_of_few(cases, [(total, squares)], [], rules=rounding.rules)
        reason = HiddenReason.SMALL_NUMBERS if few else None
    return release_mean(
        sums.mean, mean_interval(sums), cases=sums.cases, rules=rounding.rules, reason=reason
    )


def share_shown(part: Table, whole: Table, group: Group, frame: Frame) -> Protected:
    """Return the share of a part of the cases of a group, in percents.

    Of several together it is made of the counts that each shows, and of who shows none it says
    nothing: a member that knows its own figure learns nothing of another by taking it away.
    """
    found = shown(whole, group, frame)
    if found.reason is not None:
        return hidden(found.reason)
    if len(group.members) == 1:
        return _own_share(part, whole, group.members[0], frame)
    counted = [
        member for member in found.members if not _own_share(part, whole, member, frame).is_hidden
    ]
    if not counted:
        return hidden(HiddenReason.SMALL_NUMBERS)
    parts, wholes = zip(
        *(_rounded_pair(part, whole, member, frame) for member in counted), strict=True
    )
    if is_dominated(wholes, largest_share=frame.rounding.rules.largest_share):
        return hidden(HiddenReason.DOMINATED)
    return share_of_shown(sum(parts), sum(wholes))


def _own_share(part: Table, whole: Table, member: int, frame: Frame) -> Protected:
    is_hidden = part.hidden[(member, *frame.place)] or whole.hidden[(member, *frame.place)]
    return release_share(
        part.count([member], frame.place),
        part.count_of_base(whole, [member], frame.place),
        part_cell=frame.cell([member], part),
        whole_cell=frame.cell([member], whole),
        rounding=frame.rounding,
        reason=HiddenReason.SMALL_NUMBERS if is_hidden else None,
    )


def _rounded_pair(part: Table, whole: Table, member: int, frame: Frame) -> tuple[int, int]:
    base = part.count_of_base(whole, [member], frame.place)
    rounded = frame.rounding.rounded
    return (
        rounded(part.count([member], frame.place), cell=frame.cell([member], part)),
        rounded(base, cell=frame.cell([member], whole)),
    )


def curve_shown(
    counts: Sequence[DayCount],
    table: Table,
    moments: Sequence[int],
    group: Group,
    frame: Frame,
) -> ProtectedCurve:
    """Return the curve of a group at those of `moments` that may be shown.

    Of several together it is made of the curves that each shows, at moments that most show.
    """
    found = shown(table, group, frame)
    if found.reason is not None:
        return no_curve(found.reason)
    of_each = [_own_curve(counts, table, moments, member, frame) for member in found.members]
    if len(group.members) == 1:
        return of_each[0]
    told = [curve for curve in of_each if len(curve.points) > 1]
    return mean_curve(told) if told else no_curve(HiddenReason.SMALL_NUMBERS)


def _own_curve(
    counts: Sequence[DayCount],
    table: Table,
    moments: Sequence[int],
    member: int,
    frame: Frame,
) -> ProtectedCurve:
    schemas = frame.schemas([member])
    rows = [row for row in counts if row.tenant_schema in schemas]
    curve = kaplan_meier(
        days=[row.days for row in rows],
        events=[row.events for row in rows],
        censored=[row.censored for row in rows],
        entered=[row.entered for row in rows],
    )
    return protect_curve(
        curve, moments=moments, cell=frame.cell([member], table), rounding=frame.rounding
    )
