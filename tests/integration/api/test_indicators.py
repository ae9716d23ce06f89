"""Indicators outside: definitions for everyone; one figure, the same wherever it is read."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from benchmarking.definitions import indicators
from benchmarking.measures.answers import ProtectedIndicator
from benchmarking.measures.asking import (
    NotReleasedYet,
    indicator_of_everyone,
    protected_indicator,
)
from benchmarking.released_indicators.door import figure_of
from benchmarking.releases.making import make_release
from benchmarking.snapshots import Against, protected_comparison
from policy_profiles.taking_part.actions import state_sharing
from tenants import context
from tenants.queries import TenantRow
from tests.plain_facts import MODELS, plain_rows, store
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.django_db

URL = "/api/v1/indicators"
#: Those of Eikenberg.
ROWS = plain_rows("decision", cases=500, seed=0, in_large_cells=True)


@pytest.fixture(scope="module")
def country(for_whole_module: None) -> None:
    for seed, schema in enumerate(("eikenberg", "duinzicht")):
        for fact in MODELS:
            store(schema, fact, plain_rows(fact, cases=500, seed=seed, in_large_cells=True))


@pytest.fixture
def analyst(sign_in: Callable[..., Client], first_tenant: TenantRow) -> Client:
    return sign_in(first_tenant, "analyst")


def test_definitions_are_open_to_everyone_in_their_language(sign_in: Callable[..., Client]) -> None:
    client = sign_in(None)
    found = client.get(URL, headers={"accept-language": "en"}).json()
    assert len(found) == len(indicators())
    (refusals,) = [one for one in found if one["name"] == "refusals"]
    assert refusals == client.get(f"{URL}/refusals", headers={"accept-language": "en"}).json()
    assert refusals["label"] == "Refusals"
    assert refusals["expression"] == "share of decision: refused = true"
    assert client.get(f"{URL}/refusals").json()["label"] == "Afwijzingen"
    assert client.get(f"{URL}/wachttijd").status_code == 404


@pytest.mark.parametrize("name", ["decided_in_time", "used_of_granted", "sustained_work"])
def test_rest_and_graphql_give_an_organisation_its_own_figure(
    name: str, country: None, analyst: Client
) -> None:
    rest = analyst.get(f"{URL}/{name}/figures", {"period": 2024}).json()
    fields = "snapshotId unit tenant reference howComputed"
    graphql = _graphql(analyst, f'indicatorFigures(name: "{name}", period: 2024) {{ {fields} }}')
    found = _asked(name, period=2024)
    assert rest["snapshotId"] == found.snapshot_id
    assert graphql["data"]["indicatorFigures"] == {
        key: rest[key] for key in ("snapshotId", "unit", "tenant", "reference", "howComputed")
    }
    one = rest["tenant"]
    assert (one["code"], rest["reference"]) == ("eikenberg", None)
    assert any(part["value"] for part in [one["value"], *one["parts"]] if part)


@pytest.mark.parametrize("role", ["analyst", "policy_officer"])
@pytest.mark.parametrize("host", ["eikenberg", "duinzicht"])
def test_what_stands_in_no_release_is_given_to_nobody_else(
    role: str,
    host: str,
    country: None,
    sign_in: Callable[..., Client],
    two_tenants: TwoTenants,
) -> None:
    own, other = sorted(
        (two_tenants.first, two_tenants.second), key=lambda row: row.schema_name != host
    )
    client = sign_in(own, role)
    assert client.get(f"{URL}/refusals/figures", {"tenant": host}).status_code == 200
    asked = [{"tenant": other.schema_name}, *({"against": kind} for kind in Against)]
    for choice in [*asked, {"tenant": host, "against": "all"}]:
        _is_refused(client.get(f"{URL}/refusals/figures", choice))
        given = ", ".join(f'{name}: "{value}"' for name, value in choice.items())
        graphql = _graphql(
            client, f'indicatorFigures(name: "refusals", {given}) {{ tenant reference }}'
        )
        (error,) = graphql["errors"]
        assert error["extensions"] == {"code": "not-released", "status": 409}
        assert graphql["data"] is None
    _is_refused(client.get(f"{URL}/refusals/figures/organisations"))


def test_no_indicator_of_facts_is_told_of_others_before_a_release(country: None) -> None:
    for one in [one for one in indicators().values() if one.measure.fact][::9]:
        with pytest.raises(NotReleasedYet, match=one.name):
            _asked(one.name, asker="duinzicht")
        with pytest.raises(NotReleasedYet, match=one.name):
            indicator_of_everyone(name=one.name, on=timezone.localdate())


def test_from_a_release_on_everybody_reads_the_same_figure_of_everybody(
    country: None, few_indicators: None, analyst: Client
) -> None:
    make_release(actor=None)
    choice = {"tenant": "duinzicht", "against": "all", "period": 2024}
    rest = analyst.get(f"{URL}/need_judged/figures", choice).json()
    graphql = _graphql(
        analyst,
        'indicatorFigures(name: "need_judged", tenant: "duinzicht", against: "all", period: 2024)'
        " { snapshotId release tenant reference }",
    )["data"]["indicatorFigures"]
    assert graphql == {name: rest[name] for name in graphql}
    assert rest["release"] == 1
    said = figure_of(name="need_judged", whom="organisation:duinzicht", period=2024)
    parts = {part["part"]: part["value"] for part in rest["tenant"]["parts"]}
    assert parts == {code: one.value for code, one in said.parts.items()}
    assert any(value is not None for value in parts.values())
    assert rest["reference"]["members"] == 2
    assert rest["tenant"]["cases"]["value"] <= rest["tenant"]["rows"]["value"]
    everyone = analyst.get(f"{URL}/need_judged/figures/organisations", {"period": 2024}).json()
    assert rest["tenant"] in everyone
    own = analyst.get(f"{URL}/need_judged/figures").json()
    assert (own["release"], own["reference"]) == (None, None)
    _is_refused(analyst.get(f"{URL}/goals_reached/figures", choice))


def test_an_own_figure_says_nothing_of_others(country: None) -> None:
    """It is the same once the other takes no part any more, and counts nowhere."""
    names = ("refusals_by_criterion", "reasons_of_objections", "goals_reached", "next_job")
    before = [_asked(name).snapshot_id for name in names]
    with context.inside("duinzicht"):
        state_sharing(actor=None, takes_part=False, from_day=timezone.localdate())
    assert [_asked(name).snapshot_id for name in names] == before


def test_the_public_host_has_no_figures(sign_in: Callable[..., Client]) -> None:
    client = sign_in(None, "platform_admin")
    for address in ("refusals/figures", "four_way_split/figures", "refusals/figures/organisations"):
        assert client.get(f"{URL}/{address}", {"tenant": "eikenberg"}).status_code == 404
    assert client.post("/graphql", {"query": "{ indicators { name } }"}).status_code == 404


def test_how_it_was_computed_names_cases_and_the_call_that_gives_it_again(
    country: None, analyst: Client
) -> None:
    rest = analyst.get(f"{URL}/goals_reached/figures").json()
    how = rest["howComputed"]
    assert how["snapshotId"] == rest["snapshotId"]
    assert 0 < how["casesCounted"]["value"] < how["casesOfAll"]["value"]
    assert how["denominator"]["nl"].startswith("Doelen in plannen")
    assert analyst.get(how["apiCall"]).json() == rest


def test_what_the_comparison_shows_too_is_the_same_to_the_digit(
    country: None, few_indicators: None
) -> None:
    make_release(actor=None)
    whole = protected_comparison(tenant="eikenberg", against="all").tenant
    asked = [
        "awarded_hours", "own_rules_hours", "refusals", "refusals_by_criterion", "early_end",
        "job_retention", "next_job",
    ]  # fmt: skip
    found = {name: _of_eikenberg(name) for name in asked}
    assert found["awarded_hours"].value == whole.awarded
    assert found["own_rules_hours"].value == whole.own_rules
    assert found["refusals"].value == whole.refused
    assert found["refusals_by_criterion"].parts == whole.criteria
    assert found["early_end"].value == whole.ended_early
    assert found["job_retention"].curve == whole.retention
    assert found["next_job"].curve == whole.next_job


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("people_supported", 0),
        ("granted_of_asked", 0),
        ("weeks_to_decide", 0),
        ("growth_of_hours", 3),
        ("would_pass", 12),
        ("year_of_support", 4),
        ("next_job_lasting", 3),
        ("next_job", 6),
    ],
)
def test_every_method_gives_figures_with_what_they_rest_on(
    name: str, parts: int, country: None
) -> None:
    _rests_on_something(_of_eikenberg(name), parts)


def test_the_split_gives_figures_with_what_they_rest_on(
    country: None, few_indicators: None
) -> None:
    """It sets others beside itself, so there is none before the first release."""
    with pytest.raises(NotReleasedYet, match="four_way_split"):
        _of_eikenberg("four_way_split")
    make_release(actor=None)
    _rests_on_something(_of_eikenberg("four_way_split"), 4)


def _rests_on_something(figure: Any, parts: int) -> None:
    shown = [figure.value, *figure.parts.values()]
    assert len(figure.parts) == parts
    assert any(one is not None and one.value is not None for one in shown)
    assert figure.cases.value <= figure.rows.value


def test_weeks_are_told_in_tenths_and_rates_in_percents(country: None) -> None:
    weeks = [row["weeks_to_decide"] for row in ROWS if row["weeks_to_decide"] is not None]
    assert abs(_of_eikenberg("weeks_to_decide").value.value - 10 * sum(weeks) / len(weeks)) <= 0.5
    asked = [row for row in ROWS if row["requested_minutes"]]
    part = sum(row["awarded_minutes"] for row in asked)
    rate = 100 * part / sum(row["requested_minutes"] for row in asked)
    assert abs(_of_eikenberg("granted_of_asked").value.value - rate) <= 0.5


def test_a_mix_never_hides_one_part_alone(country: None) -> None:
    for year in (2023, 2024, 2025):
        found = _asked("reasons_of_objections", period=year, contract="permanent")
        hidden = [part for part in found.tenant.parts.values() if part.is_hidden]
        assert len(hidden) != 1


def test_policies_are_told_as_they_are_and_uwv_lies_at_nought(analyst: Client) -> None:
    """Eikenberg's hours a year lie far from regimes in hours; the law itself is for everyone."""
    rest = analyst.get(f"{URL}/distance_to_baseline/figures", {"against": "all"}).json()
    parts = {part["part"]: part["value"] for part in rest["tenant"]["parts"]}
    assert parts["intensity_method"] > 0
    assert all(0 <= value <= 100 for value in parts.values())
    assert rest["tenant"]["cases"]["value"] == 1
    assert rest["reference"]["cases"]["value"] >= 2
    everyone = analyst.get(f"{URL}/distance_to_baseline/figures/organisations").json()
    assert rest["tenant"] in everyone


