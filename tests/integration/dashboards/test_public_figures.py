"""What everybody is told: figures of groups, of what was brought out, and of nobody alone."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from benchmarking.participation.agreement import state_participation
from benchmarking.released_indicators.door import figure_of
from dashboards import words
from dashboards.public import pages
from tenants import context
from tests.integration.dashboards.files import rows_of
from tests.integration.dashboards.organisations import FOUR, release_of_four
from tests.integration.policy_profiles.html_page import HtmlPage
from tests.tenant_fixtures import PUBLIC_HOST

pytestmark = pytest.mark.django_db
PAGES = ("/cijfers/", "/cijfers/awarded_hours/", "/cijfers/refusals_by_criterion/")


@pytest.fixture(scope="module")
def country(for_whole_module, send_country, few_indicators):
    release_of_four(send_country)


@pytest.fixture
def visitor():
    return Client(headers={"host": PUBLIC_HOST})


def test_before_anything_was_brought_out_it_says_so(visitor, two_tenants):
    """In production with real people nothing is brought out, and that is what is said."""
    for address in PAGES:
        answer = visitor.get(address, headers={"accept-language": "nl"})
        assert answer.status_code == 200
        assert "Er is nog niets uitgebracht" in answer.content.decode()
    assert visitor.get("/cijfers/export.csv").status_code == 404


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_everybody_reads_of_groups_and_of_nobody_alone(address, language, visitor, country):
    answer = visitor.get(address, headers={"accept-language": language})
    page = HtmlPage(answer.content.decode())
    assert answer.status_code == 200
    assert page.problems == []
    for name in FOUR:
        assert name not in answer.content.decode()
    mark = {"nl": "gemaakt van voorbeeldgegevens", "en": "made from example data"}[language]
    assert mark in page.text


def test_a_figure_is_that_of_the_comparison_on_page_and_in_file(visitor, country):
    figure = figure_of(name="awarded_hours", whom="all", period=2024)
    shown = words.figure(figure.value, "minutes")
    query = "?periode=2024"
    page = visitor.get(f"/cijfers/awarded_hours/{query}", headers={"accept-language": "nl"})
    assert shown in page.content.decode()
    rows = rows_of(visitor.get(f"/cijfers/awarded_hours/export.csv{query}"))
    told = [row[4] for row in rows if len(row) > 5 and "per groep" in row[1]]
    assert f"{figure.value.value / 60:.1f}".replace(".", ",") in told


def test_years_are_said_in_words_and_stand_under_all_years(visitor, country):
    """Also where one year was chosen for what stands above."""
    address, nl = "/cijfers/awarded_hours/", {"accept-language": "nl"}
    text = HtmlPage(visitor.get(f"{address}?periode=2024", headers=nl).content.decode()).text
    assert "Er is van elk jaar een cijfer te zien van: Alle uitvoerders samen." in text
    assert "per groep (2024, Alle doelgroepen, Alle contracten)" in text
    assert "per jaar (Alle jaren, Alle doelgroepen, Alle contracten)" in text


def test_a_year_says_of_how_many_organisations_it_is(visitor, country, monkeypatch):
    """A line of years of which each is of others would tell a change that nobody made."""
    nl = {"accept-language": "nl"}
    rows = rows_of(visitor.get("/cijfers/awarded_hours/export.csv"))
    found = {row[2]: row[4] for row in rows if len(row) > 5 and row[3] == "Uitvoerders"}
    assert found == dict.fromkeys(("2023", "2024", "2025"), "3")
    said = "Niet elk jaar tellen evenveel uitvoerders mee"
    assert said not in visitor.get("/cijfers/awarded_hours/", headers=nl).content.decode()
    told = pages.told_to_everybody

    def more_in_2024(name, groups, filters, **of):
        counted = 4 if filters["period"] == 2024 else 3
        return [replace(one, counted=counted) for one in told(name, groups, filters, **of)]

    monkeypatch.setattr(pages, "told_to_everybody", more_in_2024)
    assert said in visitor.get("/cijfers/awarded_hours/", headers=nl).content.decode()


def test_of_two_choices_it_says_that_they_are_not_told_together(visitor, country):
    """And not that too few organisations show a figure: that would be no reason."""
    address = "/cijfers/awarded_hours/?periode=2024&contract=permanent"
    text = HtmlPage(visitor.get(address, headers={"accept-language": "nl"}).content.decode()).text
    assert "niet voor twee keuzes tegelijk uitgebracht" in text
    assert "te weinig uitvoerders met een cijfer" not in text.split("per jaar (")[0]


def test_the_parts_of_the_hours_add_up_to_what_was_awarded(visitor, country):
    rows = rows_of(visitor.get("/cijfers/export.csv", headers={"accept-language": "nl"}))
    hours = [row for row in rows if len(row) > 5 and row[1].startswith("Gemiddelde uren")]
    tenths = [round(float(row[4].replace(",", ".")) * 10) for row in hours if row[4]]
    assert len(tenths) >= 4
    for first in range(0, len(tenths), 4):
        assert sum(tenths[first : first + 3]) == tenths[first + 3]


def test_of_two_organisations_nothing_is_told_at_once(visitor, country):
    """One of three withdraws: each of the others would know the other from what is left."""
    before = visitor.get("/cijfers/awarded_hours/", headers={"accept-language": "nl"})
    assert "te weinig uitvoerders" not in _first_cell(before)
    with context.inside("lindehoven"):
        state_participation(actor=None, takes_part=False, from_day=timezone.localdate())
    after = visitor.get(
        "/cijfers/awarded_hours/",
        headers={"accept-language": "nl", "if-none-match": before["ETag"]},
    )
    assert after.status_code == 200
    assert "te weinig uitvoerders met een cijfer" in _first_cell(after)


def test_a_browser_that_kept_the_page_is_told_that_it_still_holds(visitor, country):
    kept = visitor.get("/cijfers/", headers={"accept-language": "nl"})
    again = visitor.get(
        "/cijfers/", headers={"accept-language": "nl", "if-none-match": kept["ETag"]}
    )
    other = visitor.get(
        "/cijfers/", headers={"accept-language": "en", "if-none-match": kept["ETag"]}
    )
    assert (again.status_code, other.status_code) == (304, 200)
    assert kept["Cache-Control"] == "private, no-cache"


def test_a_choice_that_does_not_exist_shows_no_other(visitor, country):
    answer = visitor.get("/cijfers/awarded_hours/?periode=1900", headers={"accept-language": "nl"})
    assert answer.status_code == 400
    assert "Deze keuze bestaat niet" in answer.content.decode()
    assert visitor.get("/cijfers/nothing_of_the_kind/").status_code == 404


def _first_cell(answer):
    return re.search(r"<tbody>.*?</tr>", answer.content.decode(), re.S)[0]
