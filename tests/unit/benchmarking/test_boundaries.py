"""A file of boundaries is read strictly, named where it cannot be, and drawn alike every time."""

import json
import random

import pytest

from benchmarking.boundaries.drawing import UNITS, drawn
from benchmarking.boundaries.geojson import AreaKind, BoundariesRefused, Why, read_boundaries
from benchmarking.boundaries.kept import as_kept, from_kept
from benchmarking.boundaries.simplify import SMALLEST, TOLERANCE, simplified, surface
from tests.made_up_boundaries import SIDE, as_file, collection, feature, square


def read(*features, **more):
    return read_boundaries(json.dumps(collection(features, **more)).encode())


def refused(*features, **more):
    with pytest.raises(BoundariesRefused) as found:
        read(*features, **more)
    return found.value.why, found.value.where


def in_degrees(ring):
    return [[4.0 + (x - 100_000) / 68_000, 52.0 + (y - 400_000) / 111_000] for x, y in ring]


def test_a_file_tells_its_kind_its_year_and_its_areas():
    file = read_boundaries(as_file(["AM01", "AM18"], names={"AM18": "Groot Amsterdam"}))
    assert (file.kind, file.year, file.is_in_degrees) == (AreaKind.REGION, 2025, False)
    assert file.areas["AM18"].name == "Groot Amsterdam"
    assert read(feature("GM0363", square(0, 0))).kind is AreaKind.MUNICIPALITY
    assert read(feature("GM0363", in_degrees(square(0, 0)))).is_in_degrees


def test_a_file_with_several_pieces_of_land_and_a_third_coordinate_is_read():
    islands = feature("AM02", square(0, 0))
    raised = [[x, y, 1.5] for x, y in square(2, 2)]
    islands["geometry"] = {"type": "MultiPolygon", "coordinates": [[square(0, 0)], [raised]]}
    assert len(read(islands).areas["AM02"].polygons) == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe", Why.NOT_JSON),
        (b"<svg/>", Why.NOT_JSON),
        (b"[" * 200_000, Why.NOT_JSON),
        (b"[]", Why.NOT_AREAS),
        (b'{"type": "Topology"}', Why.NOT_AREAS),
        (b'{"type": "FeatureCollection", "features": []}', Why.NOT_AREAS),
        (b'{"type": "FeatureCollection", "features": [NaN]}', Why.NO_NUMBER),
        (b" " * 20_000_001, Why.TOO_LARGE),
    ],
    ids=["no text", "no JSON", "too deep", "a list", "TopoJSON", "empty", "NaN", "too large"],
)
def test_what_is_no_file_of_areas_is_refused(content, why):
    with pytest.raises(BoundariesRefused) as found:
        read_boundaries(content)
    assert found.value.why is why


def test_a_refusal_names_the_area_that_it_is_about():
    whole = feature("AM01", square(0, 0))
    nameless = feature("AM18", square(1, 0), name="<b>Amsterdam</b>")
    assert refused(whole, nameless) == (Why.NAME_UNREADABLE, "AM18")
    assert refused(whole, whole) == (Why.CODE_TWICE, "AM01")
    assert refused(whole, feature("AM18", square(1, 0), year=2024)) == (Why.OTHER_YEAR, "AM18")
    assert refused(whole, feature("GM0363", square(1, 0))) == (Why.MIXED_AREAS, "AM01, GM0363")
    assert refused(feature("BU03630000", square(0, 0))) == (Why.OTHER_AREAS, "#1 (BU03630000)")
    assert refused(whole, {"type": "Feature", "properties": {}}) == (Why.CODE_MISSING, "#2")
    undated = feature("AM18", square(1, 0))
    del undated["properties"]["jrstatcode"]
    assert refused(undated) == (Why.YEAR_MISSING, "AM18")


@pytest.mark.parametrize("point", [[1e999, 4e5], [True, 4e5], ["1", 4e5], [1e5], [10**400, 4e5]])
def test_a_point_that_is_no_place_is_refused(point):
    ring = square(0, 0)
    ring[3] = point
    why, where = refused(feature("AM01", ring))
    assert (why, where) in [(Why.NO_NUMBER, "AM01"), (Why.NO_NUMBER, ""), (Why.OUTSIDE, "AM01")]
    assert why is Why.NO_NUMBER


def test_a_border_that_is_not_closed_or_no_surface_is_refused():
    assert refused(feature("AM01", square(0, 0)[:-1])) == (Why.RING_OPEN, "AM01")
    line = feature("AM01", square(0, 0))
    line["geometry"] = {"type": "LineString", "coordinates": square(0, 0)}
    assert refused(line) == (Why.NO_POLYGON, "AM01")
    line["geometry"] = None
    assert refused(line) == (Why.NO_POLYGON, "AM01")


