"""Figures of bars, as pure functions from worded values to a plotly figure.

Labels stand above their bars and values beside them, so that a figure reads the same on a phone.
The chosen organisation is filled, the other side is an outline: they differ without colour too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.theme import Theme, layout
from dashboards.whiskers import beyond

Figure = dict[str, Any]

_ROW = 1.0  # one row of a figure on the vertical axis
_LABEL_AT = 0.40  # above the middle of the row
_THICKNESS = 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One bar: value and interval in the unit of the axis; without a value, why it is hidden."""

    value: float | None
    low: float | None = None
    high: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One row: its label, and the bar of each side."""

    label: str
    own: Mark
    reference: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the waterfall; `is_own` when it belongs to the chosen organisation."""

    label: str
    words: str
    value: float
    low: float | None
    high: float | None
    is_own: bool


def paired_bars(
    rows: Sequence[BarRow],
    *,
    names: tuple[str, str],
    unit: str,
    colour: str,
    theme: Theme,
    language: str,
) -> Figure:
    """Return rows of two bars from nought, with intervals; a hidden one is a hatched stub.

    `names` are those of the two sides, `colour` is that of the other side.
    """
    largest = _largest(rows)
    figure = layout(theme, language=language, height=78 * len(rows) + 48)
    figure["xaxis"] |= {"range": [0, largest * 1.3], "ticksuffix": unit, "nticks": 5}
    figure["yaxis"] |= {"range": [-len(rows) + 0.35, 0.6], "visible": False}
    figure["annotations"] = [_row_label(row.label, -at, theme) for at, row in enumerate(rows)]
    sides = (
        ("own", names[0], 0.11, {"color": theme.own}),
        ("reference", names[1], -0.17, _outline(colour)),
    )
    data: list[dict[str, Any]] = []
    for side, name, offset, look in sides:
        marks = [(getattr(row, side), -at + offset) for at, row in enumerate(rows)]
        data.append(_bars(marks, name, look, theme))
        figure["annotations"] += [
            _value_label(mark, at, name, largest, theme) for mark, at in marks
        ]
        hidden = [at for mark, at in marks if mark.value is None]
        if hidden:
            data.append(_stubs(hidden, largest, theme))
    return {"data": data, "layout": figure}


def waterfall(
    steps: Sequence[Step],
    *,
    start: tuple[str, str, float],
    end: tuple[str, str, float],
    unit: str,
    colour: str,
    theme: Theme,
    language: str,
) -> Figure:
    """Return the steps from one mean to the other, drawn from floating bars.

    `start` and `end` are (label, words, value). The two means are lines and not bars, so the axis
    may begin where the steps are: the length of a step is its size wherever the axis begins.
    """
    levels = [start[2]]
    for step in steps:
        levels.append(levels[-1] + step.value)
    rows = len(steps) + 2
    figure = layout(theme, language=language, height=64 * rows + 44)
    low, high = _window([*levels, *_ends(steps, levels)])
    figure["xaxis"] |= {"range": [low, high], "ticksuffix": unit, "nticks": 5}
    figure["yaxis"] |= {"range": [-rows + 0.4, 0.6], "visible": False}
    figure["annotations"] = [
        _row_label(_with_words(start[0], start[1]), 0, theme),
        *[
            _row_label(_with_words(step.label, step.words), -at, theme)
            for at, step in enumerate(steps, start=1)
        ],
        _row_label(_with_words(end[0], end[1]), -(rows - 1), theme),
    ]
    figure["shapes"] = [_connector(level, -at, theme) for at, level in enumerate(levels)]
    data = [
        _floating(steps, levels, colour, theme),
        _mean(start, 0, {"color": theme.paper, "line": {"color": colour, "width": 3}}),
        _mean(end, -(rows - 1), {"color": theme.own, "line": {"color": theme.own, "width": 3}}),
    ]
    return {"data": data, "layout": figure}


