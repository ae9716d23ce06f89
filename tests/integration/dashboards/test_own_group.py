"""Beside whom one wants: a group of one's own choice, that tells only what its members show."""

from itertools import combinations

import pytest

from benchmarking.released_indicators.door import figure_of
from dashboards import words
from tests.integration.dashboards.files import rows_of
from tests.integration.dashboards.organisations import FOUR, release_of_four
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db
PAGE = "/vergelijken/indicator/"
CODES = tuple(name.lower() for name in FOUR)
THREE = "choice:duinzicht+eikenberg+lindehoven"
OF_COUNTS = ("refusals", "early_end", "deviations")
OF_HOURS = ("awarded_hours", "own_rules_hours", "baseline_hours")


@pytest.fixture(scope="module")
def country(for_whole_module, send_country, few_indicators):
    release_of_four(send_country)


@pytest.fixture
def analyst(sign_in, first_tenant, country):
    return sign_in(first_tenant, "analyst")


def test_who_is_ticked_is_the_group_in_the_address(analyst):
    form = HtmlPage(analyst.get(f"{PAGE}eigen-groep/?indicator=refusals").content.decode())
    assert form.problems == []
    for name in FOUR:
        assert name in form.text
    ticked = "&".join(f"wie={code}" for code in CODES[:3])
    sent = analyst.get(f"{PAGE}eigen-groep/?indicator=refusals&periode=2024&kies=1&{ticked}")
    assert sent.status_code == 302
    assert sent["Location"].startswith(f"{PAGE}?indicator=refusals")
    assert "periode=2024" in sent["Location"]
    page = analyst.get(sent["Location"]).content.decode()
    assert "Eigen keuze: Duinzicht, Eikenberg, Lindehoven" in page
    assert "De groep is een eigen keuze van uitvoerders" in page
    again = analyst.get(f"{PAGE}eigen-groep/?groep={THREE}").content.decode()
    assert again.count(" checked") == 3


@pytest.mark.parametrize("ticked", ["", "wie=eikenberg&wie=duinzicht", "wie=eikenberg&wie=niemand"])
def test_too_few_or_somebody_who_is_not_there_is_said_in_words(analyst, ticked):
    answer = analyst.get(f"{PAGE}eigen-groep/?kies=1&{ticked}")
    assert answer.status_code == 400
    assert "ml-field__problem" in answer.content.decode()


@pytest.mark.parametrize("code", ["choice:eikenberg", "choice:eikenberg+niemand+duinzicht"])
def test_a_group_that_nobody_can_choose_shows_no_other(analyst, code):
    answer = analyst.get(f"{PAGE}?groep={code}")
    assert answer.status_code == 400
    assert "bestaat niet" in answer.content.decode()


def test_the_choice_goes_along_to_tables_to_the_file_and_to_other_pages(analyst):
    query = f"indicator=refusals&groep={THREE}"
    name = "Eigen keuze: Duinzicht, Eikenberg, Lindehoven"
    shown = figure_of(name="refusals", whom=THREE)
    for address in (PAGE, f"{PAGE}tabel/", "/vergelijken/criteria/", "/vergelijken/methoden/"):
        page = analyst.get(f"{address}?{query}").content.decode()
        assert name in page
        assert "groep=choice%3Aduinzicht%2Beikenberg%2Blindehoven" in page
    rows = rows_of(analyst.get(f"{PAGE}export.csv?{query}"))
    assert any(row[:1] == ["toelichting"] and name in row[2] for row in rows)
    told = [row for row in rows if len(row) > 5 and row[2] == name and row[3] == "Cijfer"]
    assert told[0][4] == str(shown.value.value)
    assert words.bare(shown.value, "percent") in analyst.get(f"{PAGE}?{query}").content.decode()


@pytest.mark.parametrize("year", [None, 2023, 2024, 2025])
def test_overlapping_choices_tell_only_what_each_member_shows(year, country):
    """Every figure of every choice follows from what its members show, so no difference of two.

    Reckoned anew from the figures of each alone; and somebody who shows nothing changes nothing.
    """
    for name in (*OF_COUNTS, *OF_HOURS):
        alone = {
            code: figure_of(name=name, whom=f"organisation:{code}", period=year) for code in CODES
        }
        for size in (3, 4):
            for members in combinations(CODES, size):
                whom = "choice:" + "+".join(members)
                told = figure_of(name=name, whom=whom, period=year)
                shown = [
                    (alone[code].value.value, alone[code].cases.value)
                    for code in members
                    if alone[code].value.value is not None and alone[code].cases.value
                ]
                if told.value.value is None or not shown:
                    continue
                mean = sum(value * cases for value, cases in shown) / sum(c for _, c in shown)
                assert told.value.value == pytest.approx(
                    mean, abs=3.01 if name in OF_HOURS else 0.51
                )
