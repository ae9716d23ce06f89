"""The pages of a decided case, and where the addresses of its forms lead."""

import html
import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from assessments import queries
from assessments.models import KeptAnswers
from assessments.queries import CaseRow, DecisionRow
from tenants import context
from tenants.queries import TenantRow

Opener = Callable[..., CaseRow]
Decider = Callable[..., DecisionRow]
SignIn = Callable[..., Client]


def _text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def _address(case: CaseRow, rest: str) -> str:
    return f"/werkvoorraad/{case.number}/{rest}"


def test_closing_asks_first_and_going_back_says_what_is(
    client: Client, open_case: Opener, decide: Decider
) -> None:
    """Closing and following again; the page that asks is not drawn for what is done already."""
    case = open_case()
    decide(case)
    assert "Na het afsluiten" in _text(client.get(_address(case, "afsluiten/")))
    assert queries.case(number=case.number).status == "decided"
    client.post(_address(case, "afsluiten/"))
    assert queries.case(number=case.number).status == "closed"
    again = client.get(_address(case, "afsluiten/"), follow=True)
    assert "Deze casus is al afgesloten." in _text(again)
    assert "no-store" in client.get(_address(case, "heropenen/"))["Cache-Control"]
    client.post(_address(case, "heropenen/"))
    assert queries.case(number=case.number).status == "decided"
    again = client.get(_address(case, "heropenen/"), follow=True)
    assert "U volgt deze casus al." in _text(again)


def test_withdrawing_a_decided_case_shows_the_decision(
    client: Client, open_case: Opener, decide: Decider
) -> None:
    """Nothing is withdrawn any more; what was kept of a withdrawn case goes with it."""
    case = open_case()
    decide(case)
    answer = client.post(_address(case, "intrekken/"), {"revision": case.revision}, follow=True)
    assert "Een collega heeft al over deze casus besloten." in _text(answer)
    assert "De aanvraag is nog niet ingediend" not in _text(answer)
    assert "Wanneer de aanvraag is ingediend, staat hier niet vast." in _text(answer)
    other = open_case()
    client.post(_address(other, "besluiten/"), {"revision": other.revision, "choice": "advised"})
    client.post(_address(other, "intrekken/"), {"revision": other.revision})
    assert queries.case(number=other.number).status == "withdrawn"
    assert not KeptAnswers.objects.exists()


def test_the_decision_says_why_both_rules_refuse(
    client: Client, open_case: Opener, decide: Decider
) -> None:
    """In the sentences of the criteria that are not met, and of no other."""
    refused = open_case(weekly_hours=10 * 60, growth_expected=False, wage_value=1000)
    decide(refused)
    text = _text(client.get(_address(refused, "besluit/")))
    made = queries.decision(number=refused.number)
    because = re.findall(r'<ul class="as-because">(.*?)</ul>', text, re.DOTALL)
    for listed, failed in zip(because, (made.own_failed, made.baseline_failed), strict=True):
        assert "10 uur per week is te weinig" in listed
        assert listed.count("<li>") == len(failed) == 2
    assert "evenveel" not in text
    granted = open_case()
    decide(granted)
    assert "as-because" not in _text(client.get(_address(granted, "besluit/")))


@pytest.mark.parametrize("page", ["besluiten/vastleggen/", "besluit/uitkomst/", "werk/bevinding/"])
def test_every_address_of_a_form_leads_to_its_page(
    client: Client, open_case: Opener, decide: Decider, second_tenant: TenantRow, sign_in: SignIn,
    page: str,
) -> None:  # fmt: skip
    """Who opens it from the address bar sees the page it belongs to; elsewhere there is no case."""
    case = open_case()
    if page == "besluit/uitkomst/":
        decide(case)
    opened = client.get(_address(case, page), follow=True)
    assert opened.status_code == 200
    assert opened.redirect_chain[-1][0].startswith(_address(case, page.split("/")[0]))
    assert client.get(f"/werkvoorraad/2026-99999/{page}").status_code == 404
    with context.as_platform():
        other = sign_in(second_tenant, "consultant")
        assert other.get(_address(case, page)).status_code == 404


def test_a_step_that_does_not_exist_has_no_finding(client: Client, open_case: Opener) -> None:
    """Neither by opening nor by sending."""
    case = open_case()
    assert client.get(_address(case, "elders/bevinding/")).status_code == 404
    assert client.post(_address(case, "elders/bevinding/")).status_code == 404
