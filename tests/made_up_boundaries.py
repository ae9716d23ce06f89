"""A file of boundaries that is nobody's: squares beside each other, in the form that CBS gives."""

import itertools
import json
from collections.abc import Mapping, Sequence

#: Metres of a side; each side has so many points in between, a little off the straight line.
SIDE, BETWEEN = 20_000, 9
_FROM = (100_000, 400_000)


def square(column: int, row: int, *, side: int = SIDE) -> list[list[float]]:
    """The closed ring of a square, against the clock, by its place in the file."""
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    ring: list[list[float]] = []
    for (x, y), (next_x, next_y) in itertools.pairwise(corners):
        ring += [
            _bent(column + x + (next_x - x) * n / (BETWEEN + 1),
                  row + y + (next_y - y) * n / (BETWEEN + 1), side)
            for n in range(BETWEEN + 1)
        ]  # fmt: skip
    return [*ring, ring[0]]


def _bent(column: float, row: float, side: int) -> list[float]:
    """A point of the grid; those between corners lie a few metres off, alike for both sides."""
    is_corner = column == int(column) and row == int(row)
    off = 0.0 if is_corner else 15.0 * ((round(column * 70 + row * 110) % 3) - 1)
    return [_FROM[0] + column * side + off, _FROM[1] + row * side + off]


def feature(code: str, *rings: list[list[float]], name: str = "", year: int = 2025) -> dict:
    """One area with a single polygon: its outline, and the holes in it."""
    return {
        "type": "Feature",
        "id": code,
        "properties": {
            "statcode": code,
            "statnaam": name or f"Gebied {code}",
            "jrstatcode": f"{year}{code}",
            "rubriek": "arbeidsmarktregio",
        },
        "geometry": {"type": "Polygon", "coordinates": list(rings)},
    }


def collection(features: Sequence[dict], **more: object) -> dict:
    """A whole file as data."""
    return {"type": "FeatureCollection", "features": list(features), **more}


def as_file(
    codes: Sequence[str], *, names: Mapping[str, str] | None = None, year: int = 2025
) -> bytes:
    """A file with a square for each code, five in a row."""
    features = [
        feature(code, square(at % 5, at // 5), name=(names or {}).get(code, ""), year=year)
        for at, code in enumerate(codes)
    ]
    return json.dumps(collection(features)).encode()
