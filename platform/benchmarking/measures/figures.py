"""An indicator of one organisation, or of several together, as it may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import Final

from benchmarking.cells import DayCount
from benchmarking.definitions import Indicator
from benchmarking.disclosure import HiddenReason, Protected, ProtectedCurve
from benchmarking.disclosure.values import hidden
from benchmarking.measures.columns import PART_OF
from benchmarking.measures.counting import MeasuredCell
from benchmarking.measures.expression import Measure
from benchmarking.measures.tables import MeasuredTables
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
from benchmarking.statistics.means import Sums
from benchmarking.statistics.ratios import RatioSums, ratio_interval

#: So many in one of the unit; means are shown in whole ones of those.
IN_ONE: Final = {"tenths_of_week": 10, "tenths_of_month": 10}
_MOMENTS: Final = {"curve": RETENTION_MOMENTS, "incidence": NEXT_JOB_MOMENTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFigure:
    """What an indicator is for one group, in its unit.

    Attributes:
        members: how many organisations the group is of; of them `members_counted` are shown
            themselves and counted.
        rows: everything of that kind in the selection; `cases` those of the denominator.
        value: the figure; None for a method that gives several.
        parts: the figure by code, or by moment (`12m`, `6d`).
        curve: the whole curve, of the methods that have one.
        as_of: of a release: the number of that in which it last changed.
    """

    code: str
    name: str
    members: int
    members_counted: int
    holds_synthetic: bool
    rows: Protected
    cases: Protected
    value: Protected | None = None
    parts: Mapping[str, Protected] = field(default_factory=dict)
    curve: ProtectedCurve | None = None
    as_of: int | None = None

    def as_data(self) -> dict[str, object]:
        """Return the figure for JSON."""
        return {
            "code": self.code,
            "name": self.name,
            "members": self.members,
            "members_counted": self.members_counted,
            "holds_synthetic": self.holds_synthetic,
            "rows": self.rows.as_data(),
            "cases": self.cases.as_data(),
            "value": self.value and self.value.as_data(),
            "adjusted": None,  # not told until it can be protected (decision 82)
            "as_of_release": self.as_of,
            "parts": [{"part": code, **part.as_data()} for code, part in self.parts.items()],
            "curve": self.curve and self.curve.as_data(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What figures of one indicator are made of: its tables, its cells, and its days."""

    indicator: Indicator
    tables: MeasuredTables
    cells: Sequence[MeasuredCell]
    days: Sequence[DayCount]
    frame: Frame


def figure_of(group: Group, counted: Counted) -> IndicatorFigure:
    """Return what may be shown of an indicator for one group."""
    tables, frame = counted.tables, counted.frame
    found = shown(tables.whole, group, frame)
    plain = IndicatorFigure(
        code=group.code,
        name=group.name,
        members=len(group.members),
        members_counted=len(found.members),
        holds_synthetic=group.holds_synthetic,
        rows=count_shown(tables.rows, group, frame),
        cases=count_shown(tables.whole, group, frame),
    )
    if (plain.cases.value or 0) < counted.indicator.minimum_n and not plain.cases.is_hidden:
        found = replace(found, reason=HiddenReason.SMALL_NUMBERS)
    return _FIGURES[counted.indicator.method](plain, group, found, counted)


def _count(
    plain: IndicatorFigure, _group: Group, found: Shown, _counted: Counted
) -> IndicatorFigure:
    value = plain.cases if found.reason is None else hidden(found.reason)
    return replace(plain, value=value)


def _share(plain: IndicatorFigure, group: Group, found: Shown, counted: Counted) -> IndicatorFigure:
    return replace(plain, value=_shares(group, found, counted)[""])


def _mix(plain: IndicatorFigure, group: Group, found: Shown, counted: Counted) -> IndicatorFigure:
    return replace(plain, parts=_shares(group, found, counted))


