"""A funnel: every organisation against its number of cases, with limits, as a pure function."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.figures import Figure
from dashboards.theme import Theme, layout

#: Within this part of the width from an end a name stands on the inner side of its mark.
_NEAR_AN_EDGE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelMark:
    """One organisation: cases, value in the unit of the axis, and whether it is named."""

    name: str
    words: str
    cases: int
    value: float
    is_own: bool
    is_outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelEdge:
    """The limits at a number of cases."""

    cases: int
    low_95: float
    high_95: float
    low_998: float
    high_998: float


def funnel(
    marks: Sequence[FunnelMark],
    edges: Sequence[FunnelEdge],
    *,
    target: float,
    unit: str,
    cases_label: str,
    names: tuple[str, str, str],
    theme: Theme,
    language: str,
) -> Figure:
    """Return the funnel; `names` are those of the target and of both limits.

    Who lies outside is a diamond, the own organisation is filled: they differ without colour.
    """
    figure = layout(theme, language=language, height=460)
    figure["margin"] |= {"l": 62, "r": 14, "t": 12, "b": 62}
    most = max([mark.cases for mark in marks] + [edge.cases for edge in edges])
    figure["xaxis"] |= {
        "range": [0, most * 1.06],
        "title": {"text": cases_label, "font": {"size": 14, "color": theme.ink_soft}},
        "showgrid": False,
        "nticks": 6,
    }
    figure["yaxis"] |= {
        "range": _window(marks, edges),
        "ticksuffix": unit,
        "showgrid": True,
        "nticks": 6,
    }
    data = [
        *[_edge(edges, name, names[2], "solid", theme) for name in ("low_998", "high_998")],
        *[_edge(edges, name, names[1], "dash", theme) for name in ("low_95", "high_95")],
        _target(target, most, names[0], theme),
        _marks([mark for mark in marks if not mark.is_own], theme, is_own=False),
        _marks([mark for mark in marks if mark.is_own], theme, is_own=True),
    ]
    figure["annotations"] = [_name(mark, most, theme) for mark in marks if mark.is_own]
    return {"data": data, "layout": figure}


def _window(marks: Sequence[FunnelMark], edges: Sequence[FunnelEdge]) -> list[float]:
    """Return the axis: all that is shown, and of the limits as much as stands at real sizes."""
    least = min((mark.cases for mark in marks), default=0)
    near = [edge for edge in edges if edge.cases >= least] or list(edges)
    ends = [mark.value for mark in marks]
    ends += [end for edge in near for end in (edge.low_998, edge.high_998)]
    span = max(max(ends) - min(ends), 1.0)
    return [min(ends) - 0.06 * span, max(ends) + 0.08 * span]


def _edge(
    edges: Sequence[FunnelEdge], name: str, label: str, dash: str, theme: Theme
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": label,
        "x": [edge.cases for edge in edges],
        "y": [getattr(edge, name) for edge in edges],
        "line": {"color": theme.rule, "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


def _target(target: float, most: int, name: str, theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [0, most * 1.06],
        "y": [target, target],
        "line": {"color": theme.uwv, "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _marks(marks: Sequence[FunnelMark], theme: Theme, *, is_own: bool) -> dict[str, Any]:
    tone = theme.own if is_own else theme.peers
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.cases for mark in marks],
        "y": [mark.value for mark in marks],
        "marker": {
            "size": [15 if is_own else 11 if mark.is_outside else 9 for mark in marks],
            "symbol": ["diamond" if mark.is_outside else "circle" for mark in marks],
            "color": theme.own if is_own else theme.paper,
            "line": {"width": 2, "color": tone},
        },
        "text": [f"{mark.name}: {mark.words}" for mark in marks],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _anchor(part: float) -> str:
    """Return how a name stands by its mark, so that it stays within a narrow figure."""
    return "left" if part < _NEAR_AN_EDGE else "right" if part > 1 - _NEAR_AN_EDGE else "center"


def _name(mark: FunnelMark, most: int, theme: Theme) -> dict[str, Any]:
    return {
        "text": f"<b>{mark.name}</b>",
        "x": mark.cases,
        "y": mark.value,
        "xanchor": _anchor(mark.cases / most),
        "yshift": 18,
        "showarrow": False,
        "bgcolor": theme.paper,
        "font": {"size": 14, "color": theme.own},
    }
