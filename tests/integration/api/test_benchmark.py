"""Protected figures: page, REST and GraphQL tell the same, and nothing that is hidden."""

from collections.abc import Callable

import pytest
from django.test import Client

from benchmarking.releases.making import make_release
from benchmarking.snapshots import protected_comparison
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

URL = "/api/v1/benchmark-figures"


@pytest.fixture
def country(two_tenants: object, few_indicators: None, send_country: Callable[..., None]) -> None:
    send_country("eikenberg", cases=300, generosity=0.8)
    send_country("duinzicht", cases=300, generosity=1.1)
    make_release(actor=None)


def test_rest_and_graphql_give_the_snapshot_of_the_pages(
    country: None, sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    client = sign_in(first_tenant, "analyst")
    rest = client.get(URL, {"against": "all"}).json()
    query = '{ benchmark(against: "all") { snapshotId split } }'
    graphql = client.post("/graphql", {"query": query}, content_type="application/json").json()
    snapshot = protected_comparison(tenant="eikenberg", against="all")
    assert rest["snapshotId"] == snapshot.snapshot_id
    assert graphql["data"]["benchmark"]["snapshotId"] == snapshot.snapshot_id
    assert graphql["data"]["benchmark"]["split"] == rest["split"]
    assert rest["split"]["policyMinutes"]["value"] == snapshot.split.policy.as_data()["value"]


def test_a_small_group_stays_hidden(
    two_tenants: object,
    send_country: Callable[..., None],
    sign_in: Callable[..., Client],
    first_tenant: TenantRow,
) -> None:
    send_country("eikenberg", cases=6)
    send_country("duinzicht", cases=300)
    make_release(actor=None)
    figures = (
        sign_in(first_tenant, "analyst").get(URL, {"tenant": "eikenberg", "against": "all"}).json()
    )
    assert figures["tenant"]["decided"]["value"] is None
    assert figures["split"]["differenceMinutes"]["value"] is None


def test_a_choice_that_is_not_offered(
    country: None, sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    client = sign_in(first_tenant, "analyst")
    for choice, field in [({"tenant": "nowhere"}, "tenant"), ({"period": 1900}, "period")]:
        answer = client.get(URL, choice)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("roles, status", [([], 401), (["consultant"], 403), (["analyst"], 200)])
def test_who_may_compare(
    country: None,
    sign_in: Callable[..., Client],
    first_tenant: TenantRow,
    roles: list[str],
    status: int,
) -> None:
    assert sign_in(first_tenant, *roles).get(URL).status_code == status
