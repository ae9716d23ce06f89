"""How far published policy lies apart, for everyone and without signing in."""

import csv
import io
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from policy_profiles.harmonisation.measure.answered import AnsweredMeasure
from policy_profiles.harmonisation.measure.stated import stated_measure
from rulebook.headings import TOPICS
from rulebook.profiles import load_shipped
from tenants import actions, context
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

PAGE = "/profielen/harmoniseren/"
CSV, JSON = "/profielen/harmoniseren.csv", "/profielen/harmoniseren.json"


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


def page_of(client, asked: dict[str, object] | None = None, status: int = 200) -> HtmlPage:
    answer = client.get(f"{PAGE}?{urlencode(asked or {}, doseq=True)}", HTTP_HOST="localhost")
    assert answer.status_code == status
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def data_of(client, **asked: object) -> dict:
    address = f"{JSON}?{urlencode(asked, doseq=True)}"
    return client.get(address, HTTP_HOST="localhost").json()


def test_without_a_choice_it_is_what_is_real(client):
    """The shared agreement of the four cities is; what is invented one has to choose."""
    page = page_of(client)
    assert "al het echte beleid dat hier staat: " in page.text
    assert "Er is verzonnen beleid bij" not in page.text
    assert {m["code"] for m in data_of(client)["group"]["members"]} == {"uwv-baseline", "g4-2015"}


def test_what_is_invented_is_labelled_everywhere(client):
    page = page_of(client, {"groep": ["eikenberg", "duinzicht"]})
    assert "Naast UWV koos u: Duinzicht (verzonnen), Eikenberg (verzonnen)." in page.text
    assert "Er is verzonnen beleid bij" in page.text
    assert (
        "Het beleid van Duinzicht (verzonnen), Eikenberg (verzonnen) ligt het verst van UWV bij"
        in page.text
    )
    assert page.text.count("verzonnen") >= 10  # twice a matrix beside each name
    rows = data_of(client, groep=["eikenberg", "duinzicht"])["pairs"]
    invented = {row["from"]: row["from_fictitious"] for row in rows}
    assert invented == {"Duinzicht": True, "Eikenberg": True}
    assert "/profielen/verschillen/?van=uwv-baseline&naar=uitvoerder%3Aduinzicht" in page.links
    assert not any(link.startswith("/beleid/") for link in page.links)


def test_the_figures_are_those_of_the_measures(client):
    found = data_of(client, groep=["eikenberg", "duinzicht"])
    today = timezone.localdate()
    names = ("uwv-baseline", "weekly-hours", "hour-caps")
    base, *both = profiles = [load_shipped(name, today) for name in names]
    stated, answered = stated_measure(profiles), AnsweredMeasure(profiles)
    assert found["group"]["own"] is None
    for line in found["topics"]:
        topic = line["topic"]
        apart = [stated.between(each, base)[topic] for each in both]
        assert line["stated"]["to_baseline"] is None
        assert line["stated"]["all_to_baseline"]["mean"] == round(float(sum(apart)) / 2, 6)
        assert line["stated"]["together"]["mean"] == round(float(stated.between(*both)[topic]), 6)
        part = answered.between(*both)[topic]
        assert line["answered"]["together"]["mean"] == round(float(part), 6)


def test_weights_are_in_the_address_and_in_the_downloads(client):
    weights = {f"gewicht_{topic}": 0 for topic in TOPICS} | {"gewicht_definitions": 100}
    page = page_of(client, weights | {"groep": ["duinzicht"]})
    shared = next(link for link in page.links if link.startswith(f"{JSON}?"))
    found = client.get(shared, HTTP_HOST="localhost").json()
    assert found["weights"]["used"]["definitions"] == 100
    weighted = found["weighted"]["stated"]["all_to_baseline"]["mean"]
    line = next(line for line in found["topics"] if line["topic"] == "definitions")
    assert weighted == line["stated"]["all_to_baseline"]["mean"]


def test_the_csv_has_every_two_and_every_topic(client):
    answer = client.get(f"{CSV}?groep=duinzicht&groep=eikenberg", HTTP_HOST="localhost")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3 * len(TOPICS)


def test_only_what_is_published_by_those_who_are_open_can_be_chosen(client):
    actions.add_municipality(code="XX7001", name="Geheim")
    actions.create_tenant(
        schema_name="geheim",
        name="Geheim",
        kind="municipality",
        profile_name="strict-cap",
        municipality_codes=["XX7001"],
        hosts=["geheim.localhost"],
        is_synthetic=True,
    )
    assert "Geheim" not in page_of(client).text
    assert "is er niet of niet meer" in page_of(client, {"groep": "geheim"}, 400).text
    for address in (CSV, JSON):
        answer = client.get(f"{address}?groep=geheim", HTTP_HOST="localhost")
        assert answer.headers["Location"] == f"{PAGE}?groep=geheim"


def test_inside_an_organisation_the_public_page_is_not_there(first_tenant, sign_in):
    with context.as_platform():
        client = sign_in(first_tenant, "policy_officer")
    assert client.get(PAGE).status_code == 404
