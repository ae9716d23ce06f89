"""Points of curves of a release, made once from days and kept as they may be shown."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from benchmarking.cells import DayCell
from benchmarking.cube import cell_name
from benchmarking.disclosure import (
    CurvePoint,
    HiddenReason,
    Protected,
    ProtectedCurve,
    Rounding,
    protect_curve,
)
from benchmarking.disclosure.curves import no_curve
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.released_indicators.places import Places
from benchmarking.released_indicators.tables import POINT
from benchmarking.shown import NEXT_JOB_MOMENTS, RETENTION_MOMENTS
from benchmarking.statistics.survival import kaplan_meier

#: Of each method, the most wanted first.
MOMENTS: Final = {"curve": RETENTION_MOMENTS, "incidence": NEXT_JOB_MOMENTS}
_NOT_SHOWN: Final = -1
Day = tuple[int, int, int, int]


def points_of(
    days: Sequence[DayCell],
    *,
    moments: Sequence[int],
    wanted: Mask,
    places: Places,
    family: str,
    rounding: Rounding,
) -> Counts:
    """Return the points of the curve of every organisation at every wanted place.

    Args:
        days: how many had the event, or were last seen, by cell and day.
        moments: days, the most wanted first.
        wanted: by organisation and place; the others have no points.
        places: the lines.
        family: of the table of cases, under which numbers are rounded.
        rounding: as everywhere.
    """
    found = np.full((*wanted.shape, len(moments) + 1, POINT), _NOT_SHOWN, dtype=np.int64)
    found[..., -1, 0] = 0  # hidden from the first day on
    gathered = _gathered(days, places)
    for member, place in zip(*np.nonzero(wanted), strict=True):
        rows = gathered.get((int(member), int(place)))
        if rows:
            cell = cell_name(places.axes.members[member], places.names[place], family)
            found[member, place] = _points(rows, moments, cell, rounding)
    return found


def curve_from(points: Counts, *, moments: Sequence[int], cases: Protected) -> ProtectedCurve:
    """Return a curve of the points at one place; `cases` carries the reason where there is none."""
    if cases.is_hidden:
        return no_curve(cases.reason or HiddenReason.SMALL_NUMBERS)
    shown = [
        CurvePoint(
            day=day,
            survival=Protected(value=share, low=_or_none(low), high=_or_none(high)),
            at_risk=Protected(value=at_risk),
        )
        for day, (share, low, high, at_risk) in zip(moments, points[:-1].tolist(), strict=True)
        if share != _NOT_SHOWN
    ]
    start = CurvePoint(day=0, survival=Protected(value=100), at_risk=cases)
    return ProtectedCurve(
        cases=cases,
        points=(start, *sorted(shown, key=lambda point: point.day)),
        hidden_after=_or_none(int(points[-1, 0])),
    )


def _or_none(value: int) -> int | None:
    return None if value == _NOT_SHOWN else value


def _gathered(days: Sequence[DayCell], places: Places) -> dict[tuple[int, int], list[Day]]:
    placed = places.placed([day.key for day in days])
    found: dict[tuple[int, int], list[Day]] = defaultdict(list)
    for at, member, of in zip(placed.used, placed.members, placed.places.T, strict=True):
        day = days[at]
        row = (day.days, day.events, day.censored, day.entered)
        for place in of:
            found[int(member), int(place)].append(row)
    return found


def _points(rows: Sequence[Day], moments: Sequence[int], cell: str, rounding: Rounding) -> Counts:
    days, events, censored, entered = zip(*rows, strict=True)
    curve = kaplan_meier(days=days, events=events, censored=censored, entered=entered)
    shown = protect_curve(curve, moments=moments, cell=cell, rounding=rounding)
    found = np.full((len(moments) + 1, POINT), _NOT_SHOWN, dtype=np.int64)
    for number, day in enumerate(moments):
        point = shown.at(day)
        if point is not None:
            told = (point.survival.value, point.survival.low, point.survival.high)
            numbers = [*told, point.at_risk.value]
            found[number] = [_NOT_SHOWN if one is None else one for one in numbers]
    found[-1, 0] = _NOT_SHOWN if shown.hidden_after is None else shown.hidden_after
    return found
