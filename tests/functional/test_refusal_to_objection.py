"""From a refusal to an objection in a real browser, with the keyboard alone; the letter with it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import User
from assessments import queries
from assessments.actions import decide, open_case, save_facts
from assessments.choices import AsAdvised
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from tenants import context
from tests.assessment_fixtures import complete_facts
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser


@pytest.fixture
def decision_page(
    browser: Browser, port: int, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> Page:
    """The page of a case that a colleague refused today, for a consultant who is signed in."""
    tenant = two_tenants.first
    maker = make_user(tenant, "consultant")
    user = make_user(tenant, "consultant", password=PASSWORD)
    with context.inside(tenant.schema_name):
        case = open_case(actor=maker, client_reference="K-2211")
        facts = complete_facts(weekly_hours=300, growth_expected=False)
        save_facts(actor=maker, case_id=case.id, revision=1, facts=facts)
        add_person(
            actor=maker, case_id=case.id, identity=Identity(first_name="Noor", surname="Vermeer")
        )
        case = queries.case(number=case.number)
        decide(actor=maker, case_id=case.id, revision=case.revision, choice=AsAdvised())
    page = browser.new_context(locale="nl-NL").new_page()
    home = f"http://{tenant.host}:{port}"
    page.goto(f"{home}/aanmelden/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")
    page.goto(f"{home}/werkvoorraad/{case.number}/besluit/")
    return page


def _press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Tab to something and press a key on it; no mouse comes near."""
    expect(target).to_be_visible()
    for _ in range(120):
        if target.evaluate("e => e === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {target}")


def _heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_a_refusal_a_letter_and_an_objection_with_the_keyboard_alone(decision_page: Page) -> None:
    """Write the letter, see it as it went, check it in public, object, hear, end, decide anew."""
    page = decision_page
    _press(page, page.get_by_role("link", name="de aanvrager"))
    expect(_heading(page)).to_have_text("Brief aan de aanvrager")
    expect(page.get_by_role("article")).to_contain_text("Geachte Noor Vermeer,")
    found = problems(page)
    _press(page, page.get_by_role("button", name="Brief vastleggen"))
    expect(page.get_by_role("status")).to_contain_text("De brief staat vast")
    found += problems(page)
    _press(page, page.get_by_role("link", name="Openbare controle van deze brief"))
    expect(_heading(page)).to_have_text("Deze brief is door ons verzonden")
    found += problems(page)
    page.go_back()
    page.go_back()
    page.go_back()
    _press(page, page.get_by_role("link", name="Bezwaar of beroep vastleggen"))
    expect(_heading(page)).to_have_text("Bezwaar of beroep vastleggen")
    _press(page, page.get_by_label("de aanvrager"), "Space")
    found += problems(page)
    _press(page, page.get_by_role("button", name="Vastleggen"))
    expect(page.get_by_text("Beslis uiterlijk op")).to_be_visible()
    found += problems(page)
    _press(page, page.get_by_role("link", name="De hoorzitting is gehouden"))
    _press(page, page.get_by_role("button", name="Vastleggen"))
    _press(page, page.get_by_role("link", name="Een uitkomst vastleggen"))
    _press(page, page.get_by_role("radio", name="Gegrond", exact=True), "Space")
    reason = page.get_by_label("Waarom?")
    _press(page, reason, "ArrowDown")
    expect(reason).to_have_value("other_facts")
    _press(page, page.get_by_role("button", name="Vastleggen"))
    expect(page.get_by_text("Gegrond: Er zijn andere of nieuwe gegevens")).to_be_visible()
    _press(page, page.get_by_role("button", name="Nieuw besluit voorbereiden"))
    expect(page.get_by_role("status")).to_contain_text("is geopend")
    assert found == []
