"""Figures of published policy beside the baseline, as pure functions: by topic, and by quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.figures import Figure
from dashboards.theme import Theme, layout

_PIXELS = 58  # of a row: its label stands above its dots
_LABEL_AT = 0.36  # above the middle of the row


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDot:
    """One policy on a row: its name, where it lies in percents; look is own, group, other."""

    name: str
    value: int
    words: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """One topic with everybody on it."""

    label: str
    dots: tuple[PolicyDot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPoint:
    """A value at the end of a quarter; None where there was no policy."""

    label: str
    value: int | None
    words: str


def topic_strips(rows: Sequence[TopicRow], *, theme: Theme, language: str) -> Figure:
    """Return a row for each topic, with a dot for everybody: own filled, the group a square."""
    figure = layout(theme, language=language, height=_PIXELS * len(rows) + 48)
    highest = max((dot.value for row in rows for dot in row.dots), default=0)
    figure["margin"] |= {"l": 12, "r": 12}
    figure["xaxis"] |= {
        "range": [-0.02 * max(highest, 10), 1.06 * max(highest, 10)],
        "ticksuffix": " %",
        "nticks": 5,
    }
    figure["yaxis"] |= {"range": [-len(rows) + 0.4, 0.7], "visible": False}
    figure["annotations"] = [_label(row.label, -at, theme) for at, row in enumerate(rows)]
    figure["shapes"] = [_line(-at, theme) for at in range(len(rows))]
    placed = [(dot, -at) for at, row in enumerate(rows) for dot in row.dots]
    looks = ("other", "group", "own")  # who matters most is drawn last, on top
    return {
        "data": [
            _dots([pair for pair in placed if pair[0].look == look], look, theme) for look in looks
        ],
        "layout": figure,
    }


def by_quarter(
    own: Sequence[QuarterPoint],
    group: Sequence[QuarterPoint],
    *,
    names: tuple[str, str],
    theme: Theme,
    language: str,
) -> Figure:
    """Return both sides over the quarters, from nought; a quarter without policy breaks a line."""
    figure = layout(theme, language=language, height=340)
    figure["margin"] |= {"l": 54, "r": 14, "t": 20, "b": 56}
    figure["xaxis"] |= {
        "range": [-0.4, len(own) - 0.6],
        "tickvals": list(range(len(own))),
        "ticktext": [point.label for point in own],
        "showgrid": False,
    }
    ends = [point.value for point in (*own, *group) if point.value is not None]
    figure["yaxis"] |= {
        "range": [0, 1.2 * max([*ends, 5])],
        "showgrid": True,
        "ticksuffix": " %",
        "nticks": 6,
    }
    look = {"color": theme.own, "width": 3}
    other = {"color": theme.peers, "width": 2.5, "dash": "dash"}
    return {
        "data": [
            _over_time(group, names[1], other, "square-open"),
            _over_time(own, names[0], look, "circle"),
        ],
        "layout": figure,
    }


def _over_time(
    points: Sequence[QuarterPoint], name: str, look: dict[str, Any], symbol: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "connectgaps": False,
        "x": list(range(len(points))),
        "y": [point.value for point in points],
        "line": look,
        "marker": {"size": 10, "symbol": symbol, "color": look["color"]},
        "text": [f"{name}: {point.words}" for point in points],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _dots(placed: Sequence[tuple[PolicyDot, int]], look: str, theme: Theme) -> dict[str, Any]:
    colour = theme.own if look == "own" else theme.peers
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.value for dot, _ in placed],
        "y": [at - 0.08 for _, at in placed],
        "marker": {
            "size": 14 if look == "own" else 11,
            "color": theme.own if look == "own" else theme.paper,
            "symbol": "square" if look == "group" else "circle",
            "line": {"width": 2, "color": colour},
        },
        "text": [f"{dot.name}: {dot.words}" for dot, _ in placed],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _label(text: str, row: float, theme: Theme) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "y": row + _LABEL_AT,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 15, "color": theme.ink},
    }


def _line(row: int, theme: Theme) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": row - 0.08,
        "y1": row - 0.08,
        "layer": "below",
        "line": {"color": theme.grid, "width": 1},
    }
