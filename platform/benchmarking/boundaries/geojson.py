"""A file of boundaries as CBS gives it (gebiedsindelingen): read strictly, or refused by name.

GeoJSON with a feature for every area: `statcode` (GM0363, AM18), `statnaam`, `jrstatcode`
(2025AM18), and a polygon or several in the national grid (EPSG:28992) or in degrees.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NoReturn

#: The largest file that is read: that of all municipalities takes a few million bytes.
LARGEST: Final = 20_000_000
#: The Netherlands have 342 municipalities; a file of districts has thousands of areas.
MOST_AREAS: Final = 1_000
MOST_POINTS: Final = 400_000

Point = tuple[float, float]
Ring = tuple[Point, ...]

_CODE = re.compile(r"(?P<kind>AM|GM|XX)(?P<number>\d{2,4})")
_LENGTHS: Final = {"AM": 2, "GM": 4, "XX": 4}
_YEARS: Final = range(1995, 2101)
#: What a name is made of: no mark that a page or a figure could take for its own.
_NAME = re.compile(r"[\w'’`´().,/ +-]{1,100}")
_GRID, _DEGREES = ("28992",), ("4326", "4258", "CRS84")
#: West, south, east and north of all that is the Netherlands in Europe, amply.
_EDGES_OF_GRID: Final = (-20_000.0, 280_000.0, 320_000.0, 660_000.0)
_EDGES_IN_DEGREES: Final = (2.5, 50.0, 8.0, 54.5)


class AreaKind(StrEnum):
    """Of what kind the areas of a file are."""

    REGION = "region"
    MUNICIPALITY = "municipality"


class Why(StrEnum):
    """Why a file is refused."""

    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    NOT_AREAS = "not_areas"
    TOO_MANY = "too_many"
    OTHER_AREAS = "other_areas"
    MIXED_AREAS = "mixed_areas"
    CODE_MISSING = "code_missing"
    CODE_TWICE = "code_twice"
    NAME_UNREADABLE = "name_unreadable"
    YEAR_MISSING = "year_missing"
    OTHER_YEAR = "other_year"
    NO_POLYGON = "no_polygon"
    RING_OPEN = "ring_open"
    NO_NUMBER = "no_number"
    OTHER_GRID = "other_grid"
    OUTSIDE = "outside"
    TURNED_ROUND = "turned_round"
    TOO_SMALL = "too_small"
    NONE_KNOWN = "none_known"


class BoundariesRefused(ValueError):
    """A file of boundaries cannot be used: `why`, and `where` in it (a code, or a number)."""

    def __init__(self, why: Why, where: str = "") -> None:
        self.why, self.where = why, where
        at = f" at {where}" if where else ""
        super().__init__(
            f"The file of boundaries is refused{at}: {why.value}. Take the file of regions "
            "or municipalities of CBS (gebiedsindelingen) as GeoJSON."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileArea:
    """One area of a file: its name, and its polygons, each an outline with the holes in it."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryFile:
    """What a file holds: areas of one kind and year by code, in metres or in degrees."""

    kind: AreaKind
    year: int
    areas: Mapping[str, FileArea]
    is_in_degrees: bool


def read_boundaries(content: bytes) -> BoundaryFile:
    """Read a file of boundaries.

    Raises:
        BoundariesRefused: for any reason, with the place in the file.
    """
    if len(content) > LARGEST:
        raise BoundariesRefused(Why.TOO_LARGE)
    data = _parsed(content)
    features = _features(data)
    areas: dict[str, FileArea] = {}
    years: dict[str, int] = {}
    room = MOST_POINTS
    for place, feature in enumerate(features, start=1):
        code, area = _area(feature, f"#{place}")
        if code in areas:
            raise BoundariesRefused(Why.CODE_TWICE, code)
        room -= sum(len(ring) for polygon in area.polygons for ring in polygon)
        if room < 0:
            raise BoundariesRefused(Why.TOO_MANY)
        areas[code], years[code] = area, _year(feature["properties"], code)
    return BoundaryFile(
        kind=_kind(areas),
        year=_one_year(years),
        areas=areas,
        is_in_degrees=_is_in_degrees(data, areas),
    )


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:  # a text that is no UTF-8 is a ValueError too
        if isinstance(problem, BoundariesRefused):
            raise
        raise BoundariesRefused(Why.NOT_JSON) from problem
    if not isinstance(data, dict):
        raise BoundariesRefused(Why.NOT_AREAS)
    return data


def _no_number(_given: str) -> NoReturn:
    raise BoundariesRefused(Why.NO_NUMBER)


def _features(data: dict[str, Any]) -> list[dict[str, Any]]:
    features = data.get("features")
    if data.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise BoundariesRefused(Why.NOT_AREAS)
    if len(features) > MOST_AREAS:
        raise BoundariesRefused(Why.TOO_MANY)
    return features


