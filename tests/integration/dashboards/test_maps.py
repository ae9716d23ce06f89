"""Maps of the page of regions: tiles, or boundaries once an administrator has read them in."""

import csv
import io
import json
import re

import pytest

from benchmarking.boundaries.actions import import_boundaries
from benchmarking.boundaries.models import Origin
from benchmarking.released_indicators.door import figures_of
from benchmarking.releases.making import make_release
from tenants import context
from tenants.models import Municipality
from tests.integration.dashboards.asking import asked, drawn
from tests.made_up_boundaries import as_file

pytestmark = pytest.mark.django_db

PAGE = "/vergelijken/regios/"
QUERY = "?indicator=refusals"


@pytest.fixture(scope="module")
def country(for_whole_module, send_country, few_indicators):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    with context.as_platform():
        served = Municipality.objects.filter(tenants__schema_name="eikenberg")
        served.update(region_code="AM18")
    make_release(actor=None)


@pytest.fixture
def analyst(sign_in, first_tenant):
    return sign_in(first_tenant, "analyst")


@pytest.fixture
def regions_read_in(country):
    names = {"AM18": "Groot Amsterdam"}
    import_boundaries(
        actor=None, content=as_file(["AM01", "AM18", "AM04"], names=names), origin=Origin.CBS
    )


@pytest.fixture
def municipalities_read_in(country):
    content = as_file(["XX9001", "XX9002", "GM9999"])
    import_boundaries(actor=None, content=content, origin=Origin.MADE_UP)


def maps(client, query=QUERY):
    answer = asked(client, query, path=PAGE)
    return {at: graph["props"]["figure"] for at, graph in drawn(answer).items()}


def test_regions_are_tiles_until_boundaries_are_read_in(analyst, country):
    text = analyst.get(f"{PAGE}{QUERY}").content.decode()
    assert "De kaart is schematisch" in text
    assert 'name="kaart"' not in text
    (markers,) = maps(analyst)["plek-kaart"]["data"]
    assert len(markers["x"]) == 35


def test_with_boundaries_each_region_has_its_own_area_and_empty_ones_are_empty(
    analyst, regions_read_in
):
    """Of three areas in the file one has a figure; one is of no region of ours any more."""
    rest, empty, told = maps(analyst)["plek-kaart"]["data"]
    assert "fillcolor" not in rest
    assert empty["fillcolor"] == "rgba(0,0,0,0)"
    assert "geen gegevens" in empty["text"]
    assert told["fillcolor"].startswith("rgb(")
    assert told["line"]["width"] == 3, "the own region is marked by its line"
    (figure,) = figures_of(name="refusals", whom=["region:AM18"])
    assert f"{figure.value.value} %" in told["text"]
    words = [note["text"] for note in maps(analyst)["plek-kaart"]["layout"]["annotations"]]
    assert f"<b>{figure.value.value}</b>" in words
    assert "Grenzen 2025: CBS" in words, "an image that is kept says whose boundaries they are"


def test_the_page_says_whose_boundaries_they_are_and_tiles_can_be_chosen_back(
    analyst, regions_read_in
):
    text = analyst.get(f"{PAGE}{QUERY}").content.decode()
    assert "uit de gebiedsindelingen van het CBS" in text
    assert "De kaart is schematisch" not in text
    back = analyst.get(f"{PAGE}{QUERY}&kaart=vakken").content.decode()
    assert "De kaart is schematisch" in back
    assert re.search(r'<option value="vakken" selected', back)
    assert len(maps(analyst, f"{QUERY}&kaart=vakken")["plek-kaart"]["data"]) == 1
    elsewhere = re.findall(r'<a href="([^"]+)" data-follows', back)
    assert all("kaart=vakken" in link for link in elsewhere)
    assert analyst.get(f"{PAGE}{QUERY}&kaart=lucht").status_code == 400


def test_how_the_map_is_drawn_is_no_part_of_a_caption_or_a_file(analyst, regions_read_in):
    """The figures are the same, so what is kept of either is the same."""
    files = [
        analyst.get(f"{PAGE}export.csv{QUERY}{chosen}").content for chosen in ("", "&kaart=vakken")
    ]
    assert files[0] == files[1]
    caption = re.search(
        r"<caption.*?</caption>", analyst.get(f"{PAGE}tabel/{QUERY}").content.decode(), re.S
    )
    assert "grenzen" not in caption[0].lower()


def test_a_region_that_has_a_figure_and_no_boundary_is_named(analyst, country):
    import_boundaries(actor=None, content=as_file(["AM01"]), origin=Origin.CBS)
    text = analyst.get(f"{PAGE}{QUERY}").content.decode()
    assert "Niet op deze kaart, wel in de tabel: Arbeidsmarktregio Groot Amsterdam." in text


def test_municipalities_have_a_map_of_their_own_once_their_boundaries_are_there(
    analyst, municipalities_read_in
):
    """Each has the figure of the organisation that works for it, in figure, table and file."""
    text = analyst.get(f"{PAGE}tabel/{QUERY}").content.decode()
    assert "De grenzen zijn zelf gemaakt om te oefenen." in text
    told = {one.whom.members[0]: one.value for one in figures_of(name="refusals")}
    rest, *areas = maps(analyst)["plek-gemeenten"]["data"]
    assert "fillcolor" not in rest
    for name in ("Eikenberg", "Duinzicht"):
        share = f"{told[name.lower()].value} %"
        assert any(f"{name}: {share}" in area["text"] for area in areas)
        rows = list(csv.reader(
            io.StringIO(analyst.get(f"{PAGE}export.csv{QUERY}&figuur=gemeenten").content.decode("utf-8-sig")),
            delimiter=";",
        ))  # fmt: skip
        assert [name, "Cijfer", str(told[name.lower()].value)] in [row[2:5] for row in rows]
    assert [area["line"]["width"] for area in areas] == [1, 3]


def test_a_municipality_that_two_organisations_work_for_is_not_coloured(
    analyst, municipalities_read_in
):
    with context.as_platform():
        from tenants.models import ServedMunicipality, Tenant

        second = Tenant.objects.get(schema_name="duinzicht")
        ServedMunicipality.objects.create(tenant=second, municipality_id="XX9001")
    areas = maps(analyst)["plek-gemeenten"]["data"]
    (both,) = [area for area in areas if "Duinzicht)" in str(area.get("text"))]
    assert both["fillcolor"] == "rgba(0,0,0,0)"
    assert "Eikenberg: " in both["text"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_is_a_figure_that_plotly_draws_without_asking_anybody(
    analyst, regions_read_in, municipalities_read_in, scheme
):
    for chart in drawn(asked(analyst, QUERY, path=PAGE, scheme=scheme)).values():
        figure = chart["props"]["figure"]
        assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}
        assert "http" not in json.dumps(figure)


def test_the_maps_are_said_in_english_too(analyst, regions_read_in, municipalities_read_in):
    analyst.cookies["django_language"] = "en"
    text = analyst.get(f"{PAGE}{QUERY}").content.decode()
    for dutch in ("grenzen", "Grenzen", "gemeente ", "Gemeente", "Met vakken", "geen cijfer"):
        assert dutch not in text
