"""From a colleague's signal to a clock that runs: with axe on every page, and by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import User
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser

NUMBER = re.compile(r"^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$")
BSN = "111222333"


@pytest.fixture
def home(two_tenants: TwoTenants, port: int) -> str:
    """Where Eikenberg answers."""
    return f"http://{two_tenants.first.host}:{port}"


@pytest.fixture
def consultant_page(
    browser: Browser, home: str, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> Callable[..., Page]:
    """Sign a consultant in: consultant_page(java_script_enabled=False)."""

    def opened(**given: object) -> Page:
        user = make_user(two_tenants.first, "consultant", password=PASSWORD)
        page = browser.new_context(locale="nl-NL", **given).new_page()
        page.goto(f"{home}/aanmelden/")
        page.get_by_label("E-mailadres").fill(user.email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
        return page

    return opened


def _signal(page: Page, home: str) -> str:
    """Send a signal as a visitor who comes by the page of signing in; gives the number."""
    page.goto(f"{home}/aanmelden/")
    page.get_by_role("link", name="Laat het weten").click()
    page.get_by_label("Ik ben een collega").check()
    page.get_by_label("Voornaam van de persoon").fill("Janna")
    page.get_by_label("Achternaam van de persoon").fill("van der Berg")
    page.get_by_label("Geboortedatum van de persoon").fill("04-05-1999")
    page.get_by_label("Wat ziet u, en wat kan helpen?").fill("Een vast ritme helpt.")
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wij hebben uw melding")
    number = page.get_by_role("main").get_by_role("status").inner_text()
    assert NUMBER.fullmatch(number)
    assert number not in page.url
    return number


def _state(page: Page, home: str, number: str) -> Locator:
    page.goto(f"{home}/melden/stand/")
    page.get_by_label("Nummer van uw melding").fill(number.lower())
    page.get_by_role("button", name="Stand bekijken").click()
    return page.get_by_role("main").get_by_role("status")


def test_a_signal_becomes_a_case_with_a_clock(
    browser: Browser, home: str, consultant_page: Callable[..., Page]
) -> None:
    """A colleague signals; a consultant opens a case, says who it is, and submits."""
    visitor = browser.new_context(locale="nl-NL").new_page()
    number = _signal(visitor, home)
    found = problems(visitor)
    expect(_state(visitor, home, number)).to_have_text("Ontvangen")
    found += problems(visitor)
    page = consultant_page()
    page.goto(f"{home}/werkvoorraad/")
    page.get_by_role("link", name="Meldingen (1)").click()
    found += problems(page)
    page.get_by_role("link", name="Janna van der Berg").click()
    found += problems(page)
    page.get_by_label("Uw eigen kenmerk van deze klant").fill("K-77")
    page.get_by_role("button", name="Casus openen van deze melding").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De persoon")
    case = page.url.removesuffix("persoon/")
    found += _say_who_it_is(page, case)
    found += _submit(page, case)
    expect(_state(visitor, home, number)).to_have_text("In behandeling")
    page.goto(f"{home}/werkvoorraad/")
    page.get_by_role("link", name=re.compile("^Later")).click()
    found += problems(page)
    expect(page.get_by_role("row")).to_have_count(2)
    assert found == []


def _say_who_it_is(page: Page, case: str) -> list[str]:
    page.goto(case)
    page.get_by_role("link", name="Gegevens van de persoon").click()
    page.get_by_role("link", name="Gegevens wijzigen").click()
    page.get_by_label("Burgerservicenummer").fill("123456789")
    page.get_by_role("button", name="Gegevens opslaan").click()
    expect(page.get_by_label("Burgerservicenummer")).to_have_value("")
    found = problems(page)
    page.get_by_label("Burgerservicenummer").fill(BSN)
    page.get_by_role("button", name="Gegevens opslaan").click()
    expect(page.get_by_role("main")).to_contain_text("••••••333")
    found += problems(page)
    page.get_by_role("button", name="Heel BSN tonen").click()
    expect(page.get_by_role("main")).to_contain_text(BSN)
    return found


def _submit(page: Page, case: str) -> list[str]:
    page.goto(case)
    expect(page.get_by_role("main")).to_contain_text("Er loopt geen termijn.")
    page.get_by_role("link", name="Aanvraag indienen").click()
    found = problems(page)
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("Nog 5")
    expect(page.get_by_role("main")).to_contain_text("Laatste dag om te besluiten")
    found += problems(page)
    page.get_by_role("link", name="Verbeteren").first.click()
    found += problems(page)
    return found


def test_the_same_with_the_keyboard_alone_and_without_script(
    browser: Browser, home: str, consultant_page: Callable[..., Page]
) -> None:
    """Tab, space and enter; the last day stands there without a script."""
    visitor = browser.new_context(locale="nl-NL", java_script_enabled=False).new_page()
    visitor.goto(f"{home}/melden/")
    _tab_to(visitor, visitor.get_by_role("radio").first)
    visitor.keyboard.press("Space")
    _type(visitor, "Achternaam van de persoon", "Smit")
    _type(visitor, "Wat ziet u, en wat kan helpen?", "Ik zoek hulp.")
    _press(visitor, visitor.get_by_role("button", name="Melding versturen"))
    expect(visitor.get_by_role("main").get_by_role("status")).to_have_text(NUMBER)
    page = consultant_page(java_script_enabled=False)
    page.goto(f"{home}/werkvoorraad/")
    _press(page, page.get_by_role("link", name="Meldingen (1)"))
    _press(page, page.get_by_role("link", name="Smit"))
    _type(page, "Uw eigen kenmerk van deze klant", "K-78")
    _press(page, page.get_by_role("button", name="Casus openen van deze melding"))
    page.goto(page.url.removesuffix("persoon/"))
    _press(page, page.get_by_role("link", name="Aanvraag indienen"))
    _type(page, "Op welke dag kwam de aanvraag binnen?", f"{timezone.localdate():%d-%m-%Y}")
    _press(page, page.get_by_role("button", name="Vastleggen"))
    expect(page.get_by_role("main")).to_contain_text("Laatste dag om te besluiten")
    _press(page, page.get_by_role("link", name="Er ontbreekt iets"))
    _press(page, page.get_by_role("button", name="Vastleggen"))
    expect(page.get_by_role("main")).to_contain_text("Brief dat er iets ontbreekt.")


def _tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; the field that nobody sees is never reached."""
    for _press_of_tab in range(60):
        page.keyboard.press("Tab")
        expect(page.locator(":focus[name=website]")).to_have_count(0)
        if target.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {target}")


def _type(page: Page, label: str, text: str) -> None:
    _tab_to(page, page.get_by_label(label))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def _press(page: Page, target: Locator) -> None:
    _tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")
