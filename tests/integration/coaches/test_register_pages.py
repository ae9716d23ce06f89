"""The pages of the register, as a consultant and as anybody outside meets them."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from coaches import queries, views
from coaches.queries import RegisterFilter
from policy_profiles.queries import profile_on
from tenants import context

pytestmark = pytest.mark.django_db
NEW = {
    "name": "De Opstap", "kvk_number": "1234 5678", "legal_form": "foundation",
    "staff_tenths": "2,5", "insured_cents": "1.000.000", "is_insured": "yes",
    "regions": ["AM18"], "specialisms": ["autism", "psychiatric"], "is_active": "on",
}  # fmt: skip


@pytest.fixture
def keeper(two_tenants, sign_in):
    client = sign_in(two_tenants.first, "consultant")
    client.cookies["django_language"] = "nl"
    return client


def text(answer) -> str:
    return answer.content.decode()


def added(client: Client) -> str:
    return client.post("/register/nieuw/", NEW).headers["Location"]


def test_an_organisation_is_added_found_and_shown(keeper, two_tenants):
    """Typed as people type; filters stand in the address, and the file has the same rows."""
    page = keeper.get(added(keeper))
    assert "2,5" in text(page)
    assert "€ 1.000.000" in text(page)
    assert "autisme, psychische problematiek" in text(page)
    assert "De Opstap" in text(keeper.get("/register/?regio=AM18&specialisme=autism&naam=opst"))
    assert "De Opstap" not in text(keeper.get("/register/?regio=AM12"))
    file = keeper.get("/register/organisaties.csv?specialisme=autism").content.decode("utf-8-sig")
    assert "De Opstap;12345678;stichting" in file


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("kvk_number", "1234567", "Een KvK-nummer heeft acht cijfers"),
        ("kvk_number", "00000000", "Een KvK-nummer heeft acht cijfers"),
        ("staff_tenths", "veel", "Typ een getal, zoals 2 of 2,5."),
        ("insured_cents", "1e6", "Typ een bedrag in hele euro"),
        ("name", "", "Vul de naam in."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(keeper, field, typed, told):
    """Nothing is saved, and what was typed stays."""
    answer = keeper.post("/register/nieuw/", {**NEW, field: typed})
    assert answer.status_code == 400
    assert told in text(answer)


def test_another_tenant_gets_the_same_form_as_a_proposal(keeper, two_tenants, sign_in):
    """One address: who keeps the entry changes it, who does not proposes."""
    where = added(keeper)
    other = sign_in(two_tenants.second, "policy_officer")
    other.cookies["django_language"] = "nl"
    assert "Deze gegevens beheert Eikenberg" in text(other.get(f"{where}wijzigen/"))
    assert other.post(f"{where}wijzigen/", {**NEW, "telephone": "010 123"}).status_code == 302
    listed = text(keeper.get("/register/voorstellen/"))
    assert "wacht op antwoord" in listed
    address = listed.split('href="/register/voorstellen/')[1].split('"')[0]
    assert "010 123" in text(keeper.get(f"/register/voorstellen/{address}"))
    done = keeper.post(f"/register/voorstellen/{address}", {"antwoord": "overnemen"}, follow=True)
    assert "De correctie is overgenomen." in text(done)
    assert "010 123" in text(keeper.get(where))


def test_coach_proof_and_list_are_kept_on_the_pages(keeper):
    """A coach below the organisation, a certificate with its last day, a place on the own list."""
    where = added(keeper)
    coach = keeper.post(f"{where}coach/", {"name": "Sam", "level": "hbo", "is_active": "on"})
    page = keeper.post(
        f"{coach.headers['Location']}bewijsstuk/",
        {"kind": "harrie", "valid_from": "1-2-2025", "valid_until": "1-1-2026"},
        follow=True,
    )
    assert "niet meer geldig" in text(page)
    refused = keeper.post(
        f"{where}bewijsstuk/", {"kind": "uwv", "valid_from": "1-2-2026", "valid_until": "1-1-2026"}
    )
    assert "De laatste dag ligt voor de eerste." in text(refused)
    assert keeper.post(f"{where}lijst/", {"valid_from": "1-1-2026"}).status_code == 302
    assert "Op uw lijst vanaf 1 januari 2026" in text(keeper.get(where))
    keeper.post(f"{where}lijst/", {"actie": "weghalen"})
    assert "Op uw lijst vanaf" not in text(keeper.get(where))


def test_the_public_list_is_there_only_where_the_policy_says_so(keeper, two_tenants, monkeypatch):
    """Without sign-in: organisations and what they can do, no coach by name and no pages.

    Bottlenecks: K2.2-a, K4.2-i2.
    """
    where = added(keeper)
    keeper.post(f"{where}coach/", {"name": "Sam Geheim", "is_active": "on"})
    visitor = Client(SERVER_NAME=two_tenants.first.host)
    visitor.cookies["django_language"] = "nl"
    closed = visitor.get("/register/openbaar/")
    assert "De Opstap" not in text(closed)
    assert "geen openbare lijst" in text(closed)
    monkeypatch.setattr(views, "profile_on", _with_public_list)
    opened = text(visitor.get("/register/openbaar/?specialisme=autism"))
    assert "De Opstap" in opened
    assert "Sam Geheim" not in opened
    assert where not in opened


def _with_public_list(*, on):
    pinned = profile_on(on=on)
    value = replace(pinned.profile["provider.public_list"], value=True)
    values = {**pinned.profile.values, "provider.public_list": value}
    return replace(pinned, profile=replace(pinned.profile, values=values))


def test_the_platform_keeps_entries_of_its_own(two_tenants, sign_in):
    """On the public host a platform administrator adds what no tenant keeps; there is no list."""
    client = sign_in(None, "platform_admin")
    where = added(client)
    assert client.get(where).status_code == 200
    assert client.get(f"{where}lijst/").status_code == 404
    with context.inside(two_tenants.first.schema_name):
        [row] = queries.organisations(having=RegisterFilter(on=timezone.localdate()))
    assert row.kept_by == ""
