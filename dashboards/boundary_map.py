"""A map with boundaries as they were read in: an area for each tile, the darker the higher."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarking.boundaries.drawing import Drawing, Shape
from benchmarking.boundaries.simplify import surface
from dashboards.figures import Figure
from dashboards.theme import Theme, layout
from dashboards.tile_map import STEPS, Tile, colour_of, ends_of, shade_of

#: A figure stands in an area that has room for it, on a phone too: as parts of the drawing.
ROOM: Final = (0.1, 0.05)
_NOTHING: Final = "rgba(0,0,0,0)"
_MARGIN: Final = 0.02  # of the longer side
#: Width and height of a step of the key, as parts of the figure.
_STEP: Final = (0.05, 0.03)
_ROW: Final = 0.09


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

    Areas of which there is no figure are empty: they are not pale.
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
    figure["annotations"] = [
        *_labels([one for one in placed if _has_room(one[1], drawing)], ends, theme),
        *_key_words(key, theme),
    ]
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


def _has_room(shape: Shape, drawing: Drawing) -> bool:
    largest = max(shape.rings, key=surface)
    across = [x for x, _ in largest]
    up = [y for _, y in largest]
    wide, high = max(across) - min(across), max(up) - min(up)
    return wide >= ROOM[0] * drawing.width and high >= ROOM[1] * drawing.height


def _lines(shapes: Sequence[Shape]) -> dict[str, list[int | None]]:
    """Return the rings of shapes as one line with gaps, each ring closed."""
    x: list[int | None] = []
    y: list[int | None] = []
    for ring in (ring for shape in shapes for ring in shape.rings):
        x += [*(point[0] for point in ring), ring[0][0], None]
        y += [*(point[1] for point in ring), ring[0][1], None]
    return {"x": x[:-1], "y": y[:-1]}


def _rest(shapes: Sequence[Shape], theme: Theme) -> dict[str, Any]:
    line = {"color": theme.rule, "width": 1}
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
        },
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": tile.story,
    }


def _labels(
    placed: Sequence[tuple[Tile, Shape]], ends: tuple[float, float], theme: Theme
) -> Iterator[dict[str, Any]]:
    for tile, shape in placed:
        if tile.value is None:
            continue
        is_dark = (shade_of(tile.value, ends) or 0) > STEPS // 2
        yield {
            "text": f"<b>{tile.words}</b>",
            "x": shape.label_at[0],
            "y": shape.label_at[1],
            "showarrow": False,
            "font": {"size": 12, "color": theme.paper if is_dark else theme.ink},
        }


def _key_shapes(theme: Theme) -> Iterator[dict[str, Any]]:
    """Draw the steps in a row, and below them an empty one."""
    for step in range(STEPS):
        yield _key_box(step * _STEP[0], 1.0, colour_of(theme, step), theme)
    yield _key_box(0.0, 1 - _ROW, _NOTHING, theme)


def _key_box(x: float, y: float, colour: str, theme: Theme) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "x0": x,
        "x1": x + _STEP[0],
        "y0": y - _STEP[1],
        "y1": y,
        "fillcolor": colour,
        "line": {"color": theme.rule, "width": 1},
    }


def _key_words(key: Key, theme: Theme) -> Iterator[dict[str, Any]]:
    width, height = _STEP
    below = {"y": 1 - height, "yanchor": "top"}
    yield _word(key.low, theme) | below | {"x": 0, "xanchor": "left"}
    yield _word(key.high, theme) | below | {"x": STEPS * width, "xanchor": "right"}
    beside = {"y": 1 - _ROW - height / 2, "yanchor": "middle"}
    yield _word(key.empty, theme) | beside | {"x": width * 1.1, "xanchor": "left"}
    yield _word(key.credit, theme) | {"x": 0, "xanchor": "left", "y": 0, "yanchor": "bottom"}


def _word(text: str, theme: Theme) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "font": {"size": 12, "color": theme.ink_soft},
    }
