"""A figure by year for two sides, with marks where the policy changed, as a pure function."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.figures import Figure
from dashboards.theme import Theme, layout
from dashboards.whiskers import beyond


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPoint:
    """A value of a year, with its interval; None is hidden."""

    year: int
    value: float | None
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One side over the years."""

    name: str
    points: tuple[YearPoint, ...]


def trend(
    *,
    own: Series,
    group: Series,
    changes: Sequence[float],
    unit: str,
    theme: Theme,
    language: str,
) -> Figure:
    """Return both sides over the years; `changes` are moments, as years with a fraction."""
    years = [point.year for point in own.points]
    figure = layout(theme, language=language, height=380)
    figure["margin"] |= {"l": 62, "r": 14, "t": 30}
    figure["xaxis"] |= {
        "range": [min(years), max(years) + 1],
        "tickvals": [year + 0.5 for year in years],
        "ticktext": [str(year) for year in years],
        "showgrid": False,
    }
    ends = [
        end
        for point in (*own.points, *group.points)
        for end in (point.value, point.high)
        if end is not None
    ]
    figure["yaxis"] |= {
        "range": [0, 1.15 * max([*ends, 1.0])],
        "showgrid": True,
        "ticksuffix": unit,
        "nticks": 6,
    }
    drawn = [at for at in changes if min(years) <= at <= max(years) + 1]
    figure["shapes"] = [_change(at, theme) for at in drawn]
    figure["annotations"] = [_number(number, at, theme) for number, at in enumerate(drawn, start=1)]
    own_look = {"color": theme.own, "width": 3}
    group_look = {"color": theme.peers, "width": 2.5, "dash": "dash"}
    return {
        "data": [
            _line(group, group_look, "square-open", 0.02, theme),
            _line(own, own_look, "circle", -0.02, theme),
        ],
        "layout": figure,
    }


def _line(
    side: Series, look: dict[str, Any], symbol: str, beside: float, theme: Theme
) -> dict[str, Any]:
    """Return one side; a year that is hidden breaks the line."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": side.name,
        "connectgaps": False,
        "x": [point.year + 0.5 + beside for point in side.points],
        "y": [point.value for point in side.points],
        "line": look,
        "marker": {"size": 10, "symbol": symbol, "color": look["color"]},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [beyond(point.high, point.value) for point in side.points],
            "arrayminus": [beyond(point.value, point.low) for point in side.points],
            "color": theme.rule,
            "thickness": 2,
            "width": 4,
        },
        "text": [f"{side.name}, {point.year}: {point.words}" for point in side.points],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _change(at: float, theme: Theme) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": theme.rule, "width": 1.5, "dash": "dot"},
    }


def _number(number: int, at: float, theme: Theme) -> dict[str, Any]:
    return {
        "text": f"{number}",
        "x": at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": theme.ink_soft},
    }
