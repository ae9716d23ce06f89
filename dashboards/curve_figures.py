"""Figures of curves over time, with numbers at risk, as pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.figures import Figure
from dashboards.theme import Theme, layout

#: Months with a tick, and with numbers at risk below it where there is room.
TICKS = (0, 6, 12, 24, 36, 48)
#: On a longer axis half a year has no room for a number of its own on a narrow page.
LONGEST_WITH_HALF_YEARS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A shown moment: months since the start, percent with interval, and who is still followed."""

    months: float
    percent: float
    low: float | None = None
    high: float | None = None
    at_risk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One curve with its name; `is_stepped` for curves of our own, not for published points."""

    name: str
    points: tuple[Point, ...]
    is_stepped: bool = True


def curves(
    *,
    own: Curve,
    reference: Curve,
    published: Sequence[Curve],
    colour: str,
    at_risk_label: str,
    months_label: str,
    theme: Theme,
    language: str,
) -> Figure:
    """Return the curves of both sides over months, and published points as quiet dotted lines.

    Below the axis stand the numbers still followed; `at_risk_label` has a place for the `name`.
    """
    last = _last_month((own, reference))
    figure = layout(theme, language=language, height=470)
    figure["margin"] = {"l": 54, "r": 12, "t": 16, "b": 144}
    ticks = [month for month in TICKS if month <= last]
    figure["xaxis"] |= {
        "range": [0, last * 1.02],
        "tickvals": ticks,
        "title": {
            "text": months_label,
            "font": {"size": 14, "color": theme.ink_soft},
            "standoff": 4,
        },
        "showgrid": False,
    }
    figure["yaxis"] |= {
        "range": [0, 102],
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": ["0 %", "25 %", "50 %", "75 %", "100 %"],
        "showgrid": True,
    }
    data = [
        *[_published(curve, last, theme) for curve in published],
        *_band(reference, colour, 0.10),
        *_band(own, theme.own, 0.16),
        _line(reference, {"color": colour, "width": 2.5, "dash": "dash"}),
        _line(own, {"color": theme.own, "width": 3}),
    ]
    numbered = [tick for tick in ticks if tick % 12 == 0 or last <= LONGEST_WITH_HALF_YEARS]
    figure["annotations"] = _numbers(own, reference, numbered, at_risk_label, colour, theme)
    return {"data": data, "layout": figure}


def _line(curve: Curve, look: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(curve.points) == 1 else "lines",
        "name": curve.name,
        "x": [point.months for point in curve.points],
        "y": [point.percent for point in curve.points],
        "line": look | {"shape": "hv" if curve.is_stepped else "linear"},
        "hovertemplate": f"{curve.name}: %{{y:.0f}} %, %{{x:.0f}} mnd<extra></extra>",
    }


def _band(curve: Curve, colour: str, strength: float) -> list[dict[str, Any]]:
    """Return the interval as a band between two invisible lines."""
    known = [point for point in curve.points if point.low is not None and point.high is not None]
    if len(known) < 2:
        return []
    shared = {
        "type": "scatter",
        "mode": "lines",
        "x": [point.months for point in known],
        "line": {"width": 0, "shape": "hv"},
        "hoverinfo": "skip",
    }
    return [
        shared | {"y": [point.low for point in known]},
        shared
        | {
            "y": [point.high for point in known],
            "fill": "tonexty",
            "fillcolor": _translucent(colour, strength),
        },
    ]


def _published(curve: Curve, last: float, theme: Theme) -> dict[str, Any]:
    points = [point for point in curve.points if point.months <= last]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": curve.name,
        "x": [point.months for point in points],
        "y": [point.percent for point in points],
        "line": {"color": theme.rule, "width": 1.5, "dash": "dot"},
        "marker": {"color": theme.paper, "size": 6, "line": {"color": theme.rule, "width": 1.5}},
        "hovertemplate": f"{curve.name}: %{{y:.0f}} %<extra></extra>",
    }


def _numbers(
    own: Curve,
    reference: Curve,
    ticks: Sequence[int],
    label: str,
    colour: str,
    theme: Theme,
) -> list[dict[str, Any]]:
    """Return the numbers still followed below the axis: a line with the name, then the numbers."""
    rows = []
    for curve, tone, depth in ((own, theme.own, -66), (reference, colour, -110)):
        if not curve.points:
            continue
        rows.append(_text(label % {"name": curve.name}, 0, depth, theme.ink_soft, anchor="left"))
        for tick in ticks:
            followed = _at(curve, tick)
            if followed:
                anchor = "left" if tick == 0 else "center"
                rows.append(_text(followed, tick, depth - 19, tone, anchor=anchor))
    return rows


def _at(curve: Curve, months: float) -> str:
    return next((point.at_risk for point in curve.points if abs(point.months - months) < 0.25), "")


def _text(text: str, x: float, shift: int, tone: str, *, anchor: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": x,
        "y": 0,
        "yref": "paper",
        "yshift": shift,
        "xanchor": anchor,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 14, "color": tone},
    }


def _last_month(sides: Sequence[Curve]) -> float:
    ends = [curve.points[-1].months for curve in sides if curve.points]
    return max([*ends, 12.0])


def _translucent(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"
