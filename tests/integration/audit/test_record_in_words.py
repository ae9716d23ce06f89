"""The page of the audit record as people read it: who, what and which, without bare identifiers."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from assessments import actions
from audit.actions import record
from audit.objects import KindNamedTwice, name_objects
from audit.wording import action_in_words, kind_in_words
from policy_profiles.models import ProfileVersion
from tenants import context
from tenants.queries import TenantRow

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("platform", "policy_profiles", "tenants", "api", "dashboards")
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
BEHIND = re.compile(r"<details.*?</details>", re.DOTALL)


def _rows(client: Client, language: str = "nl") -> str:
    client.cookies["django_language"] = language
    page = html.unescape(client.get("/beheer/logboek/").content.decode())
    return page[page.index("<tbody>") : page.index("</tbody>")]


def _shown(rows: str) -> str:
    """What one reads without unfolding anything."""
    return BEHIND.sub(lambda found: found[0].split("</summary>")[0], rows)


@pytest.mark.django_db
def test_a_case_stands_there_with_its_number_and_its_maker_with_a_role(
    first_tenant: TenantRow, sign_in: Callable[..., Client], make_user: Callable[..., User]
) -> None:
    """The number is the organisation's own and says nothing of the person it is about."""
    consultant = make_user(first_tenant, "consultant")
    with context.inside(first_tenant.schema_name):
        case = actions.open_case(actor=consultant, client_reference="K-2201")
    rows = _rows(sign_in(first_tenant, "tenant_admin"))
    shown = _shown(rows)
    assert f"casus {case.number}" in shown
    assert "Casus geopend" in shown
    assert consultant.name in shown
    assert "Klantmanager" in shown
    assert not IDENTIFIER.search(shown)
    assert str(case.id) in rows
    assert "K-2201" not in rows


@pytest.mark.django_db
def test_every_kind_of_object_has_a_name_of_its_own(
    first_tenant: TenantRow, sign_in: Callable[..., Client]
) -> None:
    """A colleague, the organisation and a version of its policy."""
    client = sign_in(first_tenant, "tenant_admin")
    with context.inside(first_tenant.schema_name):
        version = ProfileVersion.objects.latest("made_at")
        for kind, identifier in (
            ("user", client.user.id),
            ("tenant", first_tenant.id),
            ("profile_version", version.id),
        ):
            record(actor=None, action="case.opened", object_kind=kind, object_id=identifier)
    shown = _shown(_rows(client))
    assert f"gebruiker {client.user.name}" in shown
    assert f"uitvoerder {first_tenant.name}" in shown
    assert f"versie van het beleid {version.label}" in shown
    assert "het systeem" in shown


@pytest.mark.django_db
def test_a_moment_is_written_as_the_language_does(
    first_tenant: TenantRow, sign_in: Callable[..., Client]
) -> None:
    """The same on every page: 31-12-2025 in Dutch, 31 Dec 2025 in English."""
    client = sign_in(first_tenant, "tenant_admin")
    with context.inside(first_tenant.schema_name):
        record(actor=None, action="user.added", object_kind="user", object_id=client.user.id)
    assert re.search(r">\d{2}-\d{2}-\d{4} \d{2}:\d{2}:\d{2}<", _rows(client))
    assert re.search(r">\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2}<", _rows(client, "en"))


@pytest.mark.django_db
def test_somebody_of_the_platform_has_a_role_and_no_name_here(
    first_tenant: TenantRow, sign_in: Callable[..., Client], make_user: Callable[..., User]
) -> None:
    """The platform's people are not in the organisation's schema; they did not leave either."""
    client = sign_in(first_tenant, "tenant_admin")
    stranger = make_user(None, "platform_admin")
    with context.inside(first_tenant.schema_name):
        record(actor=stranger, action="user.added", object_kind="user", object_id=client.user.id)
    shown = _shown(_rows(client))
    assert "Platformbeheerder" in shown
    assert stranger.name not in shown


def test_whatever_is_recorded_has_words() -> None:
    """Every action and kind of object that stands in the code; a new one is named by its app."""
    found: set[tuple[str, str]] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found |= set(re.findall(r'\b(action|object_kind)="([a-z_.]+)"', text))
            for code in re.findall(r'(?:audit_action=|_record\(\w+, )"([a-z_.]+)"', text):
                found.add(("action", code))
    assert {("action", "case.decided"), ("action", "profile.proposed")} <= found
    words = {"action": action_in_words, "object_kind": kind_in_words}
    assert {code for what, code in found if str(words[what](code)) == code} <= {"account"}


def test_the_objects_of_a_kind_have_one_namer() -> None:
    """Two apps cannot call the same case differently."""
    with pytest.raises(KindNamedTwice):
        name_objects("case", lambda identifiers: dict.fromkeys(identifiers, "x"))
