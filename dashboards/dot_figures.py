"""Figures of organisations beside each other as dots with intervals, as pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from dashboards.figures import Figure
from dashboards.theme import Theme, layout
from dashboards.whiskers import beyond

_PIXELS, _PIXELS_OF_TWO = 30, 38  # of a row, and where a name takes two lines
_LONGEST_LINE = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One row: its name, its value with interval in the unit of the axis, and its look.

    Without a value `words` says why it is hidden. `look` is own, group or other.
    """

    label: str
    words: str
    value: float | None
    low: float | None = None
    high: float | None = None
    look: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A mark across all rows: where, in what words, and dashed or not."""

    at: float
    words: str
    is_dashed: bool = True


def interval_dots(
    rows: Sequence[Dot],
    *,
    unit: str,
    lines: Sequence[Line] = (),
    theme: Theme,
    language: str,
    starts_at_nought: bool = True,
) -> Figure:
    """Return a row for each with its dot and interval; a hidden one says why.

    The own organisation is a filled dot, a group an open square, and others are rings.
    """
    names = [_in_lines(row.label) for row in rows]
    pixels = _PIXELS_OF_TWO if any("<br>" in name for name in names) else _PIXELS
    figure = layout(theme, language=language, height=pixels * len(rows) + 74)
    figure["margin"] |= {"l": 166, "t": 26}
    low, high = _window(rows, lines, starts_at_nought=starts_at_nought)
    figure["xaxis"] |= {"range": [low, high], "ticksuffix": unit, "nticks": 5}
    figure["yaxis"] |= {
        "range": [-len(rows) + 0.4, 0.6],
        "tickvals": [-at for at in range(len(rows))],
        "ticktext": names,
        "showline": False,
    }
    figure["shapes"] = [_across(line, theme) for line in lines]
    figure["annotations"] = [
        *[_why(row, -at, low, theme) for at, row in enumerate(rows) if row.value is None],
        *[_name_of(line, theme) for line in lines],
    ]
    return {"data": [_dots(rows, theme)], "layout": figure}


def _dots(rows: Sequence[Dot], theme: Theme) -> dict[str, Any]:
    shown = [(row, -at) for at, row in enumerate(rows) if row.value is not None]
    tones = {"own": theme.own, "group": theme.paper, "other": theme.paper}
    edges = {"own": theme.own, "group": theme.peers, "other": theme.peers}
    marks = {"own": "circle", "group": "square", "other": "circle"}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row, _ in shown],
        "y": [at for _, at in shown],
        "marker": {
            "size": [13 if row.look == "own" else 11 for row, _ in shown],
            "color": [tones[row.look] for row, _ in shown],
            "symbol": [marks[row.look] for row, _ in shown],
            "line": {"width": 2, "color": [edges[row.look] for row, _ in shown]},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [beyond(row.high, row.value) for row, _ in shown],
            "arrayminus": [beyond(row.value, row.low) for row, _ in shown],
            "visible": any(row.low is not None for row, _ in shown),
            "color": theme.rule,
            "thickness": 2,
            "width": 4,
        },
        "text": [f"{row.label}: {row.words}" for row, _ in shown],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _window(
    rows: Sequence[Dot], lines: Sequence[Line], *, starts_at_nought: bool
) -> tuple[float, float]:
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    ends += [line.at for line in lines]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    low = min(low, 0.0) if starts_at_nought else low
    span = max(high - low, 1.0)
    return low - 0.06 * span, high + 0.06 * span


def _in_lines(name: str) -> str:
    """Return a name for beside a row: on two lines where it is long, and cut off only then."""
    return "<br>".join(wrap(name, _LONGEST_LINE, max_lines=2, placeholder="…"))


def _why(row: Dot, at: float, left: float, theme: Theme) -> dict[str, Any]:
    return {
        "text": f"<i>{row.words}</i>",
        "x": left,
        "y": at,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 6,
        "showarrow": False,
        "font": {"size": 13, "color": theme.ink_soft},
    }


def _across(line: Line, theme: Theme) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": line.at,
        "x1": line.at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {
            "color": theme.rule,
            "width": 1.5,
            "dash": "dash" if line.is_dashed else "solid",
        },
    }


def _name_of(line: Line, theme: Theme) -> dict[str, Any]:
    return {
        "text": line.words,
        "x": line.at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": theme.ink_soft},
    }
