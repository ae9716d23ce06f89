"""The same client elsewhere, on a case: who sees which policy, under the rules of which day."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from assessments import queries
from assessments.queries import CaseRow, DecisionRow
from policy_profiles.models import ProfilePeriod
from rulebook.finding import find
from rulebook.profiles import BASELINE, load_shipped
from rulebook.wording import hours_minutes
from tenants.queries import TenantRow
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

OTHERS = ("Duinzicht", "Afspraak G4 en UWV")


def address(case: CaseRow) -> str:
    return f"/werkvoorraad/{case.number}/elders/"


def page_of(client: Client, where: str, language: str = "nl") -> HtmlPage:
    client.cookies["django_language"] = language
    answer = client.get(where)
    assert answer.status_code == 200
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def test_a_consultant_sees_own_result_and_baseline_and_what_explains_it(
    client: Client, open_case: Callable[..., CaseRow]
) -> None:
    """Two answers, the policy values that make the difference, and what is asked of the coach.

    Bottleneck: K2.2-b.
    """
    case = open_case(structural_limitation=False, wage_cost_subsidy_group=False)
    assert address(case) in page_of(client, f"/werkvoorraad/{case.number}/").links
    page = page_of(client, address(case))
    own = find(case.facts, load_shipped("hour-caps", timezone.localdate()))
    baseline = find(case.facts, load_shipped(BASELINE, timezone.localdate()))
    assert own.minutes
    assert baseline.verdict == "not_met"
    assert hours_minutes(own.minutes, "nl") in page.text
    assert "voldoet niet" in page.text
    assert "Er worden geen uren toegekend." in page.text
    assert "0:00 uur" not in page.text
    assert "Wie begeleiding kan krijgen" in page.text
    assert "Eisen aan de begeleider" in page.text
    assert "erkenning van UWV" in page.text
    assert [name for name in OTHERS if name in page.text] == []
    assert page.of_class("pv-spread") == []


@pytest.mark.parametrize("role", ["policy_officer", "analyst", "tenant_admin"])
def test_who_may_read_no_cases_sees_none_under_other_policy_either(
    role: str,
    open_case: Callable[..., CaseRow],
    eikenberg: TenantRow,
    sign_in: Callable[..., Client],
) -> None:
    """For them the spread stays with the invented clients."""
    assert sign_in(eikenberg, role).get(address(open_case())).status_code == 403


def test_who_reads_cases_and_compares_sees_the_spread(
    open_case: Callable[..., CaseRow], eikenberg: TenantRow, sign_in: Callable[..., Client]
) -> None:
    both = sign_in(eikenberg, "consultant", "policy_officer")
    page = page_of(
        both, address(open_case(structural_limitation=False, wage_cost_subsidy_group=False))
    )
    assert [name for name in OTHERS if name not in page.text] == []
    assert len(page.of_class("ml-own")) == 1
    assert page.of_class("pv-spread")


def test_a_decided_case_is_held_against_the_rules_of_its_day(
    client: Client,
    open_case: Callable[..., CaseRow],
    decide: Callable[..., DecisionRow],
) -> None:
    """What its receipt holds, also when no policy is in force any more."""
    case = open_case()
    made = decide(case)
    ProfilePeriod.objects.update(known_to=timezone.now())
    assert address(case) in page_of(client, f"/werkvoorraad/{case.number}/besluit/").links
    page = page_of(client, address(case))
    assert "de dag van het besluit" in page.text
    assert made.own_minutes
    assert hours_minutes(made.own_minutes, "nl") in page.text


def test_without_policy_in_force_an_open_case_leads_back(
    client: Client, open_case: Callable[..., CaseRow]
) -> None:
    case = open_case()
    ProfilePeriod.objects.update(known_to=timezone.now())
    answer = client.get(address(case))
    assert answer.headers["Location"] == f"/werkvoorraad/{case.number}/"
    assert client.get("/werkvoorraad/2026-99999/elders/").status_code == 404


def test_looking_changes_nothing_and_keeps_nothing(
    client: Client,
    open_case: Callable[..., CaseRow],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    """No copy of the facts anywhere, and no fact in an address."""
    case = open_case()
    with django_assert_max_num_queries(20) as asked:  # type: ignore[attr-defined]
        page = page_of(client, address(case))
    written = [q["sql"] for q in asked.captured_queries if not q["sql"].startswith("SELECT")]
    assert [sql for sql in written if "INSERT" in sql or "UPDATE" in sql] == []
    assert not any("?" in link for link in page.links if "/werkvoorraad/" in link)
    assert queries.case(number=case.number).revision == case.revision


def test_it_stands_in_english(client: Client, open_case: Callable[..., CaseRow]) -> None:
    text = page_of(client, address(open_case()), "en").text
    assert "Same client, another municipality" in text
    for dutch in ("klant", "begeleider", "verschil", "beleid", "vandaag"):
        assert dutch not in text.casefold()
