"""Own cases over REST and GraphQL: complete, in pages, and never another tenant's."""

from collections.abc import Callable

import pytest
from django.test import Client

from assessments.actions import open_case
from tenants import context
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(make_user: Callable[..., object], two_tenants: object) -> list[str]:
    numbers = []
    for tenant in (two_tenants.first, two_tenants.second):
        user = make_user(tenant, "consultant")
        with context.inside(tenant.schema_name):
            for place in range(3):
                opened = open_case(actor=user, client_reference=f"{tenant.schema_name}-{place}")
                if tenant is two_tenants.first:
                    numbers.append(opened.number)
    return numbers


def test_pages_follow_one_another(
    cases: list[str], sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    client = sign_in(first_tenant, "consultant")
    seen, after = [], ""
    while True:
        asked = {"limit": 2, **({"after": after} if after else {})}
        page = client.get("/api/v1/cases", asked).json()
        seen += [row["number"] for row in page["cases"]]
        after = page["nextAfter"]
        if not after:
            break
    assert seen == cases


def test_graphql_gives_the_same_cases(
    cases: list[str], sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    query = {"query": "{ cases(first: 50) { cases { number ownReference decision { outcome } } } }"}
    answer = sign_in(first_tenant, "consultant").post(
        "/graphql", query, content_type="application/json"
    )
    rows = answer.json()["data"]["cases"]["cases"]
    assert [row["number"] for row in rows] == cases
    assert all(row["ownReference"].startswith("eikenberg") for row in rows)


def test_a_case_of_nobody_here(
    cases: list[str], sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    client = sign_in(first_tenant, "consultant")
    assert client.get(f"/api/v1/cases/{cases[0]}").json()["number"] == cases[0]
    assert client.get("/api/v1/cases/1999-00001").status_code == 404


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"after": "x"}, {"page": 1}])
def test_a_page_that_does_not_exist(
    sign_in: Callable[..., Client], first_tenant: TenantRow, query: dict[str, object]
) -> None:
    answer = sign_in(first_tenant, "consultant").get("/api/v1/cases", query)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == next(iter(query))


def test_an_analyst_reads_no_case(sign_in: Callable[..., Client], first_tenant: TenantRow) -> None:
    client = sign_in(first_tenant, "analyst")
    assert client.get("/api/v1/cases").status_code == 403
    answer = client.post(
        "/graphql", {"query": "{ cases { nextAfter } }"}, content_type="application/json"
    )
    assert answer.json()["errors"][0]["extensions"]["code"] == "not-permitted"
