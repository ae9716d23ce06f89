"""Any two policies beside each other: inside an organisation, and the published ones for all."""

import csv
import io
import json
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles import actions, queries
from policy_profiles.drafts import actions as draft_actions
from policy_profiles.models import ProfileVersion
from rulebook.difference import differences
from rulebook.profiles import BASELINE, load_shipped
from tenants import context
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

PUBLIC = "localhost"
OWN = "/beleid/verschillen/"
EVERYONE = "/profielen/verschillen/"


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


def _get(client: Client, address: str, *, status: int = 200, language: str = "nl") -> HtmlPage:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == status
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def _version_of(tenant) -> UUID:
    with context.inside(tenant.schema_name):
        return queries.profile_on(on=timezone.localdate()).version_id


def _draft_of(tenant, make_user, *, title: str = "Ruimer") -> UUID:
    officer = make_user(tenant, "policy_officer")
    with context.inside(tenant.schema_name):
        draft_id = draft_actions.start_draft(actor=officer, title=title)
        entry = {"value": 3, "source": {"id": "OWN", "title": "Beleidsregel", "register": "2026"}}
        draft_actions.set_value(
            actor=officer,
            draft_id=draft_id,
            revision=1,
            parameter="contract.minimum_months",
            entry=entry,
        )
    return draft_id


def _expected(old: str, new: str):
    today = timezone.localdate()
    return differences(load_shipped(old, today), load_shipped(new, today))


def _differing(client: Client, address: str) -> list[dict]:
    return json.loads(client.get(address.replace("/?", ".json?")).content)["differences"]


def test_without_a_choice_the_own_policy_stands_beside_the_baseline(first_tenant, sign_in):
    page = _get(sign_in(first_tenant, "consultant"), OWN)
    parameters = {d.parameter for d in _expected(BASELINE, "hour-caps")}
    assert f"{len(parameters)} verschillen in" in page.text
    assert "Van UWV-basis naar Ons beleid, op" in page.text
    assert "verzonnen voorbeeld" in page.text  # certainty stands beside the value


def test_a_draft_beside_what_is_in_force_shows_the_one_change(first_tenant, sign_in, make_user):
    draft_id = _draft_of(first_tenant, make_user)
    client = sign_in(first_tenant, "policy_officer")
    page = _get(client, f"{OWN}?van=nu&naar=concept:{draft_id}")
    assert "1 verschil in 1 onderwerp" in page.text
    assert "6 maanden" in page.text
    assert "3 maanden" in page.text
    assert "Concept Ruimer" in page.text
    assert "Beleidsregel (2026)" in page.text


def test_two_days_of_one_profile(first_tenant, sign_in):
    """The contracts that UWV excludes changed on 1 October 2019."""
    client = sign_in(first_tenant, "analyst")
    page = _get(
        client, f"{OWN}?van={BASELINE}&van_op=2019-09-30&naar={BASELINE}&naar_op=2019-10-01"
    )
    assert "op 30 september 2019 naar UWV-basis op 1 oktober 2019" in page.text
    assert "1 verschil in 1 onderwerp" in page.text
    (found,) = _differing(client, f"{OWN}?van={BASELINE}@2019-09-30&naar={BASELINE}@2019-10-01")
    assert found["parameter"] == "contract.excluded_forms"
    same = _get(client, f"{OWN}?van={BASELINE}&naar={BASELINE}&op=2019-09-30")
    assert "Twee keer hetzelfde" in same.text
    equal = f"{OWN}?van={BASELINE}@2019-10-01&naar={BASELINE}@2019-10-02"
    same = _get(client, equal)
    assert "Geen verschillen" in same.text
    assert "Deze twee zeggen bij elke beleidsregel hetzelfde" in same.text


def test_versions_of_ones_own_can_be_chosen(first_tenant, sign_in, make_user):
    version_id = _version_of(first_tenant)
    client = sign_in(first_tenant, "policy_officer")
    found = _differing(client, f"{OWN}?van=versie:{version_id}&naar=nu")
    assert found == []
    page = _get(client, OWN)
    options = [a["value"] for tag, a in page.elements if tag == "option"]
    assert {"nu", f"versie:{version_id}", BASELINE, "g4-2015", "uitvoerder:duinzicht"} <= set(
        options
    )


