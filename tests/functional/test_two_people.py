"""Two people at one file, and one who stops and goes on: nobody loses what they typed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import User
from assessments.actions import open_case, save_facts
from tenants import context
from tests.assessment_fixtures import complete_facts
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser
CORE = "Wat is de kern van het knelpunt?"


@pytest.fixture
def case_page(
    browser: Browser, port: int, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> Callable[..., Page]:
    """The page of one and the same case, each time for another consultant."""
    tenant = two_tenants.first
    home = f"http://{tenant.host}:{port}"
    opener = make_user(tenant, "consultant")
    with context.inside(tenant.schema_name):
        case = open_case(actor=opener, client_reference="K-2210")
        save_facts(actor=opener, case_id=case.id, revision=1, facts=complete_facts())

    def opened(**given: object) -> Page:
        user = make_user(tenant, "consultant", password=PASSWORD)
        page = browser.new_context(locale="nl-NL", **given).new_page()
        page.goto(f"{home}/aanmelden/?next=/werkvoorraad/{case.number}/")
        page.get_by_label("E-mailadres").fill(user.email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Casus {case.number}")
        return page

    return opened


def _open(page: Page, topic: str) -> None:
    page.get_by_role("link", name="De acht vragen").click()
    page.get_by_role("link", name=topic).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(topic)


def test_two_people_edit_one_file(case_page: Callable[..., Page]) -> None:
    """Both type in the same field; the second sees both versions, and keeps both."""
    first, second = case_page(), case_page()
    found = []
    for page in (first, second):
        _open(page, "De kern van het knelpunt")
    first.get_by_label(CORE).fill("Het tempo van de ochtend")
    first.keyboard.press("Tab")  # leaving the field keeps it
    expect(first.get_by_role("status")).to_have_text(re.compile(r"^Bewaard op .* \(versie 1\)\.$"))
    second.get_by_label(CORE).fill("Het lawaai in de hal")
    second.keyboard.press("Tab")
    expect(second.get_by_role("status")).to_contain_text("Niet bewaard")
    found += problems(second)
    second.get_by_role("button", name="Vergelijk beide versies").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Een collega vulde hetzelfde in")
    expect(second.get_by_role("main")).to_contain_text("Het tempo van de ochtend")
    found += problems(second)
    second.get_by_label("Allebei, na elkaar").check()
    second.get_by_role("button", name="Deze keuzes opslaan").click()
    both = "Het tempo van de ochtend\nHet lawaai in de hal"
    expect(second.get_by_label(CORE)).to_have_value(both)
    first.get_by_label("Is er een knelpunt in het werk?").select_option("yes")
    expect(first.get_by_role("status")).to_contain_text("(versie 3)")
    first.get_by_role("link", name="Toon de nieuwste versie").click()
    expect(first.get_by_label(CORE)).to_have_value(both)
    first.get_by_role("link", name="Onderzoek").click()
    found += problems(first)
    assert found == []


def test_stop_and_go_on_with_the_keyboard_alone_and_without_script(
    case_page: Callable[..., Page],
) -> None:
    """Tab, type and enter; what was saved is there when somebody comes back."""
    page = case_page(java_script_enabled=False)
    _press(page, page.get_by_role("link", name="De acht vragen"))
    _press(page, page.get_by_role("link", name="Doen en meedoen"))
    able = page.get_by_role("group", name="Wat iemand kan, en wat niet")
    _tab_to(page, able.get_by_label("In het kort"))
    page.keyboard.type("Werkt precies")
    _tab_to(page, able.get_by_label("Hoe werkt het?"))
    page.keyboard.type("bev")
    _press(page, page.get_by_role("button", name="Opslaan en later verder"))
    expect(page.get_by_role("listitem").filter(has_text="Doen en meedoen")).to_contain_text(
        "Mee bezig"
    )
    _press(page, page.get_by_role("link", name="Doen en meedoen"))
    expect(able.get_by_label("In het kort")).to_have_value("Werkt precies")
    expect(able.get_by_label("Hoe werkt het?")).to_have_value("helping")
    _press(page, page.get_by_role("button", name="Klaar, en verder"))
    expect(page.get_by_role("heading", level=1)).to_have_text("De baan en de werkplek")


def _tab_to(page: Page, target: Locator) -> None:
    for _press_of_tab in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {target}")


def _press(page: Page, target: Locator) -> None:
    _tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")
