"""Rings with fewer points, so that neighbours still fit: a shared border is simplified once.

Rings are cut where borders meet, as in TopoJSON, and each piece is simplified by Douglas and
Peucker's method in a direction that does not depend on whose it is. All points are whole numbers,
so the same file gives the same drawing on every machine.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

Point = tuple[int, int]
#: Closed, without its first point once more at the end.
Ring = tuple[Point, ...]
#: A line nearer than this is as good as straight, in units of the drawing.
TOLERANCE: Final = 6
#: A piece of land or a hole that is smaller cannot be seen, in square units of the drawing.
SMALLEST: Final = 200
#: So many distances for each point of a piece. Borders ask some twenty; a comb that was made for it
#: asks half as many as it has points, and would keep a process busy for hours.
MOST_DISTANCES: Final = 100


class TooJagged(ValueError):
    """A border goes to and fro so often that simplifying it would take hours."""

    def __init__(self, points: int) -> None:
        super().__init__(
            f"A border of {points} points is no border of land: take a generalised one."
        )


def simplified(
    areas: Mapping[str, Sequence[Ring]],
    *,
    tolerance: int = TOLERANCE,
    smallest: int = SMALLEST,
) -> dict[str, tuple[Ring, ...]]:
    """Return every area with fewer points; its largest ring always stays.

    Args:
        areas: rings by code; borders that two areas share go through the same points.
        tolerance: how far a point that is left out may lie from the line without it.
        smallest: other rings with less surface than this are left out.

    Raises:
        TooJagged: a border is none of land.
    """
    corners = _corners([ring for rings in areas.values() for ring in rings])
    return {
        code: _kept([(ring, _ring(ring, corners, tolerance)) for ring in rings], smallest)
        for code, rings in areas.items()
    }


def surface(ring: Ring) -> int:
    """Return twice the surface of a ring: above nought where it runs against the clock."""
    return sum(
        x * next_y - next_x * y
        for (x, y), (next_x, next_y) in zip(ring, (*ring[1:], *ring[:1]), strict=True)
    )


def _kept(pairs: Sequence[tuple[Ring, Ring]], smallest: int) -> tuple[Ring, ...]:
    largest = max(range(len(pairs)), key=lambda at: abs(surface(pairs[at][0])))
    found = []
    for at, (before, after) in enumerate(pairs):
        if len(after) >= 3 and abs(surface(after)) >= 2 * smallest:
            found.append(after)
        elif at == largest:
            found.append(after if len(after) >= 3 and surface(after) else before)
    return tuple(found)


def _corners(rings: Sequence[Ring]) -> frozenset[Point]:
    """Return the points where borders meet: those that have other neighbours in another ring."""
    beside: dict[Point, frozenset[Point]] = {}
    found = set()
    for ring in rings:
        for at, point in enumerate(ring):
            pair = frozenset((ring[at - 1], ring[(at + 1) % len(ring)]))
            if beside.setdefault(point, pair) != pair:
                found.add(point)
    return frozenset(found)


def _ring(ring: Ring, corners: frozenset[Point], tolerance: int) -> Ring:
    cuts = [at for at, point in enumerate(ring) if point in corners]
    if not cuts:
        return _closed(ring, tolerance)
    turned = (*ring[cuts[0] :], *ring[: cuts[0]], ring[cuts[0]])
    places = [*(cut - cuts[0] for cut in cuts), len(ring)]
    kept: list[Point] = []
    for start, end in itertools.pairwise(places):
        kept += _piece(turned[start : end + 1], tolerance)[:-1]
    return tuple(kept)


def _closed(ring: Ring, tolerance: int) -> Ring:
    """Simplify an island: from its first point in order, so that a hole fits what lies in it."""
    first = ring.index(min(ring))
    turned = (*ring[first:], *ring[: first + 1])
    return tuple(_piece(turned, tolerance)[:-1])


def _piece(points: Sequence[Point], tolerance: int) -> list[Point]:
    """Simplify one piece of border, alike from either side."""
    is_turned = (points[0], points[1]) > (points[-1], points[-2])
    ordered = list(reversed(points)) if is_turned else list(points)
    kept = [ordered[at] for at in _kept_places(ordered, tolerance)]
    return kept[::-1] if is_turned else kept


def _kept_places(points: Sequence[Point], tolerance: int) -> list[int]:
    kept = {0, len(points) - 1}
    waiting, room = [(0, len(points) - 1)], MOST_DISTANCES * len(points)
    while waiting:
        start, end = waiting.pop()
        room -= end - start
        if room < 0:
            raise TooJagged(len(points))
        farthest, at = 0.0, 0
        for place in range(start + 1, end):
            distance = _distance(points[place], points[start], points[end])
            if distance > farthest:
                farthest, at = distance, place
        if farthest > tolerance * tolerance:
            kept.add(at)
            waiting += [(start, at), (at, end)]
    return sorted(kept)


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the square of how far a point lies from a stretch."""
    along = (end[0] - start[0], end[1] - start[1])
    to = (point[0] - start[0], point[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    ahead = along[0] * to[0] + along[1] * to[1]
    if ahead <= 0 or not length:
        return float(to[0] ** 2 + to[1] ** 2)
    if ahead >= length:
        return float((point[0] - end[0]) ** 2 + (point[1] - end[1]) ** 2)
    return (along[0] * to[1] - along[1] * to[0]) ** 2 / length
