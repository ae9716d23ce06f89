"""Published profiles over REST: open to everyone, complete, and cached by content."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from rulebook.parameter import PARAMETERS
from rulebook.profiles import load_shipped
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db


def test_anyone_reads_every_value_with_its_source(first_tenant: TenantRow) -> None:
    profile = Client(SERVER_NAME=first_tenant.host).get("/api/v1/profiles/g4-2015").json()
    assert [row["id"] for row in profile["parameters"]] == list(PARAMETERS)
    assert all(row["source"] and row["certainty"] for row in profile["parameters"] if row["stated"])
    differing = {row["id"] for row in profile["parameters"] if row["deviates"]}
    baseline = load_shipped("uwv-baseline")
    assert differing == {
        name for name in PARAMETERS if load_shipped("g4-2015")[name].value != baseline[name].value
    }


def test_an_unchanged_profile_is_not_sent_again(first_tenant: TenantRow) -> None:
    client = Client(SERVER_NAME=first_tenant.host)
    first = client.get("/api/v1/profiles")
    again = client.get("/api/v1/profiles", headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_an_unknown_profile(first_tenant: TenantRow) -> None:
    answer = Client(SERVER_NAME=first_tenant.host).get("/api/v1/profiles/nowhere")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_the_interface_describes_itself(first_tenant: TenantRow) -> None:
    answer = Client(SERVER_NAME=first_tenant.host).get("/api/v1/openapi.json")
    document = json.loads(answer.content)
    assert document["info"]["contact"]["email"]
    assert "/api/v1/evaluations" in document["paths"]
    facts = document["components"]["schemas"]["CaseFacts"]["properties"]
    assert "weeklyHours" in facts


def test_the_documentation_page_asks_no_other_host(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    page = sign_in(first_tenant).get("/api/v1/docs").content.decode()
    assert "https://" not in page
