"""The pages of the comparison: each a sheet of cards, as charts, as tables and as a file."""

import csv
import io
import re
from dataclasses import replace
from itertools import groupby

import pytest

from benchmarking.cells import Selection
from benchmarking.released_indicators.door import funnel_of
from benchmarking.released_indicators.values import StandingOut
from benchmarking.releases import showing
from benchmarking.releases.making import make_release
from benchmarking.snapshots import protected_comparison, protected_splits
from dashboards.boards import BOARDS
from dashboards.sheets import harmonisation, outliers
from dashboards.tile_map import TILES
from tenants import context
from tenants.models import Municipality
from tenants.register import region_names
from tests.integration.dashboards.asking import asked, drawn

pytestmark = pytest.mark.django_db

PAGES = [board.slug for board in BOARDS if board.slug]
#: Published policy is of no release, and of today alone.
OF_RELEASE = [page for page in PAGES if page != harmonisation.SLUG]
QUERY = "met=all&groep=all&periode=2024"


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
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
def far_out(monkeypatch):
    """Have one figure of Eikenberg lie outside: two organisations alone set limits too wide."""

    def found(_release, **asked_of):
        funnel = funnel_of(name="refusals", period=asked_of["period"])
        own = next(dot for dot in funnel.dots if dot.figure.whom.code == asked_of["whom"])
        return (StandingOut(funnel=funnel, dot=replace(own, place=2)),)

    monkeypatch.setattr(outliers, "kept_outliers", found)


