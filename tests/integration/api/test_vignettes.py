"""The invented clients over REST: open to everyone, the same figures as the rules and the pages."""

import pytest
from django.test import Client
from django.utils import timezone

from api.facts_input import FACT_OF_FIELD
from policy_profiles.register.queries import published_profiles
from rulebook.finding import find
from rulebook.vignettes import VIGNETTES, vignette
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

LIST = "/api/v1/vignettes"


def test_anyone_reads_the_list_with_the_spread(two_tenants) -> None:
    rows = Client(SERVER_NAME="localhost").get(LIST).json()
    assert [row["id"] for row in rows] == [one.id for one in VIGNETTES]
    n = len(published_profiles(on=timezone.localdate()))
    assert {row["spread"]["profiles"] for row in rows} == {n}
    (card,) = [row["spread"] for row in rows if row["id"] == "punch-card"]
    assert (card["leastMinutes"], card["middleMinutes"], card["mostMinutes"]) == (300, 300.0, 300)
    (call,) = [row["spread"] for row in rows if row["id"] == "first-call"]
    assert (call["unknown"], call["mostMinutes"]) == (n, None)


@pytest.mark.parametrize("name", ["register-only", "growing-hours", "first-call", "punch-card"])
def test_a_vignette_has_the_finding_of_every_published_profile(
    name: str, first_tenant: TenantRow
) -> None:
    data = Client(SERVER_NAME=first_tenant.host).get(f"{LIST}/{name}").json()
    one, rows = vignette(name), published_profiles(on=timezone.localdate())
    assert {FACT_OF_FIELD[field].name for field in data["facts"]} == set(one.facts)
    found = {finding["profile"]: finding for finding in data["findings"]}
    assert set(found) == {row.code for row in rows}
    for row in rows:
        finding, told = find(one.facts, row.profile), found[row.code]
        assert (told["verdict"], told["minutes"]) == (finding.verdict, finding.minutes)
        assert told["notMet"] == [c.code for c in finding.criteria if c.outcome == "not_met"]
    assert found["uwv-baseline"]["explainedBy"] == []


def test_why_another_profile_differs_is_named(first_tenant: TenantRow) -> None:
    data = Client(SERVER_NAME=first_tenant.host).get(f"{LIST}/register-only").json()
    found = {finding["profile"]: finding for finding in data["findings"]}
    assert found["g4-2015"]["explainedBy"] == ["target_group.accepted_grounds"]
    assert found["g4-2015"]["differenceMinutes"] == found["g4-2015"]["minutes"] > 0
    assert found["g4-2015"]["supportEnd"] == "2026-07-31"


def test_the_language_follows_the_reader(two_tenants) -> None:
    client = Client(SERVER_NAME="localhost")
    for language, story in (("nl", "Deze hovenier"), ("en", "This landscape gardener")):
        data = client.get(f"{LIST}/punch-card", headers={"accept-language": language}).json()
        assert data["story"].startswith(story)


def test_an_unchanged_answer_is_not_sent_again(two_tenants) -> None:
    client = Client(SERVER_NAME="localhost")
    first = client.get(LIST)
    again = client.get(LIST, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_an_unknown_vignette_is_a_problem_as_machines_read_it(two_tenants) -> None:
    answer = Client(SERVER_NAME="localhost").get(f"{LIST}/nobody")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
