"""Figures of indicators that the comparison shows too: made of its tables, so they are the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from benchmarking.cube import Table
from benchmarking.definitions import Indicator
from benchmarking.disclosure import HiddenReason, Protected, ProtectedCurve
from benchmarking.disclosure.values import hidden
from benchmarking.group_figures import Source, group_hours
from benchmarking.measures.expression import Moment
from benchmarking.protected_tables import ProtectedTables
from benchmarking.releases.showing import Released
from benchmarking.shown import (
    NEXT_JOB_MOMENTS,
    RETENTION_MOMENTS,
    Frame,
    Group,
    count_shown,
    curve_shown,
    share_shown,
    shown,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FromTables:
    """What tables give of an indicator, for one organisation or a group of the comparison."""

    cases: Protected
    members_counted: int
    as_of: int
    value: Protected | None = None
    parts: Mapping[str, Protected] = field(default_factory=dict)
    curve: ProtectedCurve | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    released: Released
    group: Group
    frame: Frame
    moments: tuple[Moment, ...]

    @property
    def tables(self) -> ProtectedTables:
        """The tables of the comparison."""
        return self.released.tables

    @property
    def source(self) -> Source:
        """What curves are made of."""
        return self.released.source(selection=self.frame.selection, members=self.group.members)

    @property
    def source_of_hours(self) -> Source:
        """What hours are made of, which rest on no days."""
        return self.released.source(
            selection=self.frame.selection, members=self.group.members, with_days=False
        )

    def told(self, whole: Table, **figure: object) -> FromTables:
        """Return a figure over the cases of a table."""
        members = shown(whole, self.group, self.frame).members
        return FromTables(
            cases=count_shown(whole, self.group, self.frame),
            members_counted=len(members),
            as_of=_as_of(whole, members or self.group.members, self.frame),
            **figure,  # type: ignore[arg-type]  # value, parts and curve
        )


def is_compared(name: str) -> bool:
    """Tell whether the comparison shows this indicator too."""
    return name in _COMPARED


def compared_figure(
    name: str, *, released: Released, group: Group, frame: Frame, moments: tuple[Moment, ...]
) -> FromTables:
    """Return an indicator of the comparison for one organisation, or for a group of it."""
    asked = _Asked(released=released, group=group, frame=frame, moments=moments)
    return _COMPARED[name](asked)


def _as_of(table: Table, members: tuple[int, ...], frame: Frame) -> int:
    if table.as_of is None:
        return 1
    return max((int(table.as_of[(member, *frame.place)]) for member in members), default=1)


def _hours(name: str) -> Callable[[_Asked], FromTables]:
    def figure(asked: _Asked) -> FromTables:
        hours = group_hours(asked.group, asked.source_of_hours)
        return asked.told(asked.tables.complete, value=getattr(hours, name))

    return figure


def _share(part: str, whole: str) -> Callable[[_Asked], FromTables]:
    def figure(asked: _Asked) -> FromTables:
        over = getattr(asked.tables, whole)
        value = share_shown(getattr(asked.tables, part), over, asked.group, asked.frame)
        return asked.told(over, value=value)

    return figure


def _criteria(asked: _Asked) -> FromTables:
    over = asked.tables.decided
    parts = {
        code: share_shown(table, over, asked.group, asked.frame)
        for code, table in asked.tables.criteria.items()
    }
    return asked.told(over, parts=parts)


def _retention(asked: _Asked) -> FromTables:
    whole = asked.tables.followed
    curve = curve_shown(asked.source.durations, whole, RETENTION_MOMENTS, asked.group, asked.frame)
    parts = {moment.name: moment_of(curve, moment.day) for moment in asked.moments}
    return asked.told(whole, curve=curve, parts=parts)


def _next_job(asked: _Asked) -> FromTables:
    whole = asked.tables.ended
    curve = curve_shown(asked.source.gaps, whole, NEXT_JOB_MOMENTS, asked.group, asked.frame)
    parts = {one.name: the_rest(moment_of(curve, one.day)) for one in asked.moments}
    return asked.told(whole, curve=curve, parts=parts)


def moment_of(curve: ProtectedCurve, day: int) -> Protected:
    """Return the share still without the event on a day, or why it is not shown."""
    point = curve.at(day)
    if point is not None:
        return point.survival
    return hidden(curve.cases.reason or HiddenReason.SMALL_NUMBERS)


def moments_of(curve: ProtectedCurve, asked: Indicator) -> Mapping[str, Protected]:
    """Return the moments of a curve by name, each with the interval that the curve has there."""
    told = {one.name: moment_of(curve, one.day) for one in asked.measure.moments}
    if asked.method != "incidence":
        return told
    return {name: the_rest(share) for name, share in told.items()}


def the_rest(share: Protected) -> Protected:
    """Return the share that has come, of one that has not yet."""
    if share.value is None:
        return share
    return Protected(
        value=100 - share.value,
        low=None if share.high is None else 100 - share.high,
        high=None if share.low is None else 100 - share.low,
    )


_COMPARED: Final[Mapping[str, Callable[[_Asked], FromTables]]] = MappingProxyType(
    {
        "awarded_hours": _hours("awarded"),
        "own_rules_hours": _hours("own_rules"),
        "baseline_hours": _hours("baseline"),
        "refusals": _share("refused", "decided"),
        "refusals_by_criterion": _criteria,
        "early_end": _share("ended_early", "ended"),
        "job_retention": _retention,
        "next_job": _next_job,
        "direct_work_to_work": _next_job,
    }
)
