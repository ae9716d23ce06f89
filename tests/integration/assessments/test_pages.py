"""The consultant's pages as the server draws them, without a script and without a browser."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from assessments import actions, queries
from assessments.journey import STEPS
from assessments.models import Case, Decision
from assessments.queries import CaseRow, DecisionRow
from policy_profiles.models import ProfilePeriod
from rulebook.facts import FactValue
from tenants import context
from tenants.queries import TenantRow

Opener = Callable[..., CaseRow]
Decider = Callable[..., DecisionRow]
SignIn = Callable[..., Client]


def _text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def _address(case: CaseRow, rest: str = "") -> str:
    return f"/werkvoorraad/{case.number}/{rest}"


def _day(day: object) -> str:
    return f"{day:%d-%m-%Y}"


def test_a_case_is_opened_under_an_own_reference(client: Client) -> None:
    """It gets the next number, belongs to the only municipality, and its first step opens."""
    response = client.post("/werkvoorraad/nieuw/", {"client_reference": " K-2207 "})
    case = Case.objects.get()
    assert response["Location"] == f"/werkvoorraad/{case.number}/{STEPS[0].slug}/"
    assert (case.client_reference, case.municipality_code) == ("K-2207", "XX9001")
    assert case.is_synthetic  # outside production every case is made up


def test_a_citizen_service_number_is_refused(client: Client) -> None:
    """The page says what to give instead."""
    response = client.post("/werkvoorraad/nieuw/", {"client_reference": "111222333"})
    assert response.status_code == 400
    assert "burgerservicenummer" in _text(response)
    assert not Case.objects.exists()


def test_hours_percentages_and_dates_are_read_as_people_write_them(
    client: Client, open_case: Opener
) -> None:
    """12:30, 35,5 and both ways to write a date."""
    case = open_case()
    first = case.facts["employment_start"]
    last = first + timedelta(days=395)
    response = client.post(
        _address(case, "werk/"),
        {
            "revision": case.revision, "work_situation": "employment",
            "contract_form": "fixed_term", "employment_start": _day(first),
            "contract_start": first.isoformat(), "contract_end": _day(last),
            "weekly_hours": "12:30", "wage_value": "35,5 %", "growth_expected": "",
        },
    )  # fmt: skip
    assert response["Location"] == _address(case, "aanvraag/")
    facts = queries.case(number=case.number).facts
    assert (facts["weekly_hours"], facts["wage_value"]) == (750, 3550)
    assert (facts["contract_start"], facts["contract_end"]) == (first, last)


def test_every_field_that_cannot_be_read_is_named_with_its_fix(
    client: Client, open_case: Opener
) -> None:
    """All of them at once; what was typed stays; nothing is saved."""
    case = open_case()
    response = client.post(
        _address(case, "werk/"),
        {
            "revision": case.revision, "weekly_hours": "veel", "wage_value": "300",
            "contract_end": "31-02-2027", "contract_form": "forever",
        },
    )  # fmt: skip
    text = _text(response)
    assert response.status_code == 400
    assert "4 punten vragen nog aandacht" in text
    for fix in (
        "Typ de uren als getal, zoals 24, 12,5 of 12:30.",
        "Geef een getal van 0 tot en met 200 %.",
        "Typ een datum als dag-maand-jaar, zoals 31-12-2025.",
    ):
        assert fix in text
    assert 'value="veel"' in text
    assert queries.case(number=case.number).revision == case.revision


def test_contradictory_facts_name_both_fields(client: Client, open_case: Opener) -> None:
    """Also where the other field is on another page."""
    case = open_case()
    first = case.facts["employment_start"]
    response = client.post(
        _address(case, "aanvraag/"),
        {
            "revision": case.revision, "request_kind": "first", "received_on": _day(first),
            "support_start": _day(first - timedelta(days=30)),
        },
    )  # fmt: skip
    text = _text(response)
    assert response.status_code == 400
    assert "De begeleiding begint voor de eerste dag in dienst." in text
    assert "Eerste dag in dienst bij deze werkgever (Het werk)" in text
    assert queries.case(number=case.number).facts["support_start"] == first


def _colleague_saves(client: Client, case: CaseRow, **facts: FactValue | None) -> None:
    actions.save_facts(actor=client.user, case_id=case.id, revision=case.revision, facts=facts)


def _sent(response: HttpResponse) -> dict[str, str]:
    """What the page of two versions sends besides the choices."""
    page = response.content.decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.parametrize(("choice", "comes"), [("mine", 1200), ("theirs", 600)])
def test_what_a_colleague_saved_meanwhile_is_not_overwritten(
    client: Client, open_case: Opener, choice: str, comes: int
) -> None:
    """Both answers stand beside each other; nothing is saved before somebody chose."""
    case = open_case()
    _colleague_saves(client, case, goal_hours=600, need="intensive")
    seen = '{"need": "medium"}'
    given = {"revision": case.revision, "seen": seen, "need": "medium", "goal_hours": "20"}
    response = client.post(_address(case, "behoefte/"), given)
    text = _text(response)
    assert response.status_code == 400
    assert "Een collega vulde hetzelfde in" in text
    assert "10 uur" in text
    assert "20 uur" in text
    assert queries.case(number=case.number).facts["goal_hours"] == 600
    again = client.post(_address(case, "behoefte/"), _sent(response))
    assert again.status_code == 400  # who does not choose is asked again
    client.post(_address(case, "behoefte/"), {**_sent(again), "keuze-goal_hours": choice})
    facts = queries.case(number=case.number).facts
    assert (facts["goal_hours"], facts["need"]) == (comes, "intensive")


def test_two_people_at_two_steps_do_not_wait_for_each_other(
    client: Client, open_case: Opener
) -> None:
    """What a colleague saved elsewhere in the case stays, and so does what is sent here."""
    case = open_case()
    _colleague_saves(client, case, weekly_hours=32 * 60)
    seen = '{"need": "medium"}'
    given = {"revision": case.revision, "seen": seen, "need": "light"}
    assert client.post(_address(case, "behoefte/"), given).status_code == 302
    facts = queries.case(number=case.number).facts
    assert (facts["need"], facts["weekly_hours"]) == ("light", 32 * 60)


def test_the_live_finding_saves_nothing(client: Client, open_case: Opener) -> None:
    """It answers with the panel for what is typed, also while a field cannot be read."""
    case = open_case()
    response = client.post(
        _address(case, "behoefte/bevinding/"),
        {"revision": case.revision, "need": "intensive", "goal_hours": "12:"},
    )
    text = _text(response)
    assert text.lstrip().startswith("<section")
    assert "Er is behoefte aan begeleiding: intensief" in text
    assert "UWV-basis" in text
    assert queries.case(number=case.number).facts["need"] == "medium"


def test_unknown_facts_are_questions_that_lead_to_their_field(
    client: Client, open_case: Opener
) -> None:
    """Every question is a link to the place where it is answered."""
    case = open_case(wage_value=None)
    text = _text(client.get(_address(case)))
    assert f'href="{_address(case, "werk/")}#id_wage_value"' in text
    assert "Nog één vraag" in text
    assert 'id="id_wage_value"' in _text(client.get(_address(case, "werk/")))


def test_the_receipt_is_given_byte_for_byte(
    client: Client, open_case: Opener, decide: Decider
) -> None:
    """What is downloaded has the hash that the page shows; so have the rules it names."""
    case = open_case()
    made = decide(case)
    page = _text(client.get(_address(case, "besluit/")))
    assert made.sha256 in page
    assert "hetzelfde, tot op de letter" in page
    response = client.get(_address(case, "besluit/bewijs.json"))
    assert response.content.decode() == queries.receipt(number=case.number).text
    for side in ("eigen", "uwv"):
        assert client.get(_address(case, f"besluit/regels-{side}.json")).status_code == 200
    assert client.get(_address(case, "besluit/regels-elders.json")).status_code == 404
    again = _text(client.get(_address(case, "besluit/doorrekenen/")))
    assert again.count(made.sha256) == 2


def test_the_worklist_is_filtered_searched_and_paged(
    client: Client, open_case: Opener, decide: Decider
) -> None:
    """An own reference is searched by POST, so that it stands in no address."""
    decided, draft = open_case(), open_case()
    decide(decided)
    drafts = _text(client.get("/werkvoorraad/?status=draft"))
    assert draft.number in drafts
    assert decided.number not in drafts
    found = client.post("/werkvoorraad/zoeken/", {"zoek": "k-22"})
    assert "2 casussen beginnen met “k-22”" in _text(found)
    assert draft.number in _text(client.post("/werkvoorraad/zoeken/", {"zoek": draft.number}))
    for nothing in ("Z-9", "K%", "x\x00'; --"):
        assert "Niets gevonden" in _text(client.post("/werkvoorraad/zoeken/", {"zoek": nothing}))
    for address in ("?bladzijde=99", "?bladzijde=%00", "?status=x&bladzijde=-1", "?bladzijde=²"):
        assert client.get(f"/werkvoorraad/{address}").status_code == 200


def test_a_long_worklist_has_pages(client: Client) -> None:
    """25 a page."""
    for place in range(26):
        actions.open_case(actor=client.user, client_reference=f"K-{place}")
    assert "Bladzijde 1 van 2" in _text(client.get("/werkvoorraad/"))
    assert "K-0<" in _text(client.get("/werkvoorraad/?bladzijde=2"))


def test_a_case_is_withdrawn_and_its_facts_stand_still(client: Client, open_case: Opener) -> None:
    """The page first says what it does; afterwards no step can be changed."""
    case = open_case()
    assert "Er komt geen besluit" in _text(client.get(_address(case, "intrekken/")))
    assert queries.case(number=case.number).status == "draft"
    client.post(_address(case, "intrekken/"), {"revision": case.revision})
    assert queries.case(number=case.number).status == "withdrawn"
    for page in ("werk/", "controleren/", "besluiten/"):
        assert client.get(_address(case, page)).status_code == 302
    assert "De aanvraag is ingetrokken." in _text(client.get(_address(case)))


@pytest.mark.parametrize(
    "page", ["", "nieuw/", "inlezen/", "2026-00001/", "2026-00001/werk/", "2026-00001/besluiten/"]
)
def test_other_roles_are_kept_out(eikenberg: TenantRow, sign_in: SignIn, page: str) -> None:
    """An analyst gets the page that says so; a visitor is sent to sign in."""
    assert sign_in(eikenberg, "analyst").get(f"/werkvoorraad/{page}").status_code == 403
    assert sign_in(eikenberg).get(f"/werkvoorraad/{page}")["Location"].startswith("/aanmelden/")


def test_another_tenant_does_not_find_the_case(
    open_case: Opener, second_tenant: TenantRow, sign_in: SignIn
) -> None:
    """The same number on another host is nothing there."""
    case = open_case()
    with context.as_platform():
        other = sign_in(second_tenant, "consultant")
        assert other.get(_address(case)).status_code == 404
        assert case.number not in _text(other.get("/werkvoorraad/"))


def test_without_a_policy_in_force_nothing_is_decided(client: Client, open_case: Opener) -> None:
    """Facts can be filled in; the page says who can help with the rest."""
    case = open_case()
    ProfilePeriod.objects.update(known_to=timezone.now())
    text = _text(client.get(_address(case)))
    assert "Er is geen beleid van kracht" in text
    assert client.get(_address(case, "werk/")).status_code == 200
    response = client.post(_address(case, "besluiten/"), {"choice": "advised"})
    assert response.status_code == 302
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "address", ["2026-99999/", "2026-00001/elders/", "2026-1/", "x/", "2026-00001'--/"]
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    """No address leads to an error of the server."""
    assert client.get(f"/werkvoorraad/{address}").status_code == 404


def test_pages_are_complete_in_english(client: Client, open_case: Opener) -> None:
    """Labels, steps and finding follow the language of the reader."""
    case = open_case()
    client.cookies["django_language"] = "en"
    text = _text(client.get(_address(case, "werk/")))
    assert "Save and continue" in text
    assert "Hours a week" in text
    assert "Because" in text
    assert "Opslaan" not in text


def test_every_limit_leads_to_its_place_on_the_policy_sheet(
    client: Client, open_case: Opener
) -> None:
    """The link behind a reason opens the value that it rests on."""
    panel = _text(client.get(_address(open_case())))
    anchors = set(re.findall(r'class="as-source" href="/beleid/#([a-z-]+)"', panel))
    assert len(anchors) > 8
    sheet = _text(client.get("/beleid/"))
    assert {anchor for anchor in anchors if f'id="{anchor}"' not in sheet} == set()
