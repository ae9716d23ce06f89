"""Survival curves as they may be shown: coarse steps, each resting on enough people."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarking.disclosure.release import Rounding, release_count
from benchmarking.disclosure.values import HiddenReason, Protected, hidden
from benchmarking.statistics.survival import SurvivalCurve


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
    points = tuple(_point(curve, day, cell, rounding) for day in shown)
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


def _point(curve: SurvivalCurve, day: int, cell: str, rounding: Rounding) -> CurvePoint:
    interval = curve.interval_at(day)
    return CurvePoint(
        day=day,
        survival=Protected(
            value=round(100 * curve.survival_at(day)),
            low=None if interval is None else round(100 * interval.low),
            high=None if interval is None else round(100 * interval.high),
        ),
        at_risk=release_count(curve.at_risk_after(day), cell=f"{cell}@{day}", rounding=rounding),
    )


def no_curve(reason: HiddenReason) -> ProtectedCurve:
    """Return a curve of which nothing may be shown."""
    return ProtectedCurve(cases=hidden(reason))
