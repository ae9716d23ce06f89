"""The parts of a difference for several groups beside each other, as a pure function."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.figures import Figure, Step
from dashboards.theme import Theme, layout
from dashboards.whiskers import beyond

_BAR, _HEAD = 1.0, 1.6  # heights in rows: of a bar, and of the name of its group
_PIXELS = 24  # of a row


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A group with its parts; without any, `words` says why there is nothing to show."""

    label: str
    words: str
    parts: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    step: Step
    at: float


def part_bars(
    rows: Sequence[PartRow], *, unit: str, colour: str, theme: Theme, language: str
) -> Figure:
    """Return for each group its parts from nought; `colour` is that of the other side.

    What is the organisation's own is filled, the rest is an outline: they differ without colour.
    """
    placed, heads, depth = _places(rows)
    low, high = _window([one.step for one in placed])
    figure = layout(theme, language=language, height=round(depth * _PIXELS) + 44)
    figure["margin"] |= {"l": 128}
    figure["xaxis"] |= {
        "range": [low, high],
        "ticksuffix": unit,
        "nticks": 5,
        "zeroline": True,
        "zerolinecolor": theme.rule,
        "zerolinewidth": 1,
    }
    figure["yaxis"] |= {
        "range": [-depth, 0],
        "tickvals": [one.at for one in placed],
        "ticktext": [one.step.label for one in placed],
        "showline": False,
    }
    figure["annotations"] = [
        *[_head(row, at, theme) for row, at in heads],
        *[_words(one, theme) for one in placed],
    ]
    return {"data": [_bars(placed, colour, theme)], "layout": figure}


def _places(rows: Sequence[PartRow]) -> tuple[list[_Placed], list[tuple[PartRow, float]], float]:
    placed, heads, depth = [], [], 0.0
    for row in rows:
        height = _HEAD if row.parts else _HEAD + _BAR
        heads.append((row, -(depth + height / 2)))
        depth += height
        for step in row.parts:
            placed.append(_Placed(step=step, at=-(depth + _BAR / 2)))
            depth += _BAR
    return placed, heads, depth + 0.3


def _bars(placed: Sequence[_Placed], colour: str, theme: Theme) -> dict[str, Any]:
    steps = [one.step for one in placed]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [step.value for step in steps],
        "y": [one.at for one in placed],
        "width": 0.5,
        "marker": {
            "color": [theme.own if step.is_own else "rgba(0,0,0,0)" for step in steps],
            "line": {
                "color": [theme.own if step.is_own else colour for step in steps],
                "width": 2,
            },
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [beyond(step.high, step.value) for step in steps],
            "arrayminus": [beyond(step.value, step.low) for step in steps],
            "color": theme.rule,
            "thickness": 2,
            "width": 4,
        },
        "text": [f"{step.label}: {step.words}" for step in steps],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _ends(step: Step) -> Iterator[float]:
    yield step.value
    yield from (end for end in (step.low, step.high) if end is not None)


def _window(steps: Sequence[Step]) -> tuple[float, float]:
    """Return where the axis begins and ends: with nought in it, and room for words on the right."""
    ends = [0.0, *(end for step in steps for end in _ends(step))]
    span = max(max(ends) - min(ends), 2.0)
    return min(ends) - 0.05 * span, max(ends) + 0.35 * span


def _head(row: PartRow, at: float, theme: Theme) -> dict[str, Any]:
    """Return the name of a group with its words; why it is hidden has a line of its own."""
    return {
        "text": f"<b>{row.label}</b>{'  ' if row.parts else '<br>'}{row.words}",
        "align": "left",
        "x": 0,
        "xref": "paper",
        "xshift": -124,
        "y": at - 0.1,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 15, "color": theme.ink},
    }


def _words(one: _Placed, theme: Theme) -> dict[str, Any]:
    return {
        "text": one.step.words,
        "x": max(0.0, *_ends(one.step)),
        "y": one.at,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 8,
        "showarrow": False,
        "font": {"size": 14, "color": theme.ink_soft},
    }
