"""The what-if on real decisions: asked, answered, kept, shared and compared."""

import csv
import io
import re
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Case, Decision
from audit.models import AuditEvent
from policy_profiles.what_if import actions, asking
from policy_profiles.what_if.models import CaseSet, Scenario
from tenants import context
from tests.integration.policy_profiles.html_page import HtmlPage
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.django_db

PAGE = "/beleid/doorrekenen/"
STRICT = {"na": "strict-cap", "tegen": "nu", "van": "2025-01", "tot": "2025-12"}
MANY = 60


@pytest.fixture(scope="module")
def _decided(two_tenants, for_whole_module):
    with context.inside(two_tenants.first.schema_name):
        decide_cases(MANY)


@pytest.fixture
def officer(first_tenant, _decided, sign_in):
    """A policy officer of Eikenberg, where sixty cases were decided in 2025."""
    client = sign_in(first_tenant, "policy_officer")
    client.cookies["django_language"] = "nl"
    return client


def page_of(answer, status: int = 200) -> HtmlPage:
    assert answer.status_code == status
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def as_owner(tenant, statement: str) -> None:
    """What no role of the application may do: change what was added."""
    with context.as_owner(), connection.cursor() as cursor:
        cursor.execute(statement.format(tenant.schema_name))


def keep(client, name: str = "Strenger", **asked: str) -> str:
    answer = client.post(f"{PAGE}bewaren/", STRICT | {"naam": name} | asked)
    assert answer.status_code == 302
    return answer["Location"]


def test_the_answer_says_what_happens_to_how_many_and_which_values_touch_nobody(officer):
    page = page_of(officer.get(PAGE, STRICT))
    assert re.search(r"(\d+|Minder dan 3) van 60 aanvragen krijgen (meer|minder) uren", page.text)
    assert "waarden zijn anders" in page.text
    assert "Deze raken niemand:" in page.text
    assert "tussen" in page.text


def test_a_policy_beside_itself_touches_nobody(officer):
    page = page_of(officer.get(PAGE, STRICT | {"na": "nu"}))
    assert "Deze wijziging raakt niemand: alle 60 aanvragen" in page.text
    assert "Beide zeggen in elke waarde hetzelfde" in page.text


def test_the_page_asks_something_sensible_by_itself_and_holds_no_case(officer, first_tenant):
    text = officer.get(PAGE).content.decode()
    page_of(officer.get(PAGE))
    with context.inside(first_tenant.schema_name):
        cases = list(Case.objects.values_list("number", "client_reference", "id"))
        decisions = list(Decision.objects.values_list("id", flat=True))
    assert len(cases) == MANY
    for secret in (*(str(part) for case in cases for part in case), *map(str, decisions)):
        assert secret not in text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"na": "bestaat-niet"}, "Dit is er niet of niet meer"),
        ({"na": "concept:00000000-0000-7000-8000-000000000000"}, "Dit is er niet of niet meer"),
        ({"na": "'; DROP TABLE"}, "Dit is er niet of niet meer"),
        ({"van": "2025-09", "tot": "2025-02"}, "niet voor de eerste maand"),
        ({"van": "1999-01"}, "2025"),
        ({"groep": str(uuid4())}, "Deze groep is er niet"),
        ({"uren": "3"}, "400"),
        ({"uren": "veel"}, "getal"),
    ],
)
def test_what_cannot_be_asked_is_explained_at_its_field(officer, asked, words):
    page = page_of(officer.get(PAGE, STRICT | asked), 400)
    assert words in page.text
    assert "Verander eerst wat hierboven niet kan" in page.text


def test_nothing_is_worked_through_for_fewer_than_ten_cases(second_tenant, sign_in):
    client = sign_in(second_tenant, "analyst")
    assert "Er is hier nog niets besloten" in page_of(client.get(PAGE)).text
    assert client.post(f"{PAGE}bewaren/", STRICT | {"naam": "x"}).status_code == 400
    with context.inside(second_tenant.schema_name):
        decide_cases(9)
    assert "Over 9 aanvragen is" in page_of(client.get(PAGE, STRICT)).text
    assert client.post(f"{PAGE}bewaren/", STRICT | {"naam": "x"}).status_code == 400
    with context.inside(second_tenant.schema_name):
        assert not Scenario.objects.exists()


def test_new_decisions_count_at_once(officer, first_tenant):
    assert "van 60 aanvragen" in page_of(officer.get(PAGE, STRICT)).text
    with context.inside(first_tenant.schema_name):
        decide_cases(5, first=MANY)
    assert "van 65 aanvragen" in page_of(officer.get(PAGE, STRICT)).text


