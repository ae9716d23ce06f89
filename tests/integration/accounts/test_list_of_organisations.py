"""The platform's list of organisations, in words that its administrator knows."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from rulebook.profiles import load_shipped
from tenants import queries
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.django_db


def _cells(client: Client, name: str, language: str) -> dict[str, str]:
    """The cells of an organisation's row by their label, and its heading under an empty label."""
    client.cookies["django_language"] = language
    page = html.unescape(client.get("/beheer/").content.decode())
    row = re.search(rf'<tr><th scope="row">{name}.*?</tr>', page, re.DOTALL)
    assert row is not None
    heading = re.search(r"<th[^>]*>(.*?)</th>", row[0], re.DOTALL)
    assert heading is not None
    cells = re.findall(r'<td data-label="([^"]*)">(.*?)</td>', row[0], re.DOTALL)
    return {label: re.sub(r"<[^>]*>", "", text) for label, text in [("", heading[1]), *cells]}


@pytest.mark.parametrize(
    ("language", "profile", "municipalities", "mark"),
    [
        ("nl", "Beleidsprofiel", "Gemeenten", "verzonnen organisatie"),
        ("en", "Policy profile", "Municipalities", "fictitious organisation"),
    ],
)
def test_profiles_have_titles_and_municipalities_names(
    two_tenants: TwoTenants,
    sign_in: Callable[..., Client],
    language: str,
    profile: str,
    municipalities: str,
    mark: str,
) -> None:
    """What is made up is the organisation; the profile that it starts with may well be real."""
    cells = _cells(sign_in(None, "platform_admin"), two_tenants.first.name, language)
    title = load_shipped("hour-caps").title.in_language(language)
    assert cells[profile] == title
    assert cells[municipalities] == "Eikenberg XX9001"
    assert mark in cells[""]


def test_an_organisation_that_exists_carries_no_mark(
    two_tenants: TwoTenants, sign_in: Callable[..., Client]
) -> None:
    """UWV itself is no invention, and it works for no municipality in particular."""
    client = sign_in(None, "platform_admin")
    client.post(
        "/beheer/uitvoerders/nieuw/",
        {
            "name": "UWV Noord", "schema_name": "uwvnoord", "kind": "uwv",
            "profile_name": "uwv-baseline", "administrator": "bea@uwv.example",
        },
    )  # fmt: skip
    assert queries.tenant_at(host="uwvnoord.localhost")
    cells = _cells(client, "UWV Noord", "nl")
    assert "verzonnen" not in "".join(cells.values())
    assert cells["Gemeenten"] == "–"


def test_the_address_of_an_organisation_leads_to_it(
    two_tenants: TwoTenants, sign_in: Callable[..., Client]
) -> None:
    """With the scheme and the port that the administrator came by."""
    client = sign_in(None, "platform_admin")
    page = client.get("/beheer/", SERVER_NAME="localhost", SERVER_PORT="8123").content.decode()
    host = two_tenants.first.host
    assert f'<a href="http://{host}:8123/">{host}</a>' in page