def test_a_place_outside_the_country_is_refused_and_so_is_another_grid_than_was_said():
    away = [[x - 300_000, y] for x, y in square(0, 0)]
    assert refused(feature("AM01", square(0, 0)), feature("AM18", away)) == (Why.OUTSIDE, "AM18")
    round_the_other_way = [[y, x] for x, y in in_degrees(square(0, 0))]
    assert refused(feature("AM01", round_the_other_way)) == (Why.TURNED_ROUND, "AM01")
    said = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    assert refused(feature("AM01", square(0, 0)), crs=said)[0] is Why.OTHER_GRID
    said["properties"]["name"] = "urn:ogc:def:crs:EPSG::28992"
    assert not read(feature("AM01", square(0, 0)), crs=said).is_in_degrees


def test_the_same_file_gives_the_same_drawing_however_its_areas_are_ordered():
    codes = ["AM01", "AM02", "AM03", "AM05", "AM06", "AM07"]
    file = read_boundaries(as_file(codes))
    turned = read(*json.loads(as_file(codes))["features"][::-1])
    assert as_kept(drawn(file)) == as_kept(drawn(turned))
    again = from_kept(
        drawn(file).width, drawn(file).height, json.loads(json.dumps(as_kept(drawn(file))))
    )
    assert again == drawn(file)


def test_a_drawing_is_small_and_neighbours_still_share_their_border():
    """Of the nine points on each side, a few metres off, hardly any is left."""
    drawing = drawn(read_boundaries(as_file(["AM01", "AM02"])))
    west, east = (drawing.shapes[code].rings[0] for code in ("AM01", "AM02"))
    assert drawing.width == UNITS
    assert 4 <= len(west) <= 6
    assert 4 <= len(east) <= 6
    assert len(set(west) & set(east)) == 2
    assert surface(west) > 0


def test_a_hole_keeps_its_direction_and_what_lies_in_it_fits():
    inner = [[x, y] for x, y in square(1, 1, side=SIDE // 3)]
    drawing = drawn(read(feature("AM01", square(0, 0), inner[::-1]), feature("AM02", inner)))
    outline, hole = drawing.shapes["AM01"].rings
    (island,) = drawing.shapes["AM02"].rings
    assert surface(outline) > 0 > surface(hole)
    assert set(hole) == set(island)
    x, y = drawing.shapes["AM01"].label_at
    low, high = min(island), max(island)
    assert not (low[0] < x < high[0] and low[1] < y < high[1])


def test_degrees_are_drawn_with_the_shape_that_the_land_has():
    """A square of land is a square of the drawing, though its degrees are not."""
    drawing = drawn(read(feature("AM01", in_degrees(square(0, 0)))))
    assert drawing.width == pytest.approx(drawing.height, rel=0.02)


def naive_distance(point, ring):
    """The plainest way to the distance between a point and a closed line."""
    found = []
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        steps = [n / 40 for n in range(41)]
        found.append(
            min(
                (ax + (bx - ax) * t - point[0]) ** 2 + (ay + (by - ay) * t - point[1]) ** 2
                for t in steps
            )
        )
    return min(found) ** 0.5


@pytest.mark.parametrize("seed", range(5))
def test_no_point_that_is_left_out_lies_farther_off_than_the_tolerance(seed):
    draw = random.Random(seed)
    around = [(draw.randrange(900, 1000), n) for n in range(0, 1000, 10)]
    ring = (*((x, y) for x, y in around), (0, 990), (0, 0))
    (after,) = simplified({"AM01": [ring]})["AM01"]
    assert len(after) < len(ring)
    assert all(naive_distance(point, after) <= TOLERANCE + 0.5 for point in ring)


def test_a_speck_is_left_out_and_the_largest_piece_of_an_area_never_is():
    side = int(SMALLEST**0.5) - 2
    speck = ((0, 0), (side, 0), (side, side), (0, side))
    land = tuple((x * 50 + 500, y * 50) for x, y in speck)
    assert simplified({"AM01": [speck, land], "AM02": [speck]}) == {
        "AM01": (land,),
        "AM02": (speck,),
    }


def comb(teeth):
    """A border that goes up and down all the way: each point is as far off as the next."""
    ups = [point for x in range(teeth) for point in ((x, 4000), (x, 10))]
    whole = [(0, 0), *ups, (4000, 4000), (4000, 0), (0, 0)]
    return [[100_000 + 25 * x, 400_000 + 25 * y] for x, y in whole]


def test_a_border_that_is_made_to_take_hours_is_refused():
    """Eight thousand points asked sixteen million distances, and a file may hold 400,000."""
    file = read(feature("AM01", comb(4_000)))
    with pytest.raises(BoundariesRefused) as found:
        drawn(file)
    assert found.value.why is Why.TOO_MANY
    assert drawn(read(feature("AM01", comb(40)))).width == UNITS
