"""The feed tells what was published, ended and withdrawn; it is sent again only when changed."""

import json
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles import actions
from policy_profiles.models import ProfilePeriod
from policy_profiles.register.models import PublishedProfile
from policy_profiles.versions.in_force import close
from rulebook.profiles import BASELINE
from tenants import actions as tenant_actions
from tenants import context

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


@pytest.fixture
def officers(first_tenant, make_user):
    return [make_user(first_tenant, "policy_officer") for _ in range(2)]


def _layer(version: str, months: int) -> dict:
    value = {"value": months, "certainty": "fictitious", "source": {"id": "TENANT"}}
    deviation = {
        "reason": "experiment", "legal_basis": "Proef", "owner": "Afdeling Werk",
        "review_on": "2099-01-01",
    }  # fmt: skip
    return {
        "name": "eikenberg", "layer": "municipality", "above": BASELINE, "version": version,
        "title": {"nl": "Eikenberg", "en": "Eikenberg"},
        "description": {"nl": "Eigen.", "en": "Own."}, "fictitious": True,
        "values": {"contract.minimum_months": {**value, "deviation": deviation}},
    }  # fmt: skip


def _publish(first_tenant, officers, version: str, months: int, **days):
    maker, checker = officers
    with context.inside(first_tenant.schema_name):
        version_id = actions.propose(actor=maker, layer=_layer(version, months))
        actions.publish(actor=checker, version_id=version_id, succeeds=True, **days)
    return version_id


def _items(language: str = "nl") -> list[dict]:
    client = Client(SERVER_NAME="localhost")
    answer = client.get("/profielen/feed.json", headers={"accept-language": language})
    assert answer.headers["Content-Type"] == "application/feed+json"
    return json.loads(answer.content)["items"]


def test_the_first_policy_is_told_beside_the_baseline():
    titles = {item["title"]: item for item in _items()}
    item = titles["Eikenberg publiceert versie 1 (verzonnen)"]
    assert "verschillen met de UWV-basis" in item["content_text"]
    assert "Tarief per uur: geen → € 84,90" in item["content_text"]
    answer = Client(SERVER_NAME="localhost").get(item["url"].removeprefix("http://localhost"))
    assert answer.status_code == 200


def test_a_next_version_is_told_beside_what_held_before_and_once(first_tenant, officers):
    tomorrow = timezone.localdate() + timedelta(days=1)
    before = len(_items())
    _publish(first_tenant, officers, "2027", 3, valid_from=tomorrow)
    items = _items()
    assert len(items) == before + 1  # that the version before ends in the same step is no news
    assert items[0]["title"] == "Eikenberg publiceert versie 2027 (verzonnen)"
    assert "verschillen met wat daarvoor gold" in items[0]["content_text"]
    link = items[0]["url"].removeprefix("http://localhost")
    answer = Client(SERVER_NAME="localhost").get(link, headers={"accept-language": "nl"})
    assert answer.status_code == 200
    assert "3 maanden" in answer.content.decode()


def test_an_end_and_a_withdrawal_are_told(first_tenant, officers):
    version_id = _publish(
        first_tenant, officers, "oud", 3, valid_from=date(2012, 1, 1), valid_to=date(2014, 1, 1)
    )
    with context.inside(first_tenant.schema_name):
        actions.end(actor=officers[1], version_id=version_id, on=date(2013, 1, 1))
    assert _items()[0]["title"] == "Eikenberg beëindigt versie oud (verzonnen)"
    assert "tot 1 januari 2013" in _items()[0]["content_text"]
    with context.inside(first_tenant.schema_name):
        actions.withdraw(actor=officers[1], version_id=version_id)
    first, second, third, *_ = _items("en")
    assert first["title"] == "Eikenberg withdraws version oud (invented)"
    assert second["title"] == "Eikenberg ends version oud (invented)"
    assert third["title"] == "Eikenberg publishes version oud (invented)"
    for item in (first, second, third):  # nothing leads to a page that is no longer there
        path = item["url"].removeprefix("http://localhost")
        assert Client(SERVER_NAME="localhost").get(path).status_code == 200


def test_no_person_is_named(first_tenant, officers):
    _publish(first_tenant, officers, "2027", 3, valid_from=date(2040, 1, 1))
    client = Client(SERVER_NAME="localhost")
    for address in ("/profielen/feed.json", "/profielen/feed.atom"):
        text = client.get(address).content.decode()
        for officer in officers:
            assert officer.name not in text
            assert officer.email not in text
            assert str(officer.id) not in text