def _shares(group: Group, found: Shown, counted: Counted) -> Mapping[str, Protected]:
    tables = counted.tables
    if found.reason is not None or not tables.parts:
        nothing = hidden(found.reason or HiddenReason.NO_CASES)
        return dict.fromkeys(tables.parts or ("",), nothing)
    return {
        code: share_shown(part, tables.whole, group, counted.frame)
        for code, part in tables.parts.items()
    }


def _mean(plain: IndicatorFigure, _group: Group, found: Shown, counted: Counted) -> IndicatorFigure:
    cells = _cells_of(found, counted)
    sums = [cell.sums for cell in cells if cell.sums is not None]
    times = IN_ONE.get(counted.indicator.unit)
    rounding = counted.frame.rounding
    if times is not None:
        rounding = replace(rounding, rules=replace(rounding.rules, minutes_step=1))
    whole = Sums(
        cases=sum(each.cases for each in sums),
        total=sum(each.total for each in sums) * (times or 1),
        squares=sum(each.squares for each in sums) * (times or 1) ** 2,
    )
    return replace(plain, value=mean_shown(whole if sums else None, found, rounding))


def _rate(plain: IndicatorFigure, _group: Group, found: Shown, counted: Counted) -> IndicatorFigure:
    """Give a ratio in whole percents; not where nearly everybody or nearly nobody has any."""
    cells = [cell for cell in _cells_of(found, counted) if cell.ratio is not None]
    sums = reduce(add, [cell.ratio for cell in cells if cell.ratio is not None]) if cells else None
    threshold = counted.frame.rounding.rules.threshold
    few = min(sum(cell.some for cell in cells), sum(cell.short for cell in cells)) < threshold
    reason = found.reason or (HiddenReason.SMALL_NUMBERS if few else None)
    return replace(plain, value=rate_shown(sums, measure=counted.indicator.measure, reason=reason))


def rate_shown(
    sums: RatioSums | None, *, measure: Measure, reason: HiddenReason | None
) -> Protected:
    """Return a ratio of sums in whole percents with its interval, or why it is hidden."""
    if reason is not None or sums is None or sums.ratio is None:
        return hidden(reason or HiddenReason.NO_CASES)
    interval = ratio_interval(sums)
    percent = round(100 * sums.ratio)
    if interval is None:
        return Protected(value=percent)
    low, high = max(round(100 * interval.low), 0), round(100 * interval.high)
    if _is_share(measure):
        high = min(high, 100)
    return Protected(value=percent, low=low, high=high)


def _is_share(measure: Measure) -> bool:
    """Tell whether what is added up is part of what it is taken over, and never more."""
    return PART_OF.get(measure.value) == measure.per


def _curve(plain: IndicatorFigure, group: Group, found: Shown, counted: Counted) -> IndicatorFigure:
    method = counted.indicator.method
    curve = curve_shown(counted.days, counted.tables.whole, _MOMENTS[method], group, counted.frame)
    parts = {
        moment.name: _at(curve, moment.day, found, came=method == "incidence")
        for moment in counted.indicator.measure.moments
    }
    return replace(plain, curve=curve, parts=parts)


def _at(curve: ProtectedCurve, day: int, found: Shown, *, came: bool) -> Protected:
    point = curve.at(day)
    if found.reason is not None or point is None:
        return hidden(found.reason or curve.cases.reason or HiddenReason.SMALL_NUMBERS)
    still = point.survival
    if not came or still.value is None:
        return still
    return Protected(
        value=100 - still.value,
        low=None if still.high is None else 100 - still.high,
        high=None if still.low is None else 100 - still.low,
    )


def _cells_of(found: Shown, counted: Counted) -> list[MeasuredCell]:
    schemas, selection = counted.frame.schemas(found.members), counted.frame.selection
    return [
        cell
        for cell in counted.cells
        if cell.key.tenant_schema in schemas and selection.holds(cell.key)
    ]


_FIGURES: Final = {
    "count": _count,
    "share": _share,
    "mix": _mix,
    "shares": _mix,
    "mean": _mean,
    "rate": _rate,
    "curve": _curve,
    "incidence": _curve,
}
