"""The pages on which a consultant decides: the live finding, and axe on every state of them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from assessments import actions
from tenants import context
from tests.functional.axe import problems
from tests.functional.casework_rows import decided_in_year_3, ready
from tests.functional.hands import Mouse
from tests.functional.steps_of_a_case import (
    about_the_person,
    decide_otherwise,
    finding,
    go_on,
)
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

GOOD_FILE = b"kenmerk;request_kind;work_situation;support_start\nD-1;first;employment;01-02-2026\n"


@pytest.fixture
def open_page(
    port: int, two_tenants: TwoTenants, make_user: Callable[..., User], page_of: Callable[..., Page]
) -> Callable[..., Page]:
    """Open the worklist as a consultant, or the page of a case: open_page(ready)."""
    tenant = two_tenants.first
    home = f"http://{tenant.host}:{port}/werkvoorraad/"

    def opened(made: Callable[[User], str] | None = None) -> Page:
        user = make_user(tenant, "consultant")
        page = page_of(user, home)
        with context.inside(tenant.schema_name):
            page.goto(f"{home}{made(user)}/" if made else home)
        return page

    return opened


def _new(user: User) -> str:
    return actions.open_case(actor=user, client_reference="K-2207").number


def test_the_finding_follows_what_one_types(open_page: Callable[..., Page]) -> None:
    """Without pressing, without losing place or cursor, and each question is a way to ask."""
    page = open_page(_new)
    hand = Mouse(page, [])
    page.goto(f"{page.url}persoon/")
    about_the_person(hand)
    panel = finding(hand)
    field = page.get_by_label("Uren per week")
    field.fill("8")
    expect(panel).to_contain_text("Nog niet bekend of de uren genoeg zijn")
    before = page.evaluate("window.scrollY")
    field.fill("24")
    expect(panel).to_contain_text("24 uur per week; minstens 12 uur is nodig.")
    expect(field).to_be_focused()
    assert page.evaluate("window.scrollY") == before
    panel.get_by_text("Wie begeleidt:").click()
    field.fill("8")
    expect(panel).to_contain_text("Nog niet bekend of de uren genoeg zijn")
    expect(panel.get_by_text("De vorm van de begeleiding is nog niet")).to_be_visible()
    panel.get_by_role("link", name="Groei naar de grens").first.click()
    page.wait_for_url("**/werk/#id_growth_expected")


def test_the_pages_of_a_new_case_break_no_rule_of_wcag(open_page: Callable[..., Page]) -> None:
    """Opening one without a reference, a step without answers, and one with an answer refused."""
    page = open_page()
    found: list[str] = problems(page)
    hand = Mouse(page, found)
    hand.follow("Casus openen")
    hand.press("Casus openen")
    hand.look()
    hand.fill("Uw eigen kenmerk van deze klant", "K-2207")
    hand.press("Casus openen")
    hand.look()
    hand.open(hand.where.replace("persoon/", "werk/"))
    hand.fill("Uren per week", "veel")
    go_on(hand)
    hand.look()
    assert found == []


def test_the_pages_of_a_decision_break_no_rule_of_wcag(open_page: Callable[..., Page]) -> None:
    """A case that can be decided, what is refused on the way, and the decision that was taken."""
    hand = Mouse(open_page(ready), [])
    case = hand.where
    for path in ("", "aanvraag/", "intrekken/", "besluiten/"):
        hand.open(f"{case}{path}")
        hand.look()
    hand.choose("Anders toekennen")
    hand.press("Bekijk uw besluit")
    hand.look()
    hand.open(f"{case}controleren/")
    hand.look()
    decide_otherwise(hand)
    hand.look()
    hand.choose("De baan is gestopt")
    hand.press("Uitkomst vastleggen")
    hand.look()
    for path in ("besluit/doorrekenen/", "elders/", "afsluiten/"):
        hand.open(f"{case}{path}")
        hand.look()
    assert hand.found == []


def test_the_forms_of_a_change_break_no_rule_of_wcag(open_page: Callable[..., Page]) -> None:
    """Of the six forms, which share their fields, the two that have every kind of field."""
    hand = Mouse(open_page(decided_in_year_3), [])
    hand.follow("Wijzigingen bekijken of vastleggen")
    at = hand.where
    ways = hand.page.get_by_role("region", name="Er is iets veranderd").get_by_role("link")
    expect(ways).to_have_count(6)
    for way in ("Ziek", "Extra uren"):
        hand.follow(way)
        hand.look()
        hand.open(at)
    assert hand.found == []


def test_the_pages_of_reading_in_break_no_rule_of_wcag(open_page: Callable[..., Page]) -> None:
    """A file with a column that is not known, and one that is read in."""
    hand = Mouse(open_page(), [])
    at = f"{hand.where}inlezen/"
    for content in (b"kenmerk;elders\nA;1\n", GOOD_FILE):
        hand.open(at)
        hand.page.get_by_label("Bestand van Excel of CSV").set_input_files(
            {"name": "casussen.csv", "mimeType": "text/csv", "buffer": content}
        )
        hand.press("Bekijk wat dit bestand doet")
        hand.look()
    hand.press("1 rij inlezen")
    hand.look()
    assert hand.found == []
