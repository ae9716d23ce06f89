"""What a card says of the API is so: who makes the call gets the figure of the page."""

import html
import re

import pytest
from django.urls import reverse

from benchmarking.releases.making import make_release
from tenants import context
from tenants.models import Municipality

pytestmark = pytest.mark.django_db

CHOICE = "uitvoerder=duinzicht&indicator=awarded_hours&periode=2024&met=all"
EVERYBODY = "/api/v1/indicators/awarded_hours/figures/organisations?period=2024"


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


def said(client, page, query):
    """By card what its panel says of the API."""
    text = client.get(f"/vergelijken/{page}tabel/?{query}").content.decode()
    cards = re.findall(r'<section class="ml-card" id="([^"]+)".*?</section>', text, re.S)
    panels = re.findall(r"(?:Met de API|Dezelfde cijfers met de API)</dt><dd>(.*?)</dd>", text)
    return dict(zip(cards, map(html.unescape, panels), strict=True)), html.unescape(text)


def addresses(told):
    return re.findall(r"GET (/[^\s,]+)", told)


def hours(figure):
    return f"{figure['value'] / 60:.1f}".replace(".", ",")


def test_the_calls_beside_a_group_give_both_sides_and_each_organisation(analyst, country):
    told, text = said(analyst, "indicator/", f"{CHOICE}&groep=all")
    everybody, sides = (analyst.get(one).json() for one in addresses(told["naast"]))
    own = next(one for one in everybody if one["code"] == "duinzicht")
    assert own["value"] == sides["tenant"]["value"]
    for side in (sides["tenant"], sides["reference"]):
        assert hours(side["value"]) in text
    of_year = addresses(told["per-jaar"])[0].replace("{period}", "2024")
    assert analyst.get(of_year).json()["reference"]["value"] == sides["reference"]["value"]


def test_what_the_api_does_not_give_is_not_promised(analyst, country):
    told, _text = said(analyst, "indicator/", f"{CHOICE}&groep=size:middle")
    assert addresses(told["naast"]) == [EVERYBODY]
    assert "Het cijfer van deze groep zelf geeft de API niet" in told["naast"]
    assert "De grenzen" in told["trechter"]
    told, _text = said(analyst, "regios/", CHOICE)
    assert {addresses(one)[0] for one in told.values()} == {EVERYBODY}
    assert all("Van regio's geeft de API geen cijfer" in one for one in told.values())
    told, _text = said(analyst, "uitschieters/", CHOICE)
    (address,) = addresses(told["uitschieters"])
    assert address.replace("{name}", "awarded_hours") == EVERYBODY
    assert address != reverse("api-indicators")


def test_each_group_of_a_split_has_a_call_of_its_own(analyst, country):
    told, text = said(analyst, "waardoor/", CHOICE.replace("periode=2024", "periode="))
    address = addresses(told["per-doelgroep"])[0].replace("{targetGroup}", "wage_cost_subsidy")
    split = analyst.get(address).json()["split"]["differenceMinutes"]
    assert hours({"value": abs(split["value"])}) in text
    assert addresses(told["per-contract"])[0].endswith("&contract={contract}")
