"""Criteria and refusals: by own rules, by the baseline, under other policy, and deviations."""

import re

import pytest

from benchmarking.released_indicators.door import figure_of
from benchmarking.releases.making import make_release
from tests.integration.dashboards.asking import asked, drawn
from tests.integration.dashboards.files import rows_of

pytestmark = pytest.mark.django_db

QUERY = "groep=all&periode=2024"
PAGE = "/vergelijken/criteria/"


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=1200, generosity=0.8)
    send_country("duinzicht", cases=1500, generosity=1.1)
    make_release(actor=None)


@pytest.fixture
def analyst(sign_in, first_tenant):
    return sign_in(first_tenant, "analyst")


def test_refusals_and_deviations_are_those_of_their_own_pages(analyst, country):
    here = rows_of(analyst.get(f"{PAGE}export.csv?{QUERY}&figuur=hoe-vaak"))
    for name, label in (("refusals", "Afwijzingen"), ("deviations", "Anders besloten dan")):
        own = next(row for row in here if row[2].startswith(label) and row[3] == "Eikenberg")
        there = rows_of(
            analyst.get(f"/vergelijken/indicator/export.csv?{QUERY}&indicator={name}&figuur=naast")
        )
        assert own[4:] == there[1][4:]


def test_a_criterium_stands_by_the_own_rules_and_by_the_baseline(analyst, country):
    """Four columns: both rules, of the organisation and of the group, each with its own call."""
    rows = rows_of(analyst.get(f"{PAGE}export.csv?{QUERY}&figuur=eigen-regels-en-basis"))
    told = figure_of(name="refusals_by_criterion", whom="organisation:eikenberg", period=2024)
    found = {(row[2], row[3]): row[4] for row in rows[1:] if len(row) > 5 and row[4]}
    shown = [one.value for one in told.parts.values() if one.value is not None]
    assert shown
    own = [value for (_, column), value in found.items() if column == "Eikenberg, eigen regels"]
    assert sorted(own) == sorted(map(str, shown))
    columns = {row[3] for row in rows[1:] if len(row) > 5 and row[3]}
    assert len(columns) == 4
    text = analyst.get(f"{PAGE}tabel/?{QUERY}").content.decode()
    for name in ("refusals_by_criterion", "fails_by_baseline"):
        assert f"GET /api/v1/indicators/{name}/figures?tenant=eikenberg" in text


def test_every_part_leads_to_its_own_page_and_another_policy_is_told(analyst, country):
    text = analyst.get(f"{PAGE}tabel/?{QUERY}").content.decode()
    for part in (
        "?indicator=refusals_by_criterion&amp;deel=weekly_hours&amp;",
        "?indicator=fails_by_baseline&amp;deel=weekly_hours&amp;",
        "?indicator=would_pass&amp;deel=uwv-baseline&amp;",
        "?indicator=reasons_to_deviate&amp;deel=",
    ):
        assert part in text
    assert "niet bij een team of een persoon" in text


def test_where_nothing_is_told_every_card_says_why(analyst, country):
    thin = f"{QUERY}&doelgroep=structural_limitation&contract=other"
    text = analyst.get(f"{PAGE}tabel/?{thin}").content.decode()
    summaries = re.findall(r'ml-figure__summary">(.*?)</p>', text)
    assert len(summaries) == 6
    assert all("Eikenberg" in one for one in summaries), summaries


def test_a_chart_for_each_card_that_shows_something(analyst, country):
    graphs = drawn(asked(analyst, f"?{QUERY}", path=PAGE))
    assert {"plek-hoe-vaak", "plek-per-criterium", "plek-eigen-regels-en-basis"} <= set(graphs)
