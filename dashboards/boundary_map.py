"""A map with boundaries as they were read in: an area for each tile, the darker the higher."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarking.boundaries.drawing import Drawing, Shape
from benchmarking.boundaries.simplify import surface
from dashboards.figures import Figure
from dashboards.theme import Theme, layout
from dashboards.tile_map import STEPS, Tile, colour_of, ends_of, shade_of

#: Of more areas than this the figures would stand on top of each other.
MOST_LABELS: Final = 40
_NOTHING: Final = "rgba(0,0,0,0)"
_MARGIN: Final = 0.02  # of the longer side
#: Width and height of a step of the key, as parts of the figure.
_STEP: Final = (0.05, 0.03)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What the map says of itself: its ends in words, an empty area, and where it is from."""

    low: str
    high: str
    empty: str
    credit: str


def boundary_map(
    tiles: Sequence[Tile], drawing: Drawing, *, key: Key, theme: Theme, language: str
) -> Figure:
    """Return the map; a tile whose area is not in the drawing is left out.

    Areas of which there is no figure are empty, with a dotted line: they are not pale.
    """
    placed = sorted(
        ((tile, drawing.shapes[tile.code]) for tile in tiles if tile.code in drawing.shapes),
        key=lambda one: (one[0].is_marked, -_size(one[1]), one[0].code),
    )
    ends = ends_of([tile.value for tile, _ in placed if tile.value is not None])
    with_tile = {tile.code for tile, _ in placed}
    rest = [shape for code, shape in sorted(drawing.shapes.items()) if code not in with_tile]
    figure = _layout(drawing, theme, language)
    figure["shapes"] = list(_key_shapes(theme))
    figure["annotations"] = [*_labels(placed, ends, theme), *_key_words(key, theme)]
    return {
        "data": [
            *([_rest(rest, theme)] if rest else []),
            *(_area(tile, shape, shade_of(tile.value, ends), theme) for tile, shape in placed),
        ],
        "layout": figure,
    }


def _layout(drawing: Drawing, theme: Theme, language: str) -> Figure:
    figure = layout(theme, language=language, height=580)
    edge = _MARGIN * max(drawing.width, drawing.height)
    figure["margin"] = {"l": 2, "r": 2, "t": 4, "b": 4}
    axis = {"visible": False, "showgrid": False, "constrain": "domain"}
    figure["xaxis"] |= axis | {"range": [-edge, drawing.width + edge]}
    figure["yaxis"] |= axis | {"range": [-edge, drawing.height + edge], "scaleanchor": "x"}
    return figure


def _size(shape: Shape) -> int:
    return sum(surface(ring) for ring in shape.rings)


def _lines(shapes: Sequence[Shape]) -> dict[str, list[int | None]]:
    """Return the rings of shapes as one line with gaps, each ring closed."""
    x: list[int | None] = []
    y: list[int | None] = []
    for ring in (ring for shape in shapes for ring in shape.rings):
        x += [*(point[0] for point in ring), ring[0][0], None]
        y += [*(point[1] for point in ring), ring[0][1], None]
    return {"x": x[:-1], "y": y[:-1]}


def _rest(shapes: Sequence[Shape], theme: Theme) -> dict[str, Any]:
    line = {"color": theme.rule, "width": 1, "dash": "dot"}
    return _lines(shapes) | {"type": "scatter", "mode": "lines", "line": line, "hoverinfo": "skip"}


def _area(tile: Tile, shape: Shape, shade: int | None, theme: Theme) -> dict[str, Any]:
    return _lines([shape]) | {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "fillcolor": _NOTHING if shade is None else colour_of(theme, shade),
        "line": {
            "color": theme.ink if tile.is_marked else theme.rule,
            "width": 3 if tile.is_marked else 1,
            "dash": "dot" if shade is None else "solid",
        },
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": tile.story,
    }


def _labels(
    placed: Sequence[tuple[Tile, Shape]], ends: tuple[float, float], theme: Theme
) -> Iterator[dict[str, Any]]:
    told = [(tile, shape) for tile, shape in placed if tile.value is not None]
    for tile, shape in told if len(told) <= MOST_LABELS else []:
        is_dark = (shade_of(tile.value, ends) or 0) > STEPS // 2
        yield {
            "text": f"<b>{tile.words}</b>",
            "x": shape.label_at[0],
            "y": shape.label_at[1],
            "showarrow": False,
            "font": {"size": 12, "color": theme.paper if is_dark else theme.ink},
        }


def _key_shapes(theme: Theme) -> Iterator[dict[str, Any]]:
    for step in (*range(STEPS), None):
        at = STEPS + 1 if step is None else step
        yield {
            "type": "rect",
            "xref": "paper",
            "yref": "paper",
            "x0": at * _STEP[0],
            "x1": (at + 1) * _STEP[0],
            "y0": 1 - _STEP[1],
            "y1": 1,
            "fillcolor": _NOTHING if step is None else colour_of(theme, step),
            "line": {"color": theme.rule, "width": 1, "dash": "dot" if step is None else "solid"},
        }


def _key_words(key: Key, theme: Theme) -> Iterator[dict[str, Any]]:
    below, width = 1 - _STEP[1], _STEP[0]
    for text, x, anchor in (
        (key.low, 0.0, "left"),
        (key.high, STEPS * width, "right"),
        (key.empty, (STEPS + 1) * width, "left"),
    ):
        yield _word(text, theme) | {"x": x, "xanchor": anchor, "y": below, "yanchor": "top"}
    yield _word(key.credit, theme) | {"x": 0, "xanchor": "left", "y": 0, "yanchor": "bottom"}


def _word(text: str, theme: Theme) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "font": {"size": 12, "color": theme.ink_soft},
    }
