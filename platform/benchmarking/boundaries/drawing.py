"""A file of boundaries as a small drawing: whole numbers, few points, a place for a label."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarking.boundaries import geojson
from benchmarking.boundaries.geojson import BoundariesRefused, BoundaryFile, Why
from benchmarking.boundaries.simplify import Point, Ring, TooJagged, simplified, surface

#: The longer side of a drawing: about eighty metres each for the whole country.
UNITS: Final = 4_000
#: At which heights of an area the widest place for a label is looked for.
_HEIGHTS: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
#: A place farther from the middle has to be so much wider.
_RATHER_IN_THE_MIDDLE: Final = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One area: its name in the file, its rings, and where in it a label stands.

    Outlines run against the clock and holes with it, from the lower left corner of the drawing.
    """

    name: str
    rings: tuple[Ring, ...]
    label_at: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Shapes by code, and how wide and high they are together."""

    width: int
    height: int
    shapes: Mapping[str, Shape]


def drawn(file: BoundaryFile) -> Drawing:
    """Return the drawing of a file; the same file always gives the same one.

    Raises:
        BoundariesRefused: an area is too small to be drawn, or a border too jagged.
    """
    place = _scale(file)
    on_grid = {
        code: tuple(ring for rings in area.polygons for ring in _on_grid(rings, place))
        for code, area in file.areas.items()
    }
    for code, rings in on_grid.items():
        if not rings:
            raise BoundariesRefused(Why.TOO_SMALL, code)
    try:
        simple = simplified(on_grid)
    except TooJagged as jagged:
        raise BoundariesRefused(Why.TOO_MANY) from jagged
    found = {
        code: Shape(name=file.areas[code].name, rings=rings, label_at=_label_place(rings))
        for code, rings in simple.items()
    }
    points = [point for shape in found.values() for ring in shape.rings for point in ring]
    return Drawing(width=max(x for x, _ in points), height=max(y for _, y in points), shapes=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    west: float
    south: float
    across: float
    up: float

    def at(self, point: geojson.Point) -> Point:
        x, y = point
        return round((x - self.west) * self.across), round((y - self.south) * self.up)


def _scale(file: BoundaryFile) -> _Scale:
    """Return how places become those of the drawing.

    A degree of longitude is shorter than one of latitude, by how far north the middle lies.
    """
    points = [
        point
        for area in file.areas.values()
        for rings in area.polygons
        for ring in rings
        for point in ring
    ]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shorter = math.cos(math.radians((south + north) / 2)) if file.is_in_degrees else 1.0
    longest = max((east - west) * shorter, north - south)
    if longest <= 0:
        raise BoundariesRefused(Why.TOO_SMALL, next(iter(file.areas)))
    return _Scale(west=west, south=south, across=UNITS * shorter / longest, up=UNITS / longest)


def _on_grid(rings: Sequence[geojson.Ring], scale: _Scale) -> list[Ring]:
    """Return the rings of a polygon on the grid, in their direction; without those of no surface.

    The outline is the first; without it there are no holes either.
    """
    found: list[Ring] = []
    for at, ring in enumerate(rings):
        points = [scale.at(point) for point in ring]
        once = tuple(p for n, p in enumerate(points[:-1]) if p != points[n - 1 if n else -2])
        turning = surface(once) if len(once) >= 3 else 0
        if not turning and at == 0:
            return []
        if turning:
            found.append(once if (turning > 0) is (at == 0) else once[::-1])
    return found


def _label_place(rings: Sequence[Ring]) -> tuple[float, float]:
    """Return the middle of a wide stretch through the largest ring: always inside the area."""
    largest = max(rings, key=surface)
    low, high = min(y for _, y in largest), max(y for _, y in largest)
    best = (0.0, float(largest[0][0]), float(largest[0][1]))
    for part in _HEIGHTS:
        # Between two whole numbers no point lies, so each border is crossed once.
        height = math.floor(low + part * (high - low)) + 0.5
        crossed = sorted(x for ring in rings for x in _crossings(ring, height))
        for left, right in zip(crossed[::2], crossed[1::2], strict=False):
            if right - left > best[0] * _RATHER_IN_THE_MIDDLE and _is_of(
                largest, (left + right) / 2, height
            ):
                best = (right - left, (left + right) / 2, height)
    return round(best[1], 1), round(best[2], 1)


def _crossings(ring: Ring, height: float) -> list[float]:
    return [
        x + (height - y) / (next_y - y) * (next_x - x)
        for (x, y), (next_x, next_y) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y > height) is not (next_y > height)
    ]


def _is_of(ring: Ring, x: float, height: float) -> bool:
    return sum(crossing > x for crossing in _crossings(ring, height)) % 2 == 1
