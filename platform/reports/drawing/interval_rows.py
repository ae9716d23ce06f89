"""Figures below one another, each a dot on its interval, on one axis: an SVG that needs no script.

The words beside each dot are the figures as the table has them; a figure that is hidden stands
there as that. Colours are attributes, so a page can set others by its own style sheet.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_WIDTH: Final = 640
_LEFT, _RIGHT, _TOP, _ROW, _FOOT = 230, 150, 6, 34, 22
#: So many signs of a name go on a line, and a name has two of them.
_SIGNS, _LINES = 36, 2
_MOST_TICKS: Final = 6
_INK, _SOFT, _GRID, _MARK = "#1c2126", "#4b525a", "#e6e2d9", "#1d4e68"
#: The first is there on paper, the others on a screen.
_FONT: Final = "Libertinus Serif, Source Sans 3, Segoe UI, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRow:
    """One figure: whose it is, how it reads, and where it lies.

    Without a `value` nothing is drawn, and `words` say why. Without both ends there is no interval.
    """

    label: str
    words: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    first: Fraction
    last: Fraction
    step: Fraction

    def x(self, value: Fraction) -> str:
        """Return where a value lies, in the units of the picture."""
        width = _WIDTH - _LEFT - _RIGHT
        return _number(_LEFT + width * (value - self.first) / (self.last - self.first))

    @property
    def ticks(self) -> list[Fraction]:
        count = int((self.last - self.first) / self.step)
        return [self.first + number * self.step for number in range(count + 1)]


def interval_rows(rows: Sequence[IntervalRow], *, story: str, decimal: str = ",") -> str:
    """Return the picture; `story` is what it says, in a sentence, for who does not see it.

    Args:
        rows: from top to bottom.
        story: read out instead of the picture.
        decimal: the sign before the decimals on the axis.

    Raises:
        NothingToDraw: no row has a value.
    """
    axis = _axis_of(rows)
    height = _TOP + _ROW * len(rows) + _FOOT
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
        f' width="{_WIDTH}" height="{height}" role="img" aria-label={quoteattr(story)}'
        f' font-family="{_FONT}" font-size="13">'
    )
    parts = [
        opening,
        *_grid(axis, height, decimal),
        *(part for place, row in enumerate(rows) for part in _row(row, place, axis)),
        "</svg>",
    ]
    return "".join(parts)


class NothingToDraw(ValueError):
    """No figure of a picture has a value, so there is nothing to draw."""

    def __init__(self) -> None:
        super().__init__("Draw figures of which at least one is shown.")


def _axis_of(rows: Sequence[IntervalRow]) -> _Axis:
    """Return an axis with round numbers, that holds nought and every end of an interval."""
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    if not ends:
        raise NothingToDraw
    low, high = min(*ends, Fraction(0)), max(*ends, Fraction(0))
    if low == high:
        high = low + 1
    step = _step(high - low)
    return _Axis(first=(low // step) * step, last=-((-high) // step) * step, step=step)


def _step(width: Fraction) -> Fraction:
    """Return the smallest of 1, 2 and 5 times a power of ten that leaves few enough ticks."""
    size = Fraction(1, 10)
    while True:
        for times in (1, 2, 5):
            if width / (size * times) <= _MOST_TICKS - 1:
                return size * times
        size *= 10


def _grid(axis: _Axis, height: int, decimal: str) -> list[str]:
    bottom = height - _FOOT
    return [
        f'<line x1="{axis.x(tick)}" x2="{axis.x(tick)}" y1="{_TOP}" y2="{bottom}"'
        f' stroke="{_SOFT if tick == 0 else _GRID}" stroke-width="1"/>'
        f'<text x="{axis.x(tick)}" y="{bottom + 16}" text-anchor="middle" font-size="11"'
        f' fill="{_SOFT}">{_tick(tick, decimal)}</text>'
        for tick in axis.ticks
    ]


def _row(row: IntervalRow, place: int, axis: _Axis) -> list[str]:
    middle = _TOP + _ROW * place + _ROW // 2
    found = [*_label(row.label, middle)]
    if row.value is not None:
        if row.low is not None and row.high is not None:
            found.append(
                f'<line x1="{axis.x(row.low)}" x2="{axis.x(row.high)}" y1="{middle}" y2="{middle}"'
                f' stroke="{_MARK}" stroke-width="2"/>'
            )
        found.append(f'<circle cx="{axis.x(row.value)}" cy="{middle}" r="5" fill="{_MARK}"/>')
    style = "" if row.value is not None else ' font-style="italic"'
    colour = _INK if row.value is not None else _SOFT
    found += _lines(row.words, middle, x=_WIDTH - _RIGHT + 12, signs=24, look=style, colour=colour)
    return found


def _label(label: str, middle: int) -> list[str]:
    return _lines(label, middle, x=0, signs=_SIGNS, look="", colour=_INK)


def _lines(text: str, middle: int, *, x: int, signs: int, look: str, colour: str) -> list[str]:
    """Return a text on one line or two, about a height."""
    lines = textwrap.wrap(text, signs, max_lines=_LINES, placeholder="…") or [""]
    first = middle + 4 - 7 * (len(lines) - 1)
    return [
        f'<text x="{x}" y="{first + 14 * number}" fill="{colour}"{look}>{escape(line)}</text>'
        for number, line in enumerate(lines)
    ]


def _tick(value: Fraction, decimal: str) -> str:
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    whole, tenth = divmod(round(abs(value) * 10), 10)
    return f"{sign}{whole}" if not tenth else f"{sign}{whole}{decimal}{tenth}"


def _number(value: Fraction) -> str:
    """Return a place with one decimal, the same on every machine."""
    tenths = round(value * 10)
    return f"{tenths // 10}.{tenths % 10}"
