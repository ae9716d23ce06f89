"""Reading a file in: long work says what is being done, with or without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.functional.axe import violations
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

ROWS = b"kenmerk;request_kind;work_situation;support_start\nD-1;first;employment;01-02-2026\n"
#: A form that stays on its way, so that one can look at the page meanwhile.
HELD = """() => {
  window.sent = 0;
  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) window.sent += 1;
    event.preventDefault();
  });
}"""
FILE = {"name": "casussen.csv", "mimeType": "text/csv", "buffer": ROWS}


@pytest.fixture
def open_page(
    port: int, two_tenants: TwoTenants, make_user: Callable[..., User], page_of: Callable[..., Page]
) -> Callable[..., Page]:
    """The page to choose a file on, of a consultant: open_page(java_script_enabled=False)."""

    def opened(**given: bool) -> Page:
        user = make_user(two_tenants.first, "consultant")
        home = f"http://{two_tenants.first.host}:{port}"
        page = page_of(user, home, **given)
        page.goto(f"{home}/werkvoorraad/inlezen/")
        page.get_by_label("Bestand van Excel of CSV").set_input_files(FILE)
        return page

    return opened


def test_the_button_says_what_is_being_done_and_takes_one_press(
    open_page: Callable[..., Page],
) -> None:
    """The words come at once, below the button is why it takes long, and the way back undoes it."""
    page = open_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.evaluate(HELD)
    button = page.locator("form.ml-form button[type=submit]")
    button.click()
    expect(button).to_have_text("Het bestand wordt nagekeken …")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("status")).to_contain_text("Elke rij wordt gelezen en doorgerekend.")
    button.dispatch_event("click")
    assert page.evaluate("window.sent") == 1
    assert violations(page) == []
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")
    expect(button).to_have_text("Bekijk wat dit bestand doet")
    expect(page.get_by_role("status")).to_have_count(0)
    assert complaints == []


def test_the_dry_run_says_that_nothing_was_saved(open_page: Callable[..., Page]) -> None:
    """The page after the first press, and its own button says what it is doing too."""
    page = open_page()
    page.get_by_role("button", name="Bekijk wat dit bestand doet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Controle van het bestand")
    expect(page.get_by_role("main")).to_contain_text("Er is nog niets opgeslagen.")
    page.evaluate(HELD)
    page.get_by_role("button", name="1 rij inlezen").click()
    expect(page.get_by_role("button", name="De rijen worden ingelezen …")).to_be_visible()


def test_a_file_is_read_in_without_script(open_page: Callable[..., Page]) -> None:
    """The same two presses, with buttons that stay as they are."""
    page = open_page(java_script_enabled=False)
    page.get_by_role("button", name="Bekijk wat dit bestand doet").click()
    page.get_by_role("button", name="1 rij inlezen").click()
    expect(page.get_by_role("status")).to_contain_text("Eén rij is ingelezen.")
