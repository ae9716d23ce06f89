"""Data quality: how completely and how soon, of everybody in the group, and the broken series."""

import re
from dataclasses import replace

import pytest

from benchmarking.released_indicators.door import figures_of
from benchmarking.releases.making import make_release
from dashboards.sheets import quality
from tests.integration.dashboards.asking import asked, drawn
from tests.integration.dashboards.files import rows_of

pytestmark = pytest.mark.django_db

QUERY = "groep=all&periode=2024"
PAGE = "/vergelijken/gegevenskwaliteit/"


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


@pytest.fixture
def analyst(sign_in, first_tenant):
    return sign_in(first_tenant, "analyst")


def test_everybody_in_the_group_stands_in_the_table_with_each_indicator(analyst, country):
    rows = rows_of(analyst.get(f"{PAGE}export.csv?{QUERY}&figuur=per-uitvoerder"))
    told = figures_of(name="advice_known", period=2024)
    found = {row[2]: row[4] for row in rows if len(row) > 5 and row[3] == "Beide adviezen bekend"}
    assert {one.whom.label.nl: str(one.value.value) for one in told}.items() <= found.items()
    assert len({row[3] for row in rows[1:] if len(row) > 5 and row[3]}) == 6


def test_the_least_recorded_is_the_finding_and_leads_to_its_page(analyst, country):
    text = analyst.get(f"{PAGE}tabel/?{QUERY}").content.decode()
    titles = re.findall(r'id="titel-volledig">(.*?)</h2>', text)
    assert "Eikenberg, het minst vastgelegd" in titles[0]
    assert "?indicator=need_known&amp;uitvoerder=eikenberg" in text.replace("deel=&amp;", "")
    assert "Eigen registratie" in text


def test_a_name_leads_to_the_figure_of_that_organisation(analyst, country):
    text = analyst.get(f"{PAGE}tabel/?{QUERY}").content.decode()
    assert re.search(r'indicator=advice_known&amp;uitvoerder=duinzicht[^"]*">Duinzicht</a>', text)


def test_the_break_of_the_published_series_is_named_beside_the_years(analyst, country):
    text = analyst.get(f"{PAGE}tabel/?{QUERY}").content.decode()
    assert "tussen december 2022 en januari 2023" in text
    assert "De jaren hier (2023 tot en met 2025) liggen aan één kant van die breuk." in text


def test_years_on_both_sides_of_the_break_have_a_line_there(analyst, country, monkeypatch):
    trend_of = quality.years_of_reading

    def with_2022(form, reading):
        own, group = trend_of(form, reading)
        first = [
            replace(side[0], selection=replace(side[0].selection, year=2022))
            for side in (own, group)
        ]
        return (first[0], *own), (first[1], *group)

    monkeypatch.setattr(quality, "years_of_reading", with_2022)
    graphs = drawn(asked(analyst, f"?{QUERY}", path=PAGE))
    (line,) = graphs["plek-breuk"]["props"]["figure"]["layout"]["shapes"]
    assert line["x0"] == 2023
    text = analyst.get(f"{PAGE}tabel/?{QUERY}").content.decode()
    assert "In de figuur staat daar een stippellijn." in text