def test_a_kept_scenario_stays_what_it_was_on_the_cases_that_it_was_of(officer, first_tenant):
    address = keep(officer)
    officer.get(address)  # says once that it was kept
    before = page_of(officer.get(address)).text
    with context.inside(first_tenant.schema_name):
        decide_cases(20, first=MANY)
        frozen = CaseSet.objects.get()
        assert frozen.cases == len(frozen.decisions) == MANY
    assert page_of(officer.get(address)).text == before
    asked = STRICT | {"na": "uwv-baseline", "groep": str(frozen.id)}
    assert "60 aanvragen" in page_of(officer.get(PAGE, asked)).text
    keep(officer, "Basis", **asked)
    with context.inside(first_tenant.schema_name):
        assert CaseSet.objects.count() == 1
        assert Scenario.objects.count() == 2


def test_scenarios_on_the_same_cases_share_one_set_and_stand_side_by_side(officer, first_tenant):
    first, second = keep(officer, "Strenger"), keep(officer, "Als UWV", na="uwv-baseline")
    keep(officer, "Half jaar", tot="2025-06")
    with context.inside(first_tenant.schema_name):
        assert CaseSet.objects.count() == 2
    identifiers = [address.split("/")[-2] for address in (first, second)]
    found = page_of(officer.get(f"{PAGE}vergelijken/", {"doorrekening": identifiers}))
    assert "precies dezelfde 60 aanvragen" in found.text
    assert "Strenger" in found.text
    assert "Als UWV" in found.text
    with context.inside(first_tenant.schema_name):
        other = str(Scenario.objects.get(name="Half jaar").id)
    mixed = page_of(officer.get(f"{PAGE}vergelijken/", {"doorrekening": [identifiers[0], other]}))
    assert "Niet op dezelfde aanvragen" in mixed.text
    assert "Kies er minstens twee" in page_of(officer.get(f"{PAGE}vergelijken/")).text
    assert officer.get(f"{PAGE}vergelijken/", {"doorrekening": "x"}).status_code == 404


def test_a_decision_taken_while_keeping_is_in_neither_the_answer_nor_the_frozen_set(
    officer, first_tenant, monkeypatch
):
    """A colleague decides one more case right after the cases were read."""
    replay = asking.simulate

    def decided_meanwhile(*args, **given):
        decide_cases(1, first=MANY)
        return replay(*args, **given)

    monkeypatch.setattr(asking, "simulate", decided_meanwhile)
    keep(officer)
    with context.inside(first_tenant.schema_name):
        kept = Scenario.objects.select_related("case_set").get()
        assert Decision.objects.count() == MANY + 1
    assert kept.result["cases"] == kept.case_set.cases == len(kept.case_set.decisions) == MANY