def test_a_figure_asks_the_database_the_same_few_questions(
    country: None, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(45):
        _of_eikenberg("job_retention")


def test_everyone_is_given_by_name_as_each_is_alone(analyst: Client) -> None:
    rows = analyst.get(f"{URL}/distance_to_baseline/figures/organisations").json()
    names = [row["name"] for row in rows]
    assert names == sorted(names)
    kept = indicator_of_everyone(name="distance_to_baseline", on=timezone.localdate())
    assert [figure.code for figure in kept] == [row["code"] for row in rows]


@pytest.mark.parametrize(
    ("address", "choice", "status"),
    [
        ("refusals/figures", {"tenant": "nowhere"}, 400),
        ("refusals/figures", {"period": 1900}, 400),
        ("refusals/figures", {"colour": "red"}, 400),
        ("wachttijd/figures", {}, 404),
        ("agreement_on_vignettes/figures", {}, 409),
        ("distance_to_baseline/figures", {"period": 2024}, 400),
        ("four_way_split/figures/organisations", {}, 409),
    ],
)
def test_what_cannot_be_asked_is_refused(
    address: str, choice: Mapping[str, Any], status: int, country: None, analyst: Client
) -> None:
    assert analyst.get(f"{URL}/{address}", choice).status_code == status


def test_a_consultant_sees_definitions_and_no_figures_of_others(
    country: None, sign_in: Callable[..., Client], first_tenant: TenantRow
) -> None:
    client = sign_in(first_tenant, "consultant")
    assert client.get(f"{URL}/refusals").status_code == 200
    assert client.get(f"{URL}/refusals/figures").status_code == 403


def _of_eikenberg(name: str) -> Any:
    return _asked(name).tenant


def _asked(name: str, **given: Any) -> ProtectedIndicator:
    choices = {"asker": "eikenberg", "on": timezone.localdate(), **given}
    if name == "four_way_split":
        choices["against"] = "all"
    return protected_indicator(name=name, tenant="eikenberg", **choices)


def _graphql(client: Client, field: str) -> Any:
    asked = {"query": f"{{ {field} }}"}
    return client.post("/graphql", asked, content_type="application/json").json()


def _is_refused(answer: Any) -> None:
    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:meetlat:problem:not-released"
    assert "nog niets uitgebracht" in answer.json()["detail"]
    assert not {"tenant", "reference", "value"} & set(answer.json())