def rows_of(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("page", OF_RELEASE)
def test_a_page_says_the_same_as_charts_as_tables_and_as_a_file(page, analyst, country, far_out):
    """Of one snapshot, each card with its sentence, its choice, its table and its images."""
    charts = analyst.get(f"/vergelijken/{page}/?{QUERY}").content.decode()
    tables = analyst.get(f"/vergelijken/{page}/tabel/?{QUERY}").content.decode()
    snapshot = rows_of(analyst.get(f"/vergelijken/{page}/export.csv?{QUERY}"))[1][0]
    assert re.fullmatch(r"[0-9a-f]{16}", snapshot)
    for part in (snapshot, "Publicatie 1", "Hoe is dit berekend", "GET /api/v1/"):
        assert part in charts
        assert part in tables
    assert "%(" not in charts + tables  # a text into which nothing was filled
    graphs = drawn(asked(analyst, f"?{QUERY}", path=f"/vergelijken/{page}/"))
    assert list(graphs) == re.findall(r'<div id="(plek-[^"]+)"', charts)
    assert len(graphs) >= 1
    assert charts.count('data-image="png"') == charts.count('data-image="svg"') == len(graphs)
    sections = re.findall(r'<section class="ml-card" id=.*?</section>', tables, re.S)
    assert len(sections) >= len(graphs)
    for section in sections:
        caption = re.search(r"<caption.*?</caption>", section, re.S)[0]
        assert re.search(r'ml-figure__summary">\S', section)
        assert "2024" in caption or "Alle jaren" in caption


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_complete_in_english(page, analyst, country, far_out):
    analyst.cookies["django_language"] = "en"
    text = analyst.get(f"/vergelijken/{page}/tabel/?{QUERY}").content.decode()
    assert 'lang="en"' in text
    for dutch in ("Gevallen", "Publicatie<", "uitvoerders ", "Toegekend", "verschil "):
        assert dutch not in text


def test_the_parts_of_each_group_add_up_to_its_difference(analyst, country):
    """In the file as in the figure: what is rounded is rounded once."""
    rows = rows_of(analyst.get("/vergelijken/waardoor/export.csv?met=all"))
    found = [row for row in rows if len(row) > 5 and "per doelgroep" in row[1] and row[4]]
    groups = {name: list(each) for name, each in groupby(found, key=lambda row: row[2])}
    assert len(groups) >= 3
    for each in groups.values():
        parts = [round(float(row[4].replace(",", ".")) * 10) for row in each]
        assert sum(parts[:4]) == parts[4]


def test_the_split_of_a_group_is_that_of_the_group_alone_and_reads_no_curve(
    analyst, country, monkeypatch
):
    """Days of jobs are read for the whole alone: for every group they took most of the time."""
    read, days_of = [], showing.days_of

    def counted(name, asked):
        read.append(name)
        return days_of(name, asked)

    monkeypatch.setattr(showing, "days_of", counted)
    analyst.get("/vergelijken/waardoor/tabel/?met=all&contract=other")  # which nobody asked before
    assert sorted(read) == ["durations", "gaps"]
    of_year = Selection(year=2024)
    (told,) = protected_splits(tenant="eikenberg", against="all", selections=[of_year])
    alone = protected_comparison(tenant="eikenberg", against="all", period=2024)
    assert not told.split.is_hidden
    assert (told.split, told.complete) == (alone.split, alone.tenant.complete)


def test_filters_go_along_to_every_page_and_a_group_leads_to_itself(analyst, country):
    text = analyst.get("/vergelijken/waardoor/tabel/?met=all&contract=permanent").content.decode()
    for link in re.findall(r'<a href="([^"]+)" data-follows', text):
        assert "contract=permanent" in link
    # Of a group within a contract no hours are told: it leads to the group in all contracts.
    assert 'met=all&amp;doelgroep=wage_cost_subsidy"' in text


def test_an_outlier_leads_to_its_indicator_with_the_same_figure(analyst, country, far_out):
    tables = analyst.get(f"/vergelijken/uitschieters/tabel/?{QUERY}").content.decode()
    link = re.search(r'href="(/vergelijken/indicator/\?indicator=[^"]+)"', tables)[1].replace(
        "&amp;", "&"
    )
    assert "indicator=refusals" in link
    assert "periode=2024" in link
    there = rows_of(analyst.get(link.replace("/?", "/export.csv?") + "&figuur=naast"))
    here = rows_of(analyst.get(f"/vergelijken/uitschieters/export.csv?{QUERY}"))
    assert here[1][4:8] == there[1][4:8]


def test_methods_and_hours_say_what_the_page_of_each_indicator_says(analyst, country):
    """Each row leads there, with the same figure."""
    here = rows_of(analyst.get(f"/vergelijken/methoden/export.csv?{QUERY}&figuur=uren"))
    for name, label in (("hours_asked", "Gevraagde uren"), ("awarded_hours", "Toegekende uren")):
        own = next(row for row in here if row[2:4] == [label, "Eikenberg"])
        there = rows_of(
            analyst.get(f"/vergelijken/indicator/export.csv?{QUERY}&indicator={name}&figuur=naast")
        )
        assert own[4:] == there[1][4:]
    thin = f"{QUERY}&doelgroep=structural_limitation&contract=other"
    text = analyst.get(f"/vergelijken/methoden/tabel/?{thin}").content.decode()
    summaries = re.findall(r'ml-figure__summary">(.*?)</p>', text)
    assert len(summaries) == 2
    assert all(summary.startswith("Eikenberg: ") for summary in summaries), summaries
    text = analyst.get(f"/vergelijken/methoden/tabel/?{QUERY}").content.decode()
    assert "?indicator=hours_asked&amp;" in text


def test_where_nothing_stands_out_the_page_says_so(analyst, country):
    text = analyst.get("/vergelijken/uitschieters/tabel/").content.decode()
    assert "Eikenberg ligt nergens buiten de grenzen" in text


def test_why_regions_are_not_told_apart_is_said(analyst, country):
    """One region with one organisation: it is not cases that are too few."""
    text = analyst.get(f"/vergelijken/regios/tabel/?{QUERY}").content.decode()
    assert "daarvoor moeten meer uitvoerders in dezelfde regio een cijfer hebben." in text


def test_every_labour_market_region_has_a_tile_of_its_own():
    assert set(TILES) == set(region_names())
    assert len(set(TILES.values())) == len(TILES)


@pytest.mark.parametrize(
    ("tenant", "heading", "reason"),
    [
        ("eikenberg", "Zelfde arbeidsmarktregio", "In deze groep zit alleen de uitvoerder zelf."),
        ("duinzicht", "Andere arbeidsmarktregio", "Duinzicht werkt daar niet."),
    ],
)
def test_a_group_is_said_to_be_alike_only_to_who_belongs_to_it(
    tenant, heading, reason, analyst, country
):
    """Region AM18 is Eikenberg's alone."""
    query = f"{QUERY}&uitvoerder={tenant}&groep=region:AM18"
    text = analyst.get(f"/vergelijken/indicator/tabel/?{query}").content.decode()
    assert re.search(rf'<optgroup label="{heading}">\s*<option value="region:AM18" selected', text)
    assert reason in text
    assert "dezelfde arbeidsmarkt." not in text