def test_a_version_that_is_not_in_force_is_seen_on_the_nearest_day(
    first_tenant, sign_in, make_user
):
    maker, checker = (make_user(first_tenant, "policy_officer") for _ in range(2))
    layer = {
        "name": "eikenberg", "layer": "municipality", "above": BASELINE, "version": "oud",
        "title": {"nl": "Oud", "en": "Old"}, "description": {"nl": "Oud.", "en": "Old."},
        "values": {},
    }  # fmt: skip
    with context.inside(first_tenant.schema_name):
        version_id = actions.propose(actor=maker, layer=layer)
        actions.publish(
            actor=checker, version_id=version_id,
            valid_from=date(2012, 1, 1), valid_to=date(2013, 1, 1),
        )  # fmt: skip
    client = sign_in(first_tenant, "analyst")
    page = _get(client, f"{OWN}?van=versie:{version_id}&naar=nu")
    assert "op 31 december 2012" in page.text


@pytest.mark.parametrize("kind", ["versie", "concept"])
def test_nothing_of_another_organisation_is_reached_by_its_key(
    kind, first_tenant, second_tenant, sign_in, make_user
):
    theirs = _version_of(second_tenant) if kind == "versie" else _draft_of(second_tenant, make_user)
    client = sign_in(first_tenant, "policy_officer")
    page = _get(client, f"{OWN}?van=nu&naar={kind}:{theirs}", status=400)
    assert "Naar: Dit is er niet of niet meer" in page.text
    for extension in ("csv", "json"):
        answer = client.get(f"/beleid/verschillen.{extension}?van=nu&naar={kind}:{theirs}")
        assert answer.status_code == 302
        assert client.get(answer.headers["Location"]).status_code == 400


@pytest.mark.parametrize("key", ["nu", "versie", "concept"])
def test_the_public_page_knows_nothing_of_inside(key, first_tenant, make_user):
    own = {"versie": _version_of(first_tenant), "concept": _draft_of(first_tenant, make_user)}
    text = f"{key}:{own[key]}" if key in own else key
    page = _get(Client(SERVER_NAME=PUBLIC), f"{EVERYONE}?van={text}&naar={BASELINE}", status=400)
    assert "Van: Dit is er niet of niet meer" in page.text
    assert "Ruimer" not in page.text


def test_published_organisations_beside_each_other_for_everyone():
    page = _get(
        Client(SERVER_NAME=PUBLIC), f"{EVERYONE}?van=uitvoerder:eikenberg&naar=tenant:duinzicht"
    )
    parameters = {d.parameter for d in _expected("hour-caps", "weekly-hours")}
    assert f"{len(parameters)} verschillen in" in page.text
    assert "Er is verzonnen beleid bij" in page.text


def test_a_day_before_an_organisation_had_policy_is_told_at_the_day():
    client = Client(SERVER_NAME=PUBLIC)
    page = _get(client, f"{EVERYONE}?van=uitvoerder:eikenberg@2001-01-01&naar=g4-2015", status=400)
    problem = "Op 1 januari 2001 was hier niets van kracht"
    assert f"Van, op de dag: {problem}" in page.text  # in the summary, with its side
    assert page.text.count(problem) == 2  # and at the field


def test_a_day_that_is_none_is_told_once_for_both_sides():
    client = Client(SERVER_NAME=PUBLIC)
    query = f"van={BASELINE}&naar=g4-2015&op=31-02-2026"
    page = _get(client, f"{EVERYONE}?{query}", status=400)
    assert "Eén punt vraagt nog aandacht" in page.text
    assert "Van en Naar: Typ een datum als dag-maand-jaar, zoals 31-12-2025." in page.text
    page = _get(client, f"{EVERYONE}?van_op=x&naar_op=2026-01-01", status=400)
    assert "Van, op de dag: Typ een datum als dag-maand-jaar" in page.text


def test_a_typed_day_becomes_the_day_of_an_address():
    client = Client(SERVER_NAME=PUBLIC)
    query = f"van={BASELINE}&naar={BASELINE}&naar_op="
    answer = client.get(f"{EVERYONE}?{query}1-10-2019&van_op=30/09/2019")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{EVERYONE}?{query}2019-10-01&van_op=2019-09-30"
    page = _get(client, answer.headers["Location"])
    assert "op 30 september 2019 naar UWV-basis op 1 oktober 2019" in page.text
    shown = {a.get("name"): a.get("value") for tag, a in page.elements if tag == "input"}
    assert (shown["van_op"], shown["naar_op"]) == ("30-09-2019", "01-10-2019")


