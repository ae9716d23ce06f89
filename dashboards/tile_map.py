"""A schematic map: a tile for every labour-market region, about where it lies in the country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarking.disclosure import Protected
from dashboards import words
from dashboards.figures import Figure
from dashboards.theme import Theme, layout

#: Column from the west and row from the north, by the CBS code of the region (our own drawing).
TILES: Final[Mapping[str, tuple[int, int]]] = {
    "AM02": (4, 0), "AM01": (5, 0),
    "AM15": (2, 1), "AM36": (4, 1), "AM03": (5, 1),
    "AM17": (2, 2), "AM11": (3, 2), "AM06": (4, 2), "AM05": (5, 2),
    "AM37": (1, 3), "AM18": (2, 3), "AM12": (3, 3), "AM14": (4, 3), "AM09": (5, 3),
    "AM19": (1, 4), "AM20": (2, 4), "AM13": (3, 4), "AM38": (4, 4), "AM07": (5, 4),
    "AM21": (0, 5), "AM34": (1, 5), "AM35": (2, 5), "AM10": (3, 5), "AM08": (4, 5),
    "AM22": (0, 6), "AM23": (1, 6), "AM26": (2, 6), "AM27": (3, 6), "AM29": (5, 6),
    "AM24": (0, 7), "AM25": (1, 7), "AM28": (3, 7), "AM32": (4, 7), "AM33": (5, 7),
    "AM30": (5, 8),
}  # fmt: skip
#: What fits in a tile; the whole name stands in the table and where one points.
SHORT: Final[Mapping[str, str]] = {
    "AM01": "Gron.", "AM02": "Friesl.", "AM03": "Drenthe", "AM05": "Twente", "AM06": "Veluwe",
    "AM07": "M-Geld.", "AM08": "Nijm.", "AM09": "Achterh.", "AM10": "Rivierl.", "AM11": "Flevol.",
    "AM12": "Gooi", "AM13": "M-Utr.", "AM14": "Amersf.", "AM15": "NH-Noord", "AM17": "Zaanstr.",
    "AM18": "Amst.", "AM19": "H-Rijnl.", "AM20": "M-Holl.", "AM21": "Haagl.", "AM22": "Rijnm.",
    "AM23": "Drechtst.", "AM24": "Zeeland", "AM25": "W-Brab.", "AM26": "M-Brab.",
    "AM27": "NO-Brab.", "AM28": "ZO-Brab.", "AM29": "N-Limb.", "AM30": "Z-Limb.", "AM32": "Helmond",
    "AM33": "M-Limb.", "AM34": "ZH-Centr.", "AM35": "Gorinch.", "AM36": "Zwolle",
    "AM37": "Z-Kenn.", "AM38": "FoodV.",
}  # fmt: skip
#: In so many steps the tiles grow darker.
STEPS: Final = 5
_HALF = 0.47


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A region: its code, what its tile says in two short lines, and its whole story on hover.

    `value` decides how dark it is; None is a region without a figure, told apart by an empty tile.
    """

    code: str
    short: str
    words: str
    story: str
    value: float | None
    is_marked: bool = False


def tile_map(tiles: Sequence[Tile], *, theme: Theme, language: str) -> Figure:
    """Return the map: the darker the higher, with the figure written in each tile."""
    placed = [(tile, *TILES[tile.code]) for tile in tiles if tile.code in TILES]
    figure = layout(theme, language=language, height=560)
    figure["margin"] = {"l": 2, "r": 2, "t": 4, "b": 4}
    figure["xaxis"] |= {"range": [-0.55, 5.55], "visible": False, "showgrid": False}
    figure["yaxis"] |= {"range": [-8.55, 0.55], "visible": False, "showgrid": False}
    steps = ends_of([tile.value for tile, _, _ in placed if tile.value is not None])
    figure["shapes"] = [
        _square(tile, column, row, shade_of(tile.value, steps), theme)
        for tile, column, row in placed
    ]
    figure["annotations"] = [
        _text(tile, column, row, shade_of(tile.value, steps), theme) for tile, column, row in placed
    ]
    data = {
        "type": "scatter",
        "mode": "markers",
        "x": [column for _, column, _ in placed],
        "y": [-row for _, _, row in placed],
        "marker": {"size": 44, "opacity": 0},
        "text": [tile.story for tile, _, _ in placed],
        "hovertemplate": "%{text}<extra></extra>",
    }
    return {"data": [data], "layout": figure}


def number_of(told: Protected | None, unit: str) -> str:
    """Return the bare number that fits in a tile; a dash where there is none."""
    if told is None or told.value is None:
        return "–"
    return words.bare(told, unit).split("\N{NO-BREAK SPACE}")[0].split(" ")[0]


def ends_of(values: Sequence[float]) -> tuple[float, float]:
    """Return the lowest and the highest, between which tiles grow darker."""
    return (min(values), max(values)) if values else (0.0, 0.0)


def shade_of(value: float | None, ends: tuple[float, float]) -> int | None:
    """Return how dark a tile is, from 0 to the last step; None without a figure."""
    if value is None:
        return None
    low, high = ends
    if high <= low:
        return STEPS // 2
    return min(int((value - low) / (high - low) * STEPS), STEPS - 1)


def _square(tile: Tile, column: int, row: int, shade: int | None, theme: Theme) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": column - _HALF,
        "x1": column + _HALF,
        "y0": -row - _HALF,
        "y1": -row + _HALF,
        "layer": "below",
        "fillcolor": "rgba(0,0,0,0)" if shade is None else colour_of(theme, shade),
        "line": {
            "color": theme.ink if tile.is_marked else theme.rule,
            "width": 3 if tile.is_marked else 1,
            "dash": "dot" if shade is None else "solid",
        },
    }


def _text(tile: Tile, column: int, row: int, shade: int | None, theme: Theme) -> dict[str, Any]:
    is_dark = shade is not None and shade > STEPS // 2
    return {
        "text": f"{tile.short}<br><b>{tile.words}</b>",
        "x": column,
        "y": -row,
        "showarrow": False,
        "font": {"size": 12, "color": theme.paper if is_dark else theme.ink},
    }


def colour_of(theme: Theme, shade: int) -> str:
    """Return the colour of a step between the wash and the colour of the own organisation."""
    part = (0.1, 0.25, 0.4, 0.85, 1.0)[shade]
    ends = [_channels(colour) for colour in (theme.own_wash, theme.own)]
    mixed = [round(a + (b - a) * part) for a, b in zip(*ends, strict=True)]
    return f"rgb({mixed[0]},{mixed[1]},{mixed[2]})"


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue
