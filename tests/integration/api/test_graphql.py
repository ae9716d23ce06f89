"""GraphQL end to end: what it answers, and everything that it turns away."""

from collections.abc import Callable

import pytest
from django.test import Client

from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

URL = "/graphql"
JSON = "application/json"
PROFILES = {"query": "{ profiles { name } }"}
DEEP = "{ __schema { types { fields { type {" + " ofType {" * 5 + " name " + "}" * 10
EVALUATE = """
query($facts: FactsInput!) {
  evaluate(facts: $facts, profile: "uwv-baseline") {
    differenceMinutes
    finding {
      verdict providerVerdict minutes questions
      reasons { code outcome sentence values { source certainty } }
    }
  }
}
"""


@pytest.fixture
def ask(sign_in: Callable[..., Client], first_tenant: TenantRow) -> Callable[..., dict]:
    client = sign_in(first_tenant, "consultant")

    def asked(query: str, **variables: object) -> dict:
        body = {"query": query, "variables": variables}
        return client.post(URL, body, content_type=JSON).json()

    return asked


def test_profiles_and_their_deviations(ask: Callable[..., dict]) -> None:
    answer = ask(
        '{ profile(name: "g4-2015") '
        "{ title parameters(onlyDeviations: true) { id certainty source } } }"
    )
    ids = {row["id"] for row in answer["data"]["profile"]["parameters"]}
    assert "duration.nominal_months" in ids
    assert "contract.minimum_months" not in ids


def test_a_value_says_its_section_and_whether_anybody_states_it(
    ask: Callable[..., dict], client: Client, first_tenant: TenantRow
) -> None:
    """As REST does, parameter by parameter."""
    query = '{ profile(name: "g4-2015") { parameters { id section stated source } } }'
    found = {row["id"]: row for row in ask(query)["data"]["profile"]["parameters"]}
    told = client.get("/api/v1/profiles/g4-2015", HTTP_HOST=first_tenant.host).json()["parameters"]
    assert {name: (row["section"], row["stated"]) for name, row in found.items()} == {
        row["id"]: (row["section"], row["stated"]) for row in told
    }
    assert not all(row["stated"] for row in found.values())
    assert all(row["source"] for row in found.values() if row["stated"])


def test_an_evaluation(ask: Callable[..., dict]) -> None:
    answer = ask(EVALUATE, facts={"weeklyHours": 300, "wageValue": 5000, "requestKind": "first"})
    finding = answer["data"]["evaluate"]["finding"]
    outcomes = {reason["code"]: reason["outcome"] for reason in finding["reasons"]}
    assert outcomes["weekly_hours"] == "not_met"  # 5 hours, below the floor of 8
    assert outcomes["need"] == "not_known"
    assert "need" in finding["questions"]
    assert finding["providerVerdict"] == "not_known"
    assert answer["data"]["evaluate"]["differenceMinutes"] == 0  # refused under both


@pytest.mark.parametrize("first", [0, -1, 101])
def test_a_page_has_bounds(ask: Callable[..., dict], first: int) -> None:
    answer = ask("query($n: Int) { profiles(first: $n) { name } }", n=first)
    assert answer["errors"][0]["extensions"]["errors"][0]["field"] == "first"


def test_bad_facts_name_their_fields(ask: Callable[..., dict]) -> None:
    answer = ask(EVALUATE, facts={"weeklyHours": -1, "need": "huge"})
    errors = answer["errors"][0]["extensions"]["errors"]
    assert {error["field"] for error in errors} == {"weeklyHours", "need"}


def test_an_unknown_profile_is_an_anticipated_error(ask: Callable[..., dict]) -> None:
    answer = ask('{ profile(name: "nowhere") { title } }')
    assert answer["errors"][0]["extensions"]["code"] == "not-found"


def test_unknown_fields_are_refused(ask: Callable[..., dict]) -> None:
    assert "errors" in ask("{ nonsense }")


def test_a_document_that_costs_too_much_is_refused(ask: Callable[..., dict]) -> None:
    assert "dieper" in ask(DEEP)["errors"][0]["message"]


@pytest.mark.parametrize(
    "send, status",
    [
        (lambda c: c.get(URL, PROFILES), 405),
        (lambda c: c.post(URL, PROFILES), 415),
        (
            lambda c: c.post(URL, [PROFILES], content_type=JSON),
            400,
        ),
        (lambda c: c.post(URL, "{", content_type=JSON), 400),
        (
            lambda c: c.post(URL + "?query={a}", {"query": "{a}"}, content_type=JSON),
            400,
        ),
        (lambda c: c.post(URL, {"query": " " * 40_000}, content_type=JSON), 413),
        (
            lambda c: c.post(URL, {"query": "{ x }", "variables": [1]}, content_type=JSON),
            400,
        ),
    ],
)
def test_closed_doors(
    sign_in: Callable[..., Client],
    first_tenant: TenantRow,
    send: Callable[[Client], object],
    status: int,
) -> None:
    assert send(sign_in(first_tenant, "consultant")).status_code == status


def test_nobody_asks_without_signing_in(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    answer = sign_in(first_tenant).post(URL, PROFILES, content_type=JSON)
    assert answer.status_code == 401


def test_a_token_is_needed(first_tenant: TenantRow, sign_in: Callable[..., Client]) -> None:
    client = sign_in(first_tenant, "consultant")
    client.handler.enforce_csrf_checks = True
    answer = client.post(URL, PROFILES, content_type=JSON)
    assert answer.status_code == 403