def test_a_policy_beside_itself_is_told_in_one_sentence():
    page = _get(Client(SERVER_NAME=PUBLIC), f"{EVERYONE}?van={BASELINE}&naar={BASELINE}")
    assert "Bij Van en Naar staan hetzelfde beleid en dezelfde dag." in page.text
    assert "Deze twee zeggen bij elke beleidsregel hetzelfde" not in page.text


@pytest.mark.parametrize(("day", "is_told"), [("2014-12-31", True), ("2015-01-01", False)])
def test_a_day_before_the_first_of_the_baseline_is_told(day, is_told):
    page = _get(Client(SERVER_NAME=PUBLIC), f"{EVERYONE}?naar=g4-2015&van={BASELINE}&op={day}")
    assert ("vanaf 1 januari 2015" in page.text) is is_told


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "x" * 5000, "%00", "nu@9999-99-99", "uitvoerder:public",
        "uitvoerder:pg_catalog", "law", "../nu", "concept:00000000-0000-0000-0000-000000000000",
    ],
)  # fmt: skip
@pytest.mark.parametrize("side", ["van", "naar"])
def test_a_hostile_key_is_refused_at_its_field(side, hostile, first_tenant, sign_in):
    for client, address in (
        (sign_in(first_tenant, "analyst"), OWN),
        (Client(SERVER_NAME=PUBLIC), EVERYONE),
    ):
        answer = client.get(address, {side: hostile}, headers={"accept-language": "nl"})
        assert answer.status_code == 400
        assert "<script>alert" not in answer.content.decode()
        page = HtmlPage(answer.content.decode())
        assert f"#id_{side}" in page.links or f"#id_{side}_op" in page.links


@pytest.mark.parametrize(("role", "status"), [
    ("consultant", 200), ("policy_officer", 200), ("analyst", 200), ("tenant_admin", 403),
])  # fmt: skip
def test_who_reads_policy_reads_differences(role, status, first_tenant, sign_in):
    client = sign_in(first_tenant, role)
    for address in (OWN, "/beleid/verschillen.csv", "/beleid/verschillen.json"):
        assert client.get(address).status_code == status


def test_the_files_hold_what_the_page_shows():
    client = Client(SERVER_NAME=PUBLIC)
    query = "van=uwv-baseline&naar=uitvoerder:eikenberg"
    expected = _expected(BASELINE, "hour-caps")
    data = json.loads(client.get(f"/profielen/verschillen.json?{query}").content)
    places = [(d["parameter"], d["row"], d["column"]) for d in data["differences"]]
    assert places == [(d.parameter, d.row, d.column) for d in expected]
    assert data["count"] == len({d.parameter for d in expected})
    assert (
        data["to"]["content_hash"] == load_shipped("hour-caps", timezone.localdate()).content_hash
    )
    for language, delimiter in (("nl", ";"), ("en", ",")):
        answer = client.get(
            f"/profielen/verschillen.csv?{query}", headers={"accept-language": language}
        )
        assert answer.content.startswith(b"\xef\xbb\xbf")
        lines = list(
            csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=delimiter)
        )
        assert [(li["parameter"], li["row"], li["column"]) for li in lines] == places
        assert all(line["old_certainty"] and line["new_certainty"] for line in lines)


def test_the_page_is_complete_in_english():
    client = Client(SERVER_NAME=PUBLIC)
    page = _get(client, f"{EVERYONE}?van=g4-2015&naar=uitvoerder:duinzicht", language="en")
    assert "differences in" in page.text
    assert "Show differences" in page.text
    for dutch in ("verschil", "Beleidsregel", "Van", "Naar", "onderwerp", "dag"):
        assert dutch not in page.text.split("Duinzicht")[0]
    page = _get(client, f"{EVERYONE}?van=law&naar=x", status=400, language="en")
    assert page.text.count("Choose from the list.") == 4  # of each side in summary and at field


def test_the_number_of_queries_does_not_grow_with_what_can_be_chosen(
    first_tenant, sign_in, make_user, django_assert_max_num_queries
):
    for number in range(5):
        _draft_of(first_tenant, make_user, title=f"Concept {number}")
    client = sign_in(first_tenant, "policy_officer")
    client.get(OWN)
    with django_assert_max_num_queries(25):
        client.get(OWN)
    with context.inside(first_tenant.schema_name):
        assert ProfileVersion.objects.count() == 1
