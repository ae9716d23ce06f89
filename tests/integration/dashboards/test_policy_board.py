"""Harmonisation: published policy beside the baseline, by topic, by organisation, by quarter."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from benchmarking.measures.policy_standing import ends_of_quarters, standings_by_quarter
from dashboards import policy_reading
from dashboards.sheets import harmonisation
from policy_profiles.register.queries import published_profiles
from rulebook.headings import TOPICS
from tenants.queries import launched_tenants
from tests.integration.dashboards.asking import asked, drawn
from tests.integration.dashboards.files import rows_of

pytestmark = pytest.mark.django_db

PAGE = "/vergelijken/harmonisatie/"
URL = "/api/v1/indicators/distance_to_baseline/figures"


@pytest.fixture
def analyst(sign_in, first_tenant):
    return sign_in(first_tenant, "analyst")


def lines(client, card, query=""):
    rows = rows_of(client.get(f"{PAGE}export.csv?figuur={card}&{query}"))
    end = next(number for number, row in enumerate(rows) if not row)
    return rows[1:end]


def test_each_topic_has_the_distance_that_the_api_gives(analyst):
    """Without any release: policy is public."""
    told = analyst.get(URL, {"against": "all"}).json()
    for side, column in (("tenant", "Eikenberg"), ("reference", "Alle uitvoerders samen")):
        api = {TOPICS[one["part"]].nl: str(one["value"]) for one in told[side]["parts"]}
        page = {row[2]: row[4] for row in lines(analyst, "per-onderwerp") if row[3] == column}
        assert page == api
        assert any(value != "0" for value in page.values())


def test_charts_tables_and_file_are_of_one_snapshot_and_hide_nothing(analyst):
    charts = analyst.get(PAGE).content.decode()
    tables = analyst.get(f"{PAGE}tabel/").content.decode()
    snapshot = lines(analyst, "wie-waar")[0][0]
    for text in (charts, tables):
        assert snapshot in text
        assert "Beleid is openbaar en gaat niet over mensen: er is niets verborgen." in text
        assert "Cijfers over minder dan" not in text
    graphs = drawn(asked(analyst, "", path=PAGE))
    assert list(graphs) == ["plek-per-onderwerp", "plek-wie-waar", "plek-per-kwartaal"]


def test_who_lies_where_is_told_by_name_with_since_when_and_leads_to_rules_and_sources(analyst):
    found = lines(analyst, "wie-waar")
    names = list(dict.fromkeys(row[2] for row in found))
    assert names[0] == "Eikenberg"
    assert names[1:] == sorted(names[1:])
    since = {row[2]: row[4] for row in found if row[3] == "Geldt sinds"}
    assert re.fullmatch(r"\d\d-\d\d-\d{4}", since["Eikenberg"])
    text = html.unescape(analyst.get(f"{PAGE}tabel/").content.decode())
    link = re.search(r'href="(/beleid/verschillen/[^"]+eikenberg)"', text)[1]
    assert analyst.get(link, follow=True).status_code == 200


def test_the_range_that_a_title_names_holds_an_organisation_outside_the_group(analyst, monkeypatch):
    def duinzicht_alone(rows, _against):
        return [place for place, row in enumerate(rows) if row.schema_name == "duinzicht"]

    monkeypatch.setattr(policy_reading, "members_of", duinzicht_alone)
    own = next(row for row in lines(analyst, "wie-waar") if row[3] == "Afstand")
    text = html.unescape(analyst.get(f"{PAGE}tabel/").content.decode())
    title = re.search(r'id="titel-wie-waar">(.*?)</h2>', text)[1]
    low, high = (int(one) for one in re.findall(r"(\d+)\s%", title))
    assert low < high
    assert int(own[4]) in (low, high)


def test_a_topic_goes_along_in_the_address_and_stands_in_captions(analyst):
    query = "onderwerp=intensity_method"
    text = analyst.get(f"{PAGE}tabel/?{query}").content.decode()
    captions = re.findall(r"<caption.*?</caption>", text, re.S)
    label = TOPICS["intensity_method"].nl
    of_all, *of_topic = captions
    assert "Alle onderwerpen, gewogen" in of_all
    assert len(of_topic) == 2
    assert all(label in caption for caption in of_topic)
    for link in re.findall(r'<a href="([^"]+)" data-follows', text):
        assert query in link
    row = next(row for row in lines(analyst, "per-onderwerp") if row[2] == label)
    here = next(row for row in lines(analyst, "wie-waar", query) if row[3] == "Afstand")
    assert row[4] == here[4]


@pytest.fixture
def since(monkeypatch):
    """Have it be so many days after the policy of both organisations began."""
    began = published_profiles(on=timezone.localdate())[-1].valid_from

    def today_is(days):
        monkeypatch.setattr(
            harmonisation.timezone, "localdate", lambda: began + timedelta(days=days)
        )
        return began + timedelta(days=days)

    return today_is


def test_before_a_policy_began_a_quarter_is_empty_and_not_nought(analyst, since):
    today = since(1)
    own = [row for row in lines(analyst, "per-kwartaal") if row[3] == "Eikenberg"]
    assert [row[2] for row in own] == [f"{today:%d-%m-%Y}"]


def test_the_quarters_are_eight_days_of_which_the_last_is_today(first_tenant):
    today = timezone.localdate()
    found = standings_by_quarter(launched_tenants(), on=today)
    assert tuple(one.on for one in found) == ends_of_quarters(today, 8)
    assert found[-1].on == today
    assert all(0 <= one.whole <= 1 for each in found for one in each.standings.values())


def test_what_is_kept_of_the_register_is_not_told_once_an_organisation_closes(first_tenant):
    rows, today = launched_tenants(), timezone.localdate()
    assert "eikenberg" in standings_by_quarter(rows, on=today)[-1].standings
    others = [row for row in rows if row.schema_name != "eikenberg"]
    assert "eikenberg" not in standings_by_quarter(others, on=today)[-1].standings
    by_day = {row.schema_name for row in published_profiles(on=today, rows=rows) if row.schema_name}
    assert by_day <= set(standings_by_quarter(rows, on=today)[-1].standings)


def test_a_group_without_policy_has_nothing_to_show(analyst, since):
    since(-1)
    text = analyst.get(f"{PAGE}tabel/").content.decode()
    assert "heeft niemand beleid gepubliceerd dat nu geldt" in text