def _area(feature: object, place: str) -> tuple[str, FileArea]:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise BoundariesRefused(Why.CODE_MISSING, place)
    code, name = feature["properties"].get("statcode"), feature["properties"].get("statnaam")
    if not isinstance(code, str) or not code:
        raise BoundariesRefused(Why.CODE_MISSING, place)
    found = _CODE.fullmatch(code)
    if found is None or len(found["number"]) != _LENGTHS[found["kind"]]:
        raise BoundariesRefused(Why.OTHER_AREAS, f"{place} ({code[:12]})")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise BoundariesRefused(Why.NAME_UNREADABLE, code)
    return code, FileArea(name=name, polygons=_polygons(feature.get("geometry"), code))


def _polygons(geometry: object, code: str) -> tuple[tuple[Ring, ...], ...]:
    if not isinstance(geometry, dict):
        raise BoundariesRefused(Why.NO_POLYGON, code)
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    several = [coordinates] if kind == "Polygon" else coordinates
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(several, list) or not several:
        raise BoundariesRefused(Why.NO_POLYGON, code)
    if not all(isinstance(rings, list) and rings for rings in several):
        raise BoundariesRefused(Why.NO_POLYGON, code)
    return tuple(tuple(_ring(ring, code) for ring in rings) for rings in several)


def _ring(ring: object, code: str) -> Ring:
    if not isinstance(ring, list):
        raise BoundariesRefused(Why.NO_POLYGON, code)
    points = tuple(_point(point, code) for point in ring)
    if len(points) < 4 or points[0] != points[-1]:
        raise BoundariesRefused(Why.RING_OPEN, code)
    return points


def _point(point: object, code: str) -> Point:
    if not isinstance(point, list) or len(point) not in (2, 3):
        raise BoundariesRefused(Why.NO_NUMBER, code)
    x, y = point[0], point[1]
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in (x, y)):
        raise BoundariesRefused(Why.NO_NUMBER, code)
    try:
        found = (float(x), float(y))
    except OverflowError as beyond:  # a whole number of hundreds of digits
        raise BoundariesRefused(Why.NO_NUMBER, code) from beyond
    if not all(math.isfinite(each) for each in found):
        raise BoundariesRefused(Why.NO_NUMBER, code)
    return found


def _year(properties: Mapping[str, object], code: str) -> int:
    told = properties.get("jrstatcode")
    year = told[:4] if isinstance(told, str) else ""
    if told != f"{year}{code}" or not re.fullmatch(r"[12]\d{3}", year) or int(year) not in _YEARS:
        raise BoundariesRefused(Why.YEAR_MISSING, code)
    return int(year)


def _kind(areas: Mapping[str, FileArea]) -> AreaKind:
    first = next(iter(areas))
    is_region = first.startswith("AM")
    for code in areas:
        if code.startswith("AM") is not is_region:
            raise BoundariesRefused(Why.MIXED_AREAS, f"{first}, {code}")
    return AreaKind.REGION if is_region else AreaKind.MUNICIPALITY


def _one_year(years: Mapping[str, int]) -> int:
    first = next(iter(years.values()))
    for code, year in years.items():
        if year != first:
            raise BoundariesRefused(Why.OTHER_YEAR, code)
    return first


def _is_in_degrees(data: Mapping[str, Any], areas: Mapping[str, FileArea]) -> bool:
    """Tell it from the numbers, as many files do not say; what a file says has to agree."""
    first_code, first = next(iter(areas.items()))
    x, y = first.polygons[0][0][0]
    in_degrees = abs(x) <= 180 and abs(y) <= 180
    said = _said_grid(data)
    if said and not said.endswith(_DEGREES if in_degrees else _GRID):
        raise BoundariesRefused(Why.OTHER_GRID, said[-20:])
    if in_degrees and _is_inside((y, x), _EDGES_IN_DEGREES):
        raise BoundariesRefused(Why.TURNED_ROUND, first_code)
    edges = _EDGES_IN_DEGREES if in_degrees else _EDGES_OF_GRID
    for code, area in areas.items():
        if not all(_is_inside(p, edges) for rings in area.polygons for p in _all(rings)):
            raise BoundariesRefused(Why.OUTSIDE, code)
    return in_degrees


def _said_grid(data: Mapping[str, Any]) -> str:
    crs = data.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else ""


def _is_inside(point: Point, edges: tuple[float, float, float, float]) -> bool:
    west, south, east, north = edges
    return west <= point[0] <= east and south <= point[1] <= north


def _all(rings: Sequence[Ring]) -> list[Point]:
    return [point for ring in rings for point in ring]