def _floating(
    steps: Sequence[Step], levels: Sequence[float], colour: str, theme: Theme
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [level for level, _ in zip(levels, steps, strict=False)],
        "x": [step.value for step in steps],
        "y": [-at - 0.08 for at in range(1, len(steps) + 1)],
        "width": 0.34,
        "marker": {
            "color": [theme.own if step.is_own else "rgba(0,0,0,0)" for step in steps],
            "line": {
                "color": [theme.own if step.is_own else colour for step in steps],
                "width": 2,
            },
        },
        "error_x": _whiskers([(step.value, step.low, step.high) for step in steps], theme),
        "text": [f"{step.label}: {step.words}" for step in steps],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _ends(steps: Sequence[Step], levels: Sequence[float]) -> list[float]:
    """Give where the intervals of the steps end on the axis, so that none is cut off."""
    return [
        level + end
        for level, step in zip(levels, steps, strict=False)
        for end in (step.low, step.high)
        if end is not None
    ]


def _window(levels: Sequence[float]) -> tuple[float, float]:
    """Return where the axis begins and ends: around the steps, and at least two hours wide."""
    low, high = min(levels), max(levels)
    span = max(high - low, 2.0)
    middle = (low + high) / 2
    return max(0.0, middle - 0.66 * span), middle + 0.66 * span


def _mean(side: tuple[str, str, float], row: float, look: dict[str, Any]) -> dict[str, Any]:
    """Return one side's mean as a dot, as on the yardstick of a finding."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [side[2]],
        "y": [row - 0.08],
        "marker": look | {"size": 14},
        "text": [f"{side[0]} {side[1]}"],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _connector(at: float, row: float, theme: Theme) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "y0": row - 0.24,
        "y1": row - 0.92,
        "line": {"color": theme.rule, "width": 1, "dash": "dot"},
    }


def _bars(
    marks: Sequence[tuple[Mark, float]], name: str, look: dict[str, Any], theme: Theme
) -> dict[str, Any]:
    shown = [(mark, at) for mark, at in marks if mark.value is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": [mark.value for mark, _ in shown],
        "y": [at for _, at in shown],
        "width": _THICKNESS,
        "marker": look,
        "error_x": _whiskers([(mark.value, mark.low, mark.high) for mark, _ in shown], theme),
        "text": [f"{name}: {mark.words}" for mark, _ in shown],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _whiskers(
    ends: Sequence[tuple[float | None, float | None, float | None]], theme: Theme
) -> dict[str, Any]:
    """Return the intervals of (value, low, high), in a tone that shows on a bar and beside it."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [beyond(high, value) for value, _, high in ends],
        "arrayminus": [beyond(value, low) for value, low, _ in ends],
        "color": theme.rule,
        "thickness": 2,
        "width": 5,
    }


def _stubs(places: Sequence[float], largest: float, theme: Theme) -> dict[str, Any]:
    """Return hatched stubs where a bar is hidden; their length means nothing."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [largest * 0.12] * len(places),
        "y": list(places),
        "width": _THICKNESS,
        "marker": {
            "color": "rgba(0,0,0,0)",
            "line": {"color": theme.rule, "width": 1},
            "pattern": {"shape": "/", "fgcolor": theme.rule, "size": 6, "solidity": 0.2},
        },
        "hoverinfo": "skip",
    }


def _outline(colour: str) -> dict[str, Any]:
    return {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 2}}


def _row_label(text: str, row: float, theme: Theme) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "y": row + _LABEL_AT,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 15, "color": theme.ink},
        "align": "left",
        "bgcolor": theme.paper,
        "borderpad": 2,
    }


def _value_label(mark: Mark, at: float, name: str, largest: float, theme: Theme) -> dict[str, Any]:
    end = largest * 0.12 if mark.value is None else max(mark.value, mark.high or 0)
    return {
        "text": f"{name} {mark.words}" if mark.value is None else mark.words,
        "x": end,
        "y": at,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 6,
        "showarrow": False,
        "font": {"size": 14, "color": theme.ink_soft},
    }


def _with_words(label: str, words: str) -> str:
    return f"{label}  <b>{words}</b>"


def _largest(rows: Sequence[BarRow]) -> float:
    ends = [
        end
        for row in rows
        for mark in (row.own, row.reference)
        for end in (mark.value, mark.high)
        if end is not None
    ]
    return max([*ends, 1.0])
