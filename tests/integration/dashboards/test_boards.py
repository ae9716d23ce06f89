"""The pages of the comparison: each a sheet of cards, as charts, as tables and as a file."""

import csv
import io
import json
import re
from itertools import groupby

import pytest

from benchmarking.releases.making import make_release
from dashboards.boards import BOARDS
from tests.integration.dashboards.asking import asked

pytestmark = pytest.mark.django_db

PAGES = [board.slug for board in BOARDS if board.slug]


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


@pytest.fixture
def analyst(sign_in, first_tenant):
    return sign_in(first_tenant, "analyst")


QUERY = "met=all&groep=all&periode=2024"


def rows_of(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("page", PAGES)
def test_charts_tables_and_file_of_a_page_are_one_snapshot(page, analyst, country):
    charts = asked(analyst, f"?{QUERY}", path=f"/vergelijken/{page}/").content.decode()
    tables = analyst.get(f"/vergelijken/{page}/tabel/?{QUERY}").content.decode()
    file = analyst.get(f"/vergelijken/{page}/export.csv?{QUERY}")
    snapshot = rows_of(file)[1][0]
    assert re.fullmatch(r"[0-9a-f]{16}", snapshot)
    assert snapshot in charts
    assert snapshot in tables
    assert "Publicatie 1" in charts
    assert "Hoe is dit berekend" in tables
    assert "GET /api/v1/" in tables


@pytest.mark.parametrize("page", PAGES)
def test_every_card_has_its_sentence_its_table_its_choice_and_its_images(page, analyst, country):
    cards = json.loads(asked(analyst, f"?{QUERY}", path=f"/vergelijken/{page}/").content)
    text = json.dumps(cards)
    drawn = text.count('"type": "Graph"')
    assert drawn >= 1
    assert text.count('"data-image": "png"') == text.count('"data-image": "svg"') == drawn
    tables = analyst.get(f"/vergelijken/{page}/tabel/?{QUERY}").content.decode()
    sections = re.findall(r'<section class="ml-card" id=.*?</section>', tables, re.S)
    assert len(sections) >= drawn
    for section in sections:
        assert re.search(r'ml-figure__summary">\S', section)
        caption = re.search(r"<caption.*?</caption>", section, re.S)[0]
        assert "Eikenberg, " in caption
        assert "2024" in caption or "Alle jaren" in caption


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_complete_in_english(page, analyst, country):
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


def test_filters_go_along_to_every_page_and_a_group_leads_to_itself(analyst, country):
    text = analyst.get("/vergelijken/waardoor/tabel/?met=all&contract=permanent").content.decode()
    for link in re.findall(r'<a href="([^"]+)" data-follows', text):
        assert "contract=permanent" in link
    assert "met=all&amp;doelgroep=wage_cost_subsidy&amp;contract=permanent" in text
