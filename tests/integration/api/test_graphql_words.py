"""GraphQL's own refusals in the reader's language, and how often it reads the register."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

EVALUATE = "query($facts: FactsInput!) { evaluate(facts: $facts) { differenceMinutes } }"
PAGED = "query($n: Int!) { profiles(first: $n) { name } }"


@pytest.fixture
def client(sign_in: Callable[..., Client], first_tenant: TenantRow) -> Client:
    return sign_in(first_tenant, "consultant")


def _refusal(client: Client, query: str, language: str = "nl", **variables: object) -> dict:
    client.cookies["django_language"] = language
    body = {"query": query, "variables": variables}
    answer = client.post("/graphql", body, content_type="application/json").json()
    return answer["errors"][0]


@pytest.mark.parametrize(
    ("query", "variables", "field", "dutch", "english"),
    [
        (
            "{ profiles { nam } }", {}, "nam",
            "Profile heeft geen veld nam. Bedoelde u name?",
            "Profile has no field nam. Did you mean name?",
        ),
        (
            "{ profiles(last: 3) { name } }", {}, "last",
            "profiles kent geen argument last.",
            "profiles takes no argument last.",
        ),
        (
            "{ profile { name } }", {}, "name",
            "Geef bij profile ook het argument name (ID!).",
            "Give profile the argument name (ID!) too.",
        ),
        (
            "{ profiles }", {}, "profiles",
            "Noem de velden die u van profiles wilt zien, tussen accolades.",
            "Name the fields of profiles that you want to see, between braces.",
        ),
        (
            '{ profiles(first: "3") { name } }', {}, "first",
            "first: geef een geheel getal.",
            "first: give a whole number.",
        ),
        (
            PAGED, {"n": "drie"}, "$n",
            "$n: geef een geheel getal.",
            "$n: give a whole number.",
        ),
        (
            PAGED, {}, "$n",
            "Geef een waarde voor $n (Int!).",
            "Give a value for $n (Int!).",
        ),
        (
            EVALUATE, {"facts": {"weeklyHours": "veel"}}, "facts.weeklyHours",
            "facts.weeklyHours: geef een geheel getal.",
            "facts.weeklyHours: give a whole number.",
        ),
        (
            EVALUATE, {"facts": {"wekelijks": 3}}, "wekelijks",
            "FactsInput heeft geen veld wekelijks.",
            "FactsInput has no field wekelijks.",
        ),
        (
            "{ profiles(first: $m) { name } }", {}, "$m",
            "De variabele $m staat niet in de kop van de vraag.",
            "The variable $m is not in the head of the query.",
        ),
        (
            '{ cases(after: "x") { nextAfter } }', {}, "after",
            "after: geef een waarde van het soort UUID.",
            "after: give a value of the type UUID.",
        ),
    ],
)  # fmt: skip
def test_a_refusal_names_its_field_in_the_readers_language(
    client: Client, query: str, variables: dict, field: str, dutch: str, english: str
) -> None:
    """Where it is stays."""
    told = _refusal(client, query, **variables)
    assert told["message"].startswith(dutch)
    assert told["locations"]
    assert told["extensions"]["code"] == "invalid-input"
    assert told["extensions"]["errors"][0]["field"] == field
    assert _refusal(client, query, "en", **variables)["message"].startswith(english)


def test_what_cannot_be_read_at_all_is_told_with_its_place(client: Client) -> None:
    """No field can be named then."""
    told = _refusal(client, "{ profiles { name }")
    assert told["message"] == "Op deze plaats is de vraag niet te lezen."
    assert told["locations"] == [{"line": 1, "column": 20}]
    assert told["extensions"]["original"].startswith("Syntax Error")
    assert "errors" not in told["extensions"]


def test_what_was_filled_in_is_not_repeated(client: Client) -> None:
    """Facts of a case stay out of refusals, which end up in the logs of other programs."""
    for value in ("geheim; Int", "geheim' at 'elders'; String cannot"):
        told = _refusal(client, EVALUATE, facts={"wageValue": value})
        assert "geheim" not in str(told)
    assert _refusal(client, EVALUATE, facts="geheim")["message"] == (
        "$facts: geef een waarde van het soort FactsInput."
    )


@pytest.mark.parametrize(
    "query",
    [
        "{ profiles(first: %d) { name parameters(onlyDeviations: true) { id } } }",
        '{ profiles(first: %d) { name } profile(name: "uwv-baseline") { parameters { id } } }',
    ],
)
def test_the_register_is_read_once_for_a_question(client: Client, query: str) -> None:
    """However many profiles and values it asks for."""
    client.post("/graphql", {"query": query % 1}, content_type="application/json")
    counts = []
    for first in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(
                "/graphql", {"query": query % first}, content_type="application/json"
            )
        assert len(answer.json()["data"]["profiles"]) == first
        counts.append(sum("policy_register_publishedprofile" in one["sql"] for one in asked))
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as plain:
        client.post("/graphql", {"query": "{ profiles { name } }"}, content_type="application/json")
    assert counts[0] == sum("policy_register_publishedprofile" in one["sql"] for one in plain)
