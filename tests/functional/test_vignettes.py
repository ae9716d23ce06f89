"""The invented clients in a real browser: accessible, whole on a phone, and led by the keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tests.functional.axe import problems, spills_sideways
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

LIST, PUBLIC_LIST = "/beleid/voorbeelden/", "/profielen/voorbeelden/"


def test_the_public_pages_break_no_rule_of_wcag(browser: Browser, port: int) -> None:
    """The list, a client with a wide spread, and one of whom nothing is known."""
    page = browser.new_context(locale="nl-NL").new_page()
    found = []
    for path in ("", "fourth-year-justified/", "first-call/"):
        page.goto(f"http://localhost:{port}{PUBLIC_LIST}{path}")
        found += problems(page)
    assert found == []


def test_a_client_beside_all_others_breaks_no_rule_of_wcag(
    port: int, two_tenants: TwoTenants, make_user: Callable[..., User], page_of: Callable[..., Page]
) -> None:
    """As a policy officer sees it: both answers, the reason, and every published profile."""
    user = make_user(two_tenants.first, "policy_officer")
    home = f"http://{two_tenants.first.host}:{port}"
    page = page_of(user, home)
    page.goto(f"{home}{LIST}municipal-coach/")
    assert page.locator("#tabel-elders").is_visible()
    assert problems(page) == []


def test_a_policy_officer_gets_from_policy_to_the_reason_without_script(
    port: int, two_tenants: TwoTenants, make_user: Callable[..., User], page_of: Callable[..., Page]
) -> None:
    """Policy, the list, one client, what explains it, and back to that value on the sheet."""
    user = make_user(two_tenants.first, "policy_officer")
    home = f"http://{two_tenants.first.host}:{port}"
    page = page_of(user, home, java_script_enabled=False)
    page.goto(f"{home}/beleid/")
    page.get_by_role("link", name="Voorbeeldklanten").click()
    row = page.get_by_role("row", name="Tuinman in het doelgroepregister")
    expect(row).to_contain_text("anders dan UWV")
    row.get_by_role("link").click()
    page.get_by_role("heading", name="Dezelfde klant, elders").wait_for()
    own = page.locator("tr.ml-own")
    expect(own).to_contain_text("Eikenberg")
    page.get_by_role("link", name="Wie begeleiding kan krijgen").click()
    expect(page).to_have_url(re.compile("/beleid/#target-group-accepted-grounds$"))


def test_the_keyboard_reaches_a_client_and_opens_the_steps(browser: Browser, port: int) -> None:
    """Tab to the first client, Enter, then Tab to the reasons and open them."""
    page = browser.new_context(locale="nl-NL").new_page()
    page.goto(f"http://localhost:{port}{PUBLIC_LIST}")
    page.locator(".pv-list .ml-table-region").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith(PUBLIC_LIST)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PUBLIC_LIST}ordinary-application/")
    page.locator(".ml-finding summary").focus()
    page.keyboard.press("Enter")
    page.get_by_text("10 % van de werkuren").wait_for()


@pytest.mark.parametrize("width", [320, 390, 1366])
@pytest.mark.parametrize("language", ["nl-NL", "en-GB"])
def test_nothing_is_wider_than_the_window(
    browser: Browser, port: int, width: int, language: str
) -> None:
    """Neither in the longer words of the one language nor of the other."""
    given = {"viewport": {"width": width, "height": 900}, "locale": language}
    page = browser.new_context(**given).new_page()  # type: ignore[arg-type]
    for path in ("", "municipal-coach/"):
        page.goto(f"http://localhost:{port}{PUBLIC_LIST}{path}")
        assert not spills_sideways(page)
