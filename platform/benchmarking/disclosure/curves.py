"""Survival curves as they may be shown: coarse steps, each resting on enough people."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarking.disclosure.release import Rounding, release_count
from benchmarking.disclosure.values import HiddenReason, Protected, hidden
from benchmarking.statistics.quantiles import CONFIDENCE, normal_quantile
from benchmarking.statistics.survival import SurvivalCurve

_STEPS: Final = (1, 2, 5, 10)
_CASES_IN_A_STEP: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """One shown moment: share still without the event in whole percents, and who is followed on."""

    day: int
    survival: Protected
    at_risk: Protected


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedCurve:
    """A curve of shown moments; without points, `cases` carries the reason."""

    cases: Protected
    points: tuple[CurvePoint, ...] = ()
    hidden_after: int | None = None
    """The last shown day, when later ones exist but fewer than the threshold are followed there."""

    def at(self, day: int) -> CurvePoint | None:
        """Return the point shown for exactly `day`, or None if that moment is not shown."""
        return next((point for point in self.points if point.day == day), None)

    def as_data(self) -> dict[str, object]:
        """Return the curve for JSON."""
        return {
            "cases": self.cases.as_data(),
            "hidden_after_day": self.hidden_after,
            "points": [
                {
                    "day": point.day,
                    "survival_percent": point.survival.as_data(),
                    "at_risk": point.at_risk.as_data(),
                }
                for point in self.points
            ],
        }


def protect_curve(
    curve: SurvivalCurve,
    *,
    moments: Sequence[int],
    cell: str,
    rounding: Rounding,
    reason: HiddenReason | None = None,
) -> ProtectedCurve:
    """Return the curve at those of `moments` (days, the most wanted first) that may be shown.

    A moment is shown when at least `threshold` people are still followed after it, and at every
    event before it, and at least `threshold` left (by event or censoring) between it and the shown
    moment on either side: so no step of the curve is one person's.
    """
    cases = release_count(curve.cases, cell=cell, rounding=rounding, reason=reason)
    if cases.is_hidden:
        return ProtectedCurve(cases=cases)
    shown = _moments_to_show(curve, moments, rounding.rules.threshold)
    start = CurvePoint(day=0, survival=Protected(value=100), at_risk=cases)
    step = percent_step(cases.value or 0)
    points = tuple(_point(curve, day, f"{cell}@{day}", rounding, step) for day in shown)
    last_seen = int(curve.days[-1])
    last_shown = shown[-1] if shown else 0
    more = last_seen > last_shown
    return ProtectedCurve(
        cases=cases, points=(start, *points), hidden_after=last_shown if more else None
    )


def _moments_to_show(curve: SurvivalCurve, moments: Sequence[int], threshold: int) -> list[int]:
    shown: list[int] = []
    gone = {0: 0}
    for day in moments:
        left = curve.gone_by(day)
        before = max((other for other in shown if other < day), default=0)
        after = min((other for other in shown if other > day), default=None)
        steps = [left - gone[before], curve.at_risk_after(day), curve.fewest_at_risk_until(day)]
        if after is not None:
            steps.append(gone[after] - left)
        if min(steps) >= threshold:
            shown.append(day)
            gone[day] = left
    return sorted(shown)


def percent_step(cases: int) -> int:
    """Return the step in which a share of so many (rounded) cases is shown, in percents.

    Every step holds two cases or more, so that no row of shares is possible for one number of
    cases only: shares in whole percents of 40 people tell that they were 40, and not 38 or 42.
    """
    return next((step for step in _STEPS if cases * step >= _CASES_IN_A_STEP * 100), _STEPS[-1])


def _point(curve: SurvivalCurve, day: int, cell: str, rounding: Rounding, step: int) -> CurvePoint:
    at_risk = release_count(curve.at_risk_after(day), cell=cell, rounding=rounding)
    share = step * round(100 * curve.survival_at(day) / step)
    low, high = _shown_interval(share, at_risk.value or 0)
    return CurvePoint(day=day, survival=Protected(value=share, low=low, high=high), at_risk=at_risk)


def _shown_interval(share: int, at_risk: int) -> tuple[int | None, int | None]:
    """Return an interval made of the shown share and number alone, so that it tells no more.

    Peto's, which is wide rather than narrow: British Journal of Cancer 35 (1977), 1.
    """
    if not 0 < share < 100 or not at_risk:
        return None, None
    part = share / 100
    margin = normal_quantile(CONFIDENCE) * part * math.sqrt((1 - part) / at_risk)
    return round(100 * max(part - margin, 0)), round(100 * min(part + margin, 1))


def no_curve(reason: HiddenReason) -> ProtectedCurve:
    """Return a curve of which nothing may be shown."""
    return ProtectedCurve(cases=hidden(reason))