def test_an_organisation_that_is_not_open_is_not_told_and_later_from_its_opening():
    tenant_actions.add_municipality(code="XX8009", name="Stilwater")
    tenant_actions.create_tenant(
        schema_name="stilwater", name="Stilwater", kind="municipality", profile_name="low-rate",
        municipality_codes=["XX8009"], hosts=["stilwater.localhost"], is_synthetic=True,
    )  # fmt: skip
    assert not any("Stilwater" in item["title"] for item in _items())
    start = timezone.now()
    tenant_actions.launch_tenant(schema_name="stilwater")
    (item,) = [item for item in _items() if "Stilwater" in item["title"]]
    assert item["date_published"] >= start.isoformat()


def test_the_atom_has_what_the_standard_asks():
    """RFC 4287, 4.1: id, title and updated everywhere, an author, one self link, unique ids."""
    answer = Client(SERVER_NAME="localhost").get("/profielen/feed.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.find(f"{ATOM}author/{ATOM}name").text
    selves = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert [link.get("href") for link in selves] == ["http://localhost/profielen/feed.atom"]
    ids = [entry.find(f"{ATOM}id").text for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) >= 2
    assert all(name.startswith("urn:uuid:") for name in ids)


def test_the_json_has_what_its_standard_asks():
    """JSON Feed 1.1: version, title, and per item an id and a content."""
    data = json.loads(Client(SERVER_NAME="localhost").get("/profielen/feed.json").content)
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == "http://localhost/profielen/feed.json"
    assert all(item["id"] and item["content_text"] and item["url"] for item in data["items"])


@pytest.mark.parametrize("address", ["/profielen/feed.atom", "/profielen/feed.json"])
def test_what_has_not_changed_is_not_sent_again(address, first_tenant, officers):
    client = Client(SERVER_NAME="localhost")
    first = client.get(address)
    for held in (
        {"if-none-match": first.headers["ETag"]},
        {"if-modified-since": first.headers["Last-Modified"]},
    ):
        again = client.get(address, headers=held)
        assert (again.status_code, again.content) == (304, b"")
    assert (
        client.get(address, headers={"accept-language": "en"}).headers["ETag"]
        != first.headers["ETag"]
    )
    _publish(first_tenant, officers, "2027", 3, valid_from=date(2040, 1, 1))
    changed = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_feed_readers_find_the_feed():
    page = Client(SERVER_NAME="localhost").get("/profielen/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert 'href="/profielen/feed.json"' in page


def test_a_register_that_begins_on_the_first_day_of_the_calendar_is_still_told(
    first_tenant, officers
):
    """Such a day cannot be chosen any more; what was published once is not taken back."""
    version_id = _publish(
        first_tenant, officers, "oud", 3, valid_from=date(2012, 1, 1), valid_to=date(2014, 1, 1)
    )
    with context.as_owner():
        PublishedProfile.objects.filter(version_id=version_id).update(valid_from=date.min)
    assert _items()[0]["title"] == "Eikenberg publiceert versie oud (verzonnen)"
    client = Client(SERVER_NAME="localhost")
    assert client.get("/profielen/feed.atom").status_code == 200
    path = _items()[0]["url"].removeprefix("http://localhost")
    assert client.get(path).status_code < 500


def test_what_was_tried_before_the_opening_is_not_told_after_it():
    tenant_actions.add_municipality(code="XX8010", name="Stroomdal")
    tenant_actions.create_tenant(
        schema_name="stroomdal", name="Stroomdal", kind="municipality", profile_name="low-rate",
        municipality_codes=["XX8010"], hosts=["stroomdal.localhost"], is_synthetic=True,
    )  # fmt: skip
    with context.inside("stroomdal"):
        for name, year in (("hour-caps", 2012), ("strict-cap", 2013)):
            version_id = actions.adopt_shipped(
                actor=None, name=name, valid_from=date(year, 1, 1), valid_to=date(year + 1, 1, 1)
            )
            close(ProfilePeriod.objects.get(version_id=version_id))
    tenant_actions.launch_tenant(schema_name="stroomdal")
    (item,) = [item for item in _items() if "Stroomdal" in item["title"]]
    assert "publiceert" in item["title"]
    assert "vanaf 1 januari 2015" in item["content_text"]
