"""`meetlat platform`: the people of the platform are added by a command, since no page can."""

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from accounts.models import User
from accounts.permissions import TENANT_ROLES, Role
from audit.models import AuditEvent
from console.cli import main
from tenants import context
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.django_db


def _meetlat(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["platform", *arguments])


def _add(email: str, *more: str) -> Result:
    return _meetlat("add", email, "--name", "Ada", *more)


def test_an_administrator_is_added_and_signs_in_with_the_password_shown(
    two_tenants: TwoTenants,
) -> None:
    """On the public host, to choose another password first; and the record tells of it."""
    added = _add("Ada@Example.org", "--role", "platform_admin")
    assert added.exit_code == 0, added.output
    password = added.output.split("Ada@Example.org: ")[1].strip()
    with context.as_platform():
        ada = User.objects.get(email="ada@example.org")
        assert (ada.name, ada.roles) == ("Ada", [Role.PLATFORM_ADMIN])
        assert AuditEvent.objects.filter(action="user.added", object_id=ada.id).count() == 1
    browser = Client(SERVER_NAME="localhost")
    given = {"username": "ada@example.org", "password": password}
    assert browser.post("/aanmelden/", given).status_code == 302
    assert browser.get("/beheer/").headers["Location"] == "/wachtwoord/"


def test_everybody_of_the_platform_is_listed(two_tenants: TwoTenants) -> None:
    """By address, name and role; nobody of an organisation."""
    _add("ada@example.org")
    _add("bo@example.org")
    listed = _meetlat("list").output
    assert "ada@example.org" in listed
    assert "bo@example.org" in listed
    assert "platform_admin" in listed
    assert "eikenberg" not in listed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ada@example.org",), "meetlat platform list"),
        (("ada",), "ada is no e-mail address"),
        (("bo@example.org", "--name", " "), "what colleagues call"),
        *((("bo@example.org", "--role", role.value), role.value) for role in TENANT_ROLES),
    ],
)
def test_who_cannot_be_added_is_refused_with_a_reason(
    two_tenants: TwoTenants, arguments: tuple[str, ...], told: str
) -> None:
    """A second account, no address, no name, or a role of an organisation."""
    _add("ada@example.org")
    refused = _add(*arguments)
    assert refused.exit_code != 0
    assert told in refused.stderr
    with context.as_platform():
        assert User.objects.count() == 1
