"""Reading policy in a real browser: accessible, whole on a phone, quick with script and without."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.functional.axe import problems, spills_sideways

pytestmark = pytest.mark.browser

COMPARISON = "/profielen/?kolom=eikenberg&kolom=duinzicht&kolom=g4-2015&alles=ja"


def _open(browser: Browser, port: int, path: str, *, width: int = 1366, **given: object) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL", **given)
    page = context.new_page()
    page.goto(f"http://localhost:{port}{path}")
    return page


def test_the_pages_break_no_rule_of_wcag(browser: Browser, port: int) -> None:
    """With everything open, on a phone and on a laptop, also when something is wrong."""
    found = []
    page = _open(browser, port, "/profielen/")
    for path in (COMPARISON, "/profielen/eikenberg/", "/profielen/?kolom=nergens"):
        page.goto(f"http://localhost:{port}{path}")
        found += problems(page)
    assert found == []


@pytest.mark.parametrize("width", [320, 390, 768, 1366, 1920])
def test_wide_tables_scroll_in_their_own_region(browser: Browser, port: int, width: int) -> None:
    """The page itself never does."""
    page = _open(browser, port, COMPARISON, width=width)
    assert not spills_sideways(page)
    page.goto(f"http://localhost:{port}/profielen/eikenberg/")
    assert not spills_sideways(page)


def test_on_a_phone_one_profile_stands_beside_the_baseline(browser: Browser, port: int) -> None:
    """The baseline's value moves under the name; the name stays in sight when one moves on."""
    page = _open(browser, port, COMPARISON, width=390)
    row = page.locator("#periods").locator("xpath=ancestor::table//tbody/tr").first
    assert row.locator(".pp-under").inner_text().startswith("UWV-basis:")
    assert not row.locator("td.pp-baseline").is_visible()
    region = page.locator(".pp-compare .ml-table-region").nth(1)
    name = region.locator("tbody th").first
    before = name.bounding_box()["x"]
    region.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 40", arg=region.element_handle())
    assert name.bounding_box()["x"] == pytest.approx(before, abs=2)


def test_the_list_follows_what_one_types(browser: Browser, port: int) -> None:
    """Without a press of the button, and the page does not jump."""
    page = _open(browser, port, "/profielen/eikenberg/")
    page.get_by_label("Zoeken in dit beleid").press_sequentially("strippenkaart")
    page.locator(".pp-found", has_text="1 van ").wait_for()
    expect(page.locator(".pp-entry")).to_have_count(1)
    assert page.evaluate("document.activeElement.name") == "zoek"


def test_choosing_and_filtering_work_without_script(browser: Browser, port: int) -> None:
    """Choose a profile, ask for the differences, and open the page of the profile."""
    page = _open(browser, port, "/profielen/", java_script_enabled=False)
    page.locator("summary", has_text="Kies profielen").click()
    page.get_by_label("Eikenberg").uncheck()
    page.get_by_label("Afspraak G4").uncheck()
    page.get_by_label("Duinzicht").check()
    page.get_by_label("Alleen verschillen").check()
    page.get_by_role("button", name="Toon vergelijking").click()
    expect(page).to_have_url(re.compile("kolom=duinzicht"))
    expect(page.locator(".pp-differs").first).to_be_attached()
    expect(page.locator(".pp-compare td").filter(has_text="vaste uren per week")).to_have_count(1)
    page.locator(".pp-compare").first.get_by_role("link", name="Duinzicht").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duinzicht")


def test_topics_are_folded_and_an_address_opens_the_one_that_it_points_into(
    browser: Browser, port: int
) -> None:
    """Each says how much of it differs; on paper all of them are open."""
    page = _open(browser, port, "/profielen/eikenberg/")
    counts = page.locator(".pp-fold summary").filter(has_text="anders dan bij UWV")
    expect(counts.first).to_be_visible()
    value = page.locator("#contract-minimum-months")
    expect(value).to_be_hidden()
    page.emulate_media(media="print")
    expect(value).to_be_visible()
    page.emulate_media(media="screen")
    page.goto(f"http://localhost:{port}/profielen/eikenberg/#contract-minimum-months")
    expect(value).to_be_in_viewport()
    expect(page.locator(".pp-fold > details[open]")).to_have_count(1)


def test_a_source_is_one_press_away(browser: Browser, port: int) -> None:
    """From a value to the document where it was read."""
    page = _open(browser, port, COMPARISON)
    page.locator(".pp-compare").first.get_by_role("link", name="bron 1", exact=True).first.click()
    expect(page).to_have_url(re.compile("#bron-1$"))
    assert page.locator("#bron-1").inner_text() != ""
