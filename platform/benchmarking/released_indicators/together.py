"""A figure of several organisations, made of what is shown of each and of nothing else.

So it says nothing beyond those figures, and everybody less one gives what is shown of that one.
Whoever is hidden is left out; how many count is said. An interval is made as that of one
organisation is: Wilson's of a share, Peto's of a curve and of its moments, and of means and rates
the one that those of the members come to.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from benchmarking.definitions import Indicator
from benchmarking.disclosure import (
    DEFAULT_RULES,
    CurvePoint,
    HiddenReason,
    Protected,
    ProtectedCurve,
    is_dominated,
)
from benchmarking.disclosure.curves import no_curve
from benchmarking.disclosure.values import hidden
from benchmarking.released_indicators.compared import moments_of
from benchmarking.released_indicators.values import ReleasedFigure, Whom
from benchmarking.statistics.proportions import wilson_interval
from benchmarking.statistics.quantiles import CONFIDENCE, normal_quantile

#: A moment of a curve is told where it is of so much of all that is followed.
_ENOUGH_OF_ALL: Final = 0.8
#: A figure, and over how many cases it is.
Weighed = tuple[Protected, int]


def taken_together(
    whom: Whom, figures: Sequence[ReleasedFigure], *, asked: Indicator
) -> ReleasedFigure:
    """Return the figure of several, of the figures of each under one choice.

    Args:
        whom: who they are.
        figures: one or more, of one selection; that of one alone is its own.
        asked: the indicator: people are added, all else is weighed by cases.
    """
    first = figures[0]
    counted = [one for one in figures if _is_shown(one)]
    if len(figures) == 1:
        return replace(first, whom=whom, members_counted=len(counted))
    value, curve = first.value, first.curve
    if value is not None:
        value = _value([_of_value(one) for one in figures], asked)
    if curve is not None:
        curve = _curve([one.curve for one in figures if one.curve])
    return ReleasedFigure(
        indicator=first.indicator,
        whom=whom,
        selection=first.selection,
        release=first.release,
        as_of=max(one.as_of for one in counted or figures),
        members=len(figures),
        members_counted=len(counted),
        holds_synthetic=any(one.holds_synthetic for one in figures),
        cases=_added([one.cases for one in counted] or [one.cases for one in figures]),
        value=value,
        parts=_parts(figures, asked) if curve is None else moments_of(curve, asked),
        curve=curve,
    )


def _parts(figures: Sequence[ReleasedFigure], asked: Indicator) -> Mapping[str, Protected]:
    codes = dict.fromkeys(code for one in figures for code in one.parts)
    return {code: _value([_of_part(one, code) for one in figures], asked) for code in codes}


def _is_shown(one: ReleasedFigure) -> bool:
    told = [one.value, *one.parts.values()]
    return not one.cases.is_hidden and any(part is not None and not part.is_hidden for part in told)


def _of_value(one: ReleasedFigure) -> Weighed:
    return one.value or hidden(HiddenReason.NO_CASES), one.cases.value or 0


def _of_part(one: ReleasedFigure, code: str) -> Weighed:
    return one.parts.get(code, hidden(HiddenReason.NO_CASES)), one.cases.value or 0


def _added(counts: Sequence[Protected]) -> Protected:
    shown = [one.value for one in counts if one.value is not None]
    return Protected(value=sum(shown)) if shown else hidden(_reason(counts))


def _value(figures: Sequence[Weighed], asked: Indicator) -> Protected:
    told = [(one, cases) for one, cases in figures if one.value is not None and cases]
    if not told:
        return hidden(_reason([one for one, _ in figures]))
    if asked.unit == "people":
        return _added([one for one, _ in told])
    cases = [number for _, number in told]
    if is_dominated(cases, largest_share=DEFAULT_RULES.largest_share):
        return hidden(HiddenReason.DOMINATED)
    mean = sum((one.value or 0) * number for one, number in told) / sum(cases)
    if asked.unit == "percent" and asked.method != "rate":
        return _share(mean, sum(cases))
    return _mean(mean, told, sum(cases))


def _share(mean: float, cases: int) -> Protected:
    interval = wilson_interval(round(mean * cases / 100), cases) if 0 <= mean <= 100 else None
    if interval is None:
        return Protected(value=round(mean))
    return Protected(
        value=round(mean), low=round(100 * interval.low), high=round(100 * interval.high)
    )


def _mean(mean: float, told: Sequence[Weighed], cases: int) -> Protected:
    """Give a mean with the interval that those of its members come to, as far as all have one.

    Each side by itself: Zou and Donner, Statistics in Medicine 27 (2008), 1693. So that of rates
    stays between nought and what they can be at most.
    """
    if any(one.low is None or one.high is None for one, _ in told):
        return Protected(value=round(mean))
    below = [((one.value or 0) - (one.low or 0)) * n / cases for one, n in told]
    above = [((one.high or 0) - (one.value or 0)) * n / cases for one, n in told]
    return Protected(
        value=round(mean),
        low=round(mean - math.hypot(*below)),
        high=round(mean + math.hypot(*above)),
    )


def _curve(curves: Sequence[ProtectedCurve]) -> ProtectedCurve:
    """Give the mean of curves at each moment that is shown of most of who are followed."""
    shown = [curve for curve in curves if not curve.cases.is_hidden]
    if not shown:
        return no_curve(_reason([curve.cases for curve in curves]))
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


def _reason(figures: Sequence[Protected]) -> HiddenReason:
    reasons = {one.reason for one in figures if one.reason is not None}
    order = (HiddenReason.NOT_TOGETHER, HiddenReason.SMALL_NUMBERS, HiddenReason.DOMINATED)
    return next((reason for reason in order if reason in reasons), HiddenReason.NO_CASES)
