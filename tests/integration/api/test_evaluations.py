"""REST evaluations: the rulebook's own finding, and every bad field named at once."""

from collections.abc import Callable

import pytest
from django.test import Client

from rulebook.finding import find
from rulebook.profiles import load_shipped
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

URL = "/api/v1/evaluations"
FACTS = {
    "structuralLimitation": True,
    "workSituation": "employment",
    "contractForm": "permanent",
    "employmentStart": "2025-03-01",
    "contractStart": "2025-03-01",
    "weeklyHours": 1440,
    "wageValue": 5000,
    "illnessWeeks": 0,
    "concurrentSupport": False,
    "requestKind": "first",
    "receivedOn": "2025-03-01",
    "supportStart": "2025-03-01",
    "need": "medium",
    "supportForm": "external",
}


def post(client: Client, body: object) -> dict:
    return client.post(URL, body, content_type="application/json")


def test_the_answer_is_the_rulebooks(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    answer = post(
        sign_in(first_tenant, "consultant"), {"facts": FACTS, "profile": "uwv-baseline"}
    ).json()
    # 24 hours a week, 184 days, 10 %
    assert answer["finding"]["minutes"] == round(1440 * 184 / 7 * 0.10)
    assert answer["finding"]["verdict"] == "met"
    assert answer["differenceMinutes"] == 0
    assert [r["code"] for r in answer["finding"]["reasons"]][:2] == [
        "target_group",
        "work_situation",
    ]


def test_your_own_profile_is_used_by_default(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    answer = post(sign_in(first_tenant, "consultant"), {"facts": FACTS}).json()
    assert answer["finding"]["profile"]["hash"] == load_shipped("hour-caps").content_hash
    assert answer["against"]["profile"]["name"] == "uwv-baseline"


def test_a_missing_fact_is_asked_for(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    facts = {name: value for name, value in FACTS.items() if name != "wageValue"}
    answer = post(sign_in(first_tenant, "consultant"), {"facts": facts}).json()
    assert answer["finding"]["minutes"] is None
    assert "wageValue" in answer["finding"]["questions"]


def test_every_bad_field_is_named_at_once(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    body = {"facts": {**FACTS, "weeklyHours": -5, "need": "huge", "receivedOn": "soon"}}
    answer = post(sign_in(first_tenant, "consultant"), body)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    fields = {error["field"] for error in answer.json()["errors"]}
    assert fields == {"facts.weeklyHours", "facts.need", "facts.receivedOn"}


def test_a_misspelt_fact_is_refused(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    answer = post(sign_in(first_tenant, "consultant"), {"facts": {"weeklyHour": 5}})
    assert answer.json()["errors"][0]["field"] == "facts.weeklyHour"


def test_facts_that_contradict_are_refused(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    facts = {**FACTS, "contractForm": "fixed_term", "contractEnd": "2024-01-01"}
    answer = post(sign_in(first_tenant, "consultant"), {"facts": facts})
    assert {e["field"] for e in answer.json()["errors"]} >= {
        "facts.contractStart",
        "facts.contractEnd",
    }


@pytest.mark.parametrize(
    "body", ["[]", "{}", '"x"', "{", '{"facts": 3}', "null", '{"facts": {"need": {}}}']
)
def test_hostile_bodies_get_a_clear_no(
    sign_in: Callable[..., Client], first_tenant: TenantRow, body: str
) -> None:
    answer = sign_in(first_tenant, "consultant").post(URL, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["title"]


def test_the_answer_speaks_the_readers_language(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    client = sign_in(first_tenant, "consultant")
    dutch = post(client, {"facts": FACTS}).json()
    english = client.post(
        URL, {"facts": FACTS}, content_type="application/json", headers={"Accept-Language": "en"}
    ).json()
    assert dutch["finding"]["inWords"]["verdict"] == "voldoet"
    assert english["finding"]["inWords"]["verdict"] == "met"


@pytest.mark.parametrize("roles, status", [([], 401), (["tenant_admin"], 403), (["analyst"], 200)])
def test_who_may_ask(
    sign_in: Callable[..., Client], first_tenant: TenantRow, roles: list[str], status: int
) -> None:
    assert post(sign_in(first_tenant, *roles), {"facts": FACTS}).status_code == status


def test_a_profile_that_nobody_published(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    answer = post(sign_in(first_tenant, "analyst"), {"facts": FACTS, "profile": "nowhere"})
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_the_whole_finding_is_explained(
    sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    answer = post(sign_in(first_tenant, "consultant"), {"facts": FACTS, "profile": "uwv-baseline"})
    finding = answer.json()["finding"]
    expected = find({"need": "none"}, load_shipped("uwv-baseline"))
    assert len(finding["reasons"]) == len(expected.criteria)
    assert all(reason["sentence"] for reason in finding["reasons"])
    assert all(value["source"] for step in finding["steps"] for value in step["values"])
