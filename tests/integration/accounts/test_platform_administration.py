"""Platform administrators make and open organisations, and see nothing inside them."""

import re

import pytest
from django.db import connection
from django.test import Client

from audit.queries import EventFilter, events
from tenants import context, queries
from tests.tenant_fixtures import PASSWORD

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Heidedorp",
    "schema_name": "heidedorp",
    "kind": "municipality",
    "municipality_codes": "xx9001",
    "profile_name": "low-rate",
    "is_synthetic": "on",
    "administrator": "bea@heidedorp.nl",
}


@pytest.fixture
def platform(two_tenants, sign_in) -> Client:
    """The browser of a platform administrator, on the public host."""
    return sign_in(None, "platform_admin")


def test_an_organisation_is_made_set_up_and_opened(platform):
    """In one form: its administrator signs in at its own host with the password shown."""
    page = platform.post("/beheer/uitvoerders/nieuw/", NEW).content.decode()
    (password,) = re.findall(r"<code>(\S+)</code>", page)
    tenant = queries.tenant_at(host="heidedorp.localhost")
    assert (tenant.launched_at, tenant.municipality_codes) == (None, ("XX9001",))
    assert "Heidedorp" not in Client(SERVER_NAME="localhost").get("/").content.decode()
    bea = Client(SERVER_NAME="heidedorp.localhost")
    answer = bea.post("/aanmelden/", {"username": "bea@heidedorp.nl", "password": password})
    assert answer.status_code == 302
    assert bea.get("/").headers["Location"] == "/wachtwoord/"
    assert platform.post("/beheer/uitvoerders/heidedorp/openen/").status_code == 302
    assert queries.tenant_at(host="heidedorp.localhost").launched_at
    assert "Heidedorp" in Client(SERVER_NAME="localhost").get("/").content.decode()
    recorded = [row.action for row in events(having=EventFilter())]
    assert recorded == ["tenant.launched", "tenant.created"]
    with context.inside("heidedorp"):
        made = {row.action: row.actor_role for row in events(having=EventFilter())}
    assert made["tenant.created"] == made["user.added"] == "platform_admin"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Naam"),
        ({"schema_name": "Heide Dorp"}, "kleine letters"),
        ({"schema_name": "public"}, "gebruikt de database zelf"),
        ({"schema_name": "pg_x"}, "gebruikt de database zelf"),
        ({"schema_name": "voorbeelden"}, "Zo heet al een pagina"),
        ({"schema_name": "eikenberg"}, "al in gebruik"),
        ({"name": "Eikenberg"}, "al in gebruik"),
        ({"schema_name": "x" * 33}, "32"),
        ({"municipality_codes": "GM9999, niets"}, "GM9999, NIETS"),
        ({"municipality_codes": "GM0363"}, "GM0363 bestaat echt"),
        ({"profile_name": "bestaat-niet"}, "bestaat-niet"),
        ({"kind": "koninkrijk"}, "koninkrijk"),
        ({"administrator": "geen adres"}, "naam@gemeente.nl"),
    ],
)
def test_an_organisation_that_cannot_be_leaves_nothing_behind(fields, words, platform):
    """No row, no schema, no role; the page names the field and the fix."""
    before = _state()
    answer = platform.post("/beheer/uitvoerders/nieuw/", NEW | fields)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert _state() == before


def _state() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(nspname ORDER BY 1) FROM pg_namespace")
        (schemas,) = cursor.fetchone()
    return len(queries.tenants()), schemas


def test_the_platform_shows_no_person_and_no_case_of_a_tenant(platform, first_tenant, make_user):
    """Its pages list organisations; its record holds its own acts only."""
    colleague = make_user(first_tenant, "consultant")
    for path in ("/beheer/", "/beheer/logboek/"):
        page = platform.get(path).content.decode()
        assert colleague.email not in page
        assert colleague.name not in page


def test_a_platform_administrator_starts_at_the_organisations(two_tenants, make_user):
    """Not at the landing page that everybody sees."""
    user = make_user(None, "platform_admin", password=PASSWORD)
    client = Client(SERVER_NAME="localhost")
    answer = client.post("/aanmelden/", {"username": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/beheer/"


def test_an_organisation_that_is_not_there_cannot_be_opened(platform):
    """An address typed by hand gives 404."""
    assert platform.post("/beheer/uitvoerders/nergens/openen/").status_code == 404


def test_a_platform_administrator_has_no_account_in_a_tenant(platform, first_tenant):
    """There is no user to sign in with, and no permission that a tenant's page asks for."""
    with context.inside(first_tenant.schema_name):
        assert type(platform.user).objects.filter(email=platform.user.email).count() == 0
