"""The curve of several organisations, made of what is shown of each and of nothing else.

So a member that knows its own days to the day learns of another what that one's curve shows.
"""

import math
from collections.abc import Sequence
from typing import Final

from benchmarking.disclosure import (
    DEFAULT_RULES,
    CurvePoint,
    HiddenReason,
    Protected,
    ProtectedCurve,
    is_dominated,
)
from benchmarking.disclosure.curves import no_curve
from benchmarking.statistics.quantiles import CONFIDENCE, normal_quantile

#: A moment of a curve is told where it is of so much of all that is followed.
_ENOUGH_OF_ALL: Final = 0.8


def mean_curve(curves: Sequence[ProtectedCurve]) -> ProtectedCurve:
    """Give the mean of curves at each moment that is shown of most of who are followed."""
    shown = [curve for curve in curves if not curve.cases.is_hidden]
    if not shown:
        return no_curve(main_reason([curve.cases for curve in curves]))
    cases = [curve.cases.value or 0 for curve in shown]
    if is_dominated(cases, largest_share=DEFAULT_RULES.largest_share):
        return no_curve(HiddenReason.DOMINATED)
    days = sorted({point.day for curve in shown for point in curve.points})
    points = [point for day in days if (point := _point(shown, day, sum(cases)))]
    ends = [curve.hidden_after for curve in shown if curve.hidden_after is not None]
    return ProtectedCurve(
        cases=Protected(value=sum(cases)),
        points=tuple(points),
        hidden_after=points[-1].day if points and ends else None,
    )


def main_reason(figures: Sequence[Protected]) -> HiddenReason:
    """Return why none of several figures is shown, in one reason."""
    reasons = {one.reason for one in figures if one.reason is not None}
    order = (HiddenReason.NOT_TOGETHER, HiddenReason.SMALL_NUMBERS, HiddenReason.DOMINATED)
    return next((reason for reason in order if reason in reasons), HiddenReason.NO_CASES)


def _point(curves: Sequence[ProtectedCurve], day: int, cases: int) -> CurvePoint | None:
    at = [(point, curve.cases.value or 0) for curve in curves if (point := curve.at(day))]
    of = sum(number for _, number in at)
    if of < _ENOUGH_OF_ALL * cases:
        return None
    at_risk = sum(point.at_risk.value or 0 for point, _ in at)
    mean = sum((point.survival.value or 0) * number for point, number in at) / of
    low, high = _around(mean, at_risk)
    return CurvePoint(
        day=day,
        survival=Protected(value=round(mean), low=low, high=high),
        at_risk=Protected(value=at_risk),
    )


def _around(percent: float, at_risk: int) -> tuple[int | None, int | None]:
    """Return Peto's interval, as of a single curve that is shown."""
    if not 0 < percent < 100 or not at_risk:
        return None, None
    part = percent / 100
    margin = normal_quantile(CONFIDENCE) * part * math.sqrt((1 - part) / at_risk)
    return round(100 * max(part - margin, 0)), round(100 * min(part + margin, 1))
