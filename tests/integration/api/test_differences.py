"""Differences over REST and GraphQL: published for everyone, one's own behind the sign-in."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles import queries
from rulebook.difference import differences
from rulebook.profiles import load_shipped
from tenants import context

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/differences"
QUERY = """query($a: String!, $b: String!) { differences(from: $a, to: $b) {
  count from { key title } to { key isFictitious }
  differences { parameter row column old { inWords certainty } new { inWords stated } } } }"""


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


def _version(tenant):
    with context.inside(tenant.schema_name):
        return queries.profile_on(on=timezone.localdate()).version_id


def _problems(answer) -> set[str]:
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    return {error["field"] for error in answer.json()["errors"]}


@pytest.mark.parametrize("host", ["localhost", "eikenberg.localhost"])
def test_everyone_asks_about_what_is_published(host):
    client = Client(SERVER_NAME=host)
    keys = {"from": "uwv-baseline", "to": "tenant:eikenberg"}
    answer = client.get(ADDRESS, keys)
    found = answer.json()
    today = timezone.localdate()
    expected = differences(load_shipped("uwv-baseline", today), load_shipped("hour-caps", today))
    places = [(d["parameter"], d["row"], d["column"]) for d in found["differences"]]
    assert places == [(d.parameter, d.row, d.column) for d in expected]
    assert all(d["old"]["certainty"] and d["new"]["certainty"] for d in found["differences"])
    held = client.get(ADDRESS, keys, headers={"if-none-match": answer["ETag"]})
    assert held.status_code == 304


def test_two_days_of_one_profile():
    keys = {"from": "uwv-baseline@2019-09-30", "to": "uwv-baseline@2019-10-01"}
    found = Client(SERVER_NAME="localhost").get(ADDRESS, keys).json()
    assert [d["parameter"] for d in found["differences"]] == ["contract.excluded_forms"]
    assert found["from"]["on"] == "2019-09-30"


def test_ones_own_asks_for_the_sign_in_and_the_role(first_tenant, sign_in):
    keys = {"from": "now", "to": f"version:{_version(first_tenant)}"}
    assert sign_in(first_tenant).get(ADDRESS, keys).status_code in (401, 403)
    assert sign_in(first_tenant, "tenant_admin").get(ADDRESS, keys).status_code == 403
    found = sign_in(first_tenant, "analyst").get(ADDRESS, keys)
    assert found.json()["count"] == 0


def test_nothing_of_inside_is_reached_from_outside_or_by_another(
    first_tenant, second_tenant, sign_in
):
    key = f"version:{_version(second_tenant)}"
    client = sign_in(first_tenant, "policy_officer")
    assert _problems(client.get(ADDRESS, {"from": key, "to": "now"})) == {"from"}
    public = Client(SERVER_NAME="localhost")
    for own in ("now", key, key.replace("version", "draft")):
        assert _problems(public.get(ADDRESS, {"from": own, "to": "g4-2015"})) == {"from"}


@pytest.mark.parametrize(
    ("keys", "fields"),
    [
        ({}, {"from", "to"}),
        ({"from": "uwv-baseline"}, {"to"}),
        ({"from": "<x>", "to": "uwv-baseline@2026-02-30"}, {"from", "to"}),
        ({"from": "x" * 5000, "to": "g4-2015"}, {"from"}),
        ({"from": "tenant:public", "to": "tenant:eikenberg@1990-01-01"}, {"from", "to"}),
        ({"from": "g4-2015", "to": "g4-2015", "op": "2026-01-01"}, {"op"}),
        ({"from": "g4-2015\x00", "to": "g4-2015"}, {"from"}),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(keys, fields):
    assert _problems(Client(SERVER_NAME="localhost").get(ADDRESS, keys)) == fields


def test_graphql_gives_the_same(first_tenant, sign_in):
    client = sign_in(first_tenant, "consultant")

    def ask(a: str, b: str) -> dict:
        body = {"query": QUERY, "variables": {"a": a, "b": b}}
        return client.post("/graphql", body, content_type="application/json").json()

    found = ask("uwv-baseline", "now")["data"]["differences"]
    rest = client.get(ADDRESS, {"from": "uwv-baseline", "to": "now"}).json()
    assert found["count"] == rest["count"] > 0
    assert found["from"]["key"] == rest["from"]["key"]
    assert [d["new"]["inWords"] for d in found["differences"]] == [
        d["new"]["inWords"] for d in rest["differences"]
    ]
    refused = ask("nowhere", "now")["errors"][0]["extensions"]
    assert refused["errors"][0]["field"] == "from"


def test_graphql_gives_nobody_ones_own_without_the_role(first_tenant, sign_in):
    client = sign_in(first_tenant, "tenant_admin")
    body = {"query": QUERY, "variables": {"a": "uwv-baseline", "b": "now"}}
    answer = client.post("/graphql", body, content_type="application/json").json()
    assert answer["errors"][0]["extensions"]["code"] == "not-permitted"


def test_the_history_of_a_published_profile():
    client = Client(SERVER_NAME="localhost")
    (event,) = client.get("/api/v1/profiles/eikenberg/versions").json()
    assert (event["kind"], event["validFrom"], event["validTo"]) == (
        "published",
        "2015-01-01",
        None,
    )
    first_day = load_shipped("hour-caps", date(2015, 1, 1))
    assert event["contentHash"] == first_day.content_hash
    (shipped,) = client.get("/api/v1/profiles/uwv-baseline/versions").json()
    assert shipped["kind"] == "shipped"
    for nobody in ("nowhere", "law", "hour-caps"):
        assert client.get(f"/api/v1/profiles/{nobody}/versions").status_code == 404