def test_the_address_of_keeping_leads_to_the_choices(officer):
    answer = officer.get(f"{PAGE}bewaren/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert officer.put(f"{PAGE}bewaren/").status_code == 405


def test_the_same_kept_twice_is_kept_once(officer, first_tenant):
    """As by a second press of the button; under another name it is another one."""
    assert keep(officer) == keep(officer)
    assert keep(officer, "Nog eens") != keep(officer)
    with context.inside(first_tenant.schema_name):
        assert Scenario.objects.count() == 2
        assert AuditEvent.objects.filter(action="scenario.kept").count() == 2


def test_there_is_an_end_to_what_is_kept_in_a_year(officer, first_tenant, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KEPT", 1)
    keep(officer)
    page = page_of(officer.post(f"{PAGE}bewaren/", STRICT | {"naam": "Nog een"}), status=400)
    assert "deel het adres van de bladzijde" in page.text
    with context.inside(first_tenant.schema_name):
        assert Scenario.objects.count() == 1


def test_keeping_is_on_record_without_a_case(officer, first_tenant):
    address = keep(officer)
    with context.inside(first_tenant.schema_name):
        event = AuditEvent.objects.get(action="scenario.kept")
    assert str(event.object_id) == address.split("/")[-2]
    assert event.details == {"after": "strict-cap", "before": "nu", "cases": MANY}


def test_a_link_works_for_colleagues_and_for_nobody_else(
    officer, first_tenant, second_tenant, sign_in
):
    address = keep(officer)
    assert re.fullmatch(r"/beleid/doorrekenen/[0-9a-f-]{36}/", address)
    for role in ("consultant", "analyst", "policy_officer"):
        assert sign_in(first_tenant, role).get(address).status_code == 200
    assert sign_in(first_tenant, "tenant_admin").get(address).status_code == 403
    assert sign_in(first_tenant).get(address)["Location"].startswith("/aanmelden/")
    assert sign_in(second_tenant, "policy_officer").get(address).status_code == 404
    assert sign_in(first_tenant, "analyst").get(f"{PAGE}{UUID(int=1)}/").status_code == 404


def test_another_organisation_is_answered_from_its_own_cases(officer, second_tenant, sign_in):
    page_of(officer.get(PAGE, STRICT))
    other = sign_in(second_tenant, "policy_officer")
    assert "Er is hier nog niets besloten" in page_of(other.get(PAGE, STRICT)).text
    with context.inside(second_tenant.schema_name):
        decide_cases(12)
    assert "van 12 aanvragen" in page_of(other.get(PAGE, STRICT)).text


def test_a_kept_scenario_says_so_when_its_policy_says_something_else_now(officer, first_tenant):
    address = keep(officer)
    assert "Het beleid is sindsdien anders" not in officer.get(address).content.decode()
    as_owner(first_tenant, "UPDATE {}.policy_profiles_scenario SET after_hash = repeat('0', 64)")
    assert "Het beleid is sindsdien anders" in page_of(officer.get(address)).text


def test_a_kept_scenario_is_removed_after_being_asked_and_the_record_says_by_whom(
    officer, first_tenant
):
    address = keep(officer)
    assert f"{address}verwijderen/" in page_of(officer.get(PAGE)).links
    asked = page_of(officer.get(f"{address}verwijderen/"))
    assert "“Strenger”, bewaard op" in asked.text
    assert officer.get(address).status_code == 200  # asking removes nothing
    assert officer.post(f"{address}verwijderen/")["Location"] == PAGE
    page = page_of(officer.get(PAGE))
    assert "De doorrekening is verwijderd." in page.text
    assert address not in page.links
    assert officer.get(address).status_code == 404
    assert officer.post(f"{address}verwijderen/").status_code == 404  # a second press of the button
    with context.inside(first_tenant.schema_name):
        assert CaseSet.objects.count() == 1  # what others may stand on stays
        event = AuditEvent.objects.get(action="scenario.removed")
        assert event.object_id == address.split("/")[-2]
        assert event.details["after_hash"]
        assert AuditEvent.objects.filter(action="scenario.kept").exists()
    keep(officer)  # the same can be kept again


def test_only_who_kept_it_or_writes_the_policy_removes_a_scenario(officer, first_tenant, sign_in):
    analyst, colleague = sign_in(first_tenant, "analyst"), sign_in(first_tenant, "consultant")
    address = keep(analyst)
    assert f"{address}verwijderen/" in page_of(analyst.get(PAGE)).links
    assert f"{address}verwijderen/" not in page_of(colleague.get(PAGE)).links
    assert f"{address}verwijderen/" not in page_of(colleague.get(address)).links
    for ask in (colleague.get, colleague.post):
        assert ask(f"{address}verwijderen/").status_code == 403
    assert officer.post(f"{address}verwijderen/").status_code == 302


def test_a_set_whose_decisions_were_tampered_with_is_refused(officer, first_tenant):
    keep(officer)
    with context.inside(first_tenant.schema_name):
        frozen = str(CaseSet.objects.get().id)
    as_owner(
        first_tenant,
        "UPDATE {}.assessments_decision SET granted_minutes = 1 WHERE outcome = 'grant'",
    )
    answer = officer.get(PAGE, STRICT | {"groep": frozen})
    assert "Deze vaste groep is niet meer compleet" in page_of(answer).text


def test_the_file_has_every_figure_and_no_count_below_ten(officer):
    answer = officer.get(f"{keep(officer)}cijfers.csv")
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {row["section"] for row in rows} >= {"before", "after", "against_before", "cases"}
    counts = [int(row["value"]) for row in rows if row["unit"] == "count" and row["value"]]
    assert all(count == 0 or count >= 10 for count in counts)
    assert all(row["value"] == "" for row in rows if row["hidden"])


def test_english_is_whole(officer):
    officer.cookies["django_language"] = "en"
    page = page_of(officer.get(PAGE, STRICT))
    assert "What if the policy changes?" in page.text
    assert re.search(r"(\d+|Fewer than 3) of 60 cases get (more|fewer) hours", page.text)
    for dutch in ("aanvragen", "krijgen", "Voldoet", "uren", "Raakt"):
        assert dutch not in page.text


def test_an_answer_asks_the_database_no_more_for_more_cases(officer, first_tenant):
    officer.get(PAGE, STRICT)
    with CaptureQueriesContext(
        connection,
    ) as few:
        officer.get(PAGE, STRICT)
    with context.inside(first_tenant.schema_name):
        decide_cases(60, first=MANY)
    officer.get(PAGE, STRICT)
    with CaptureQueriesContext(connection) as many:
        officer.get(PAGE, STRICT)
    assert len(many) == len(few) <= 30
