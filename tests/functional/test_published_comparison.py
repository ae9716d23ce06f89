"""The public comparison of profiles: on a phone one sees that it goes on, on paper it fits."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.functional.axe import spills_sideways, violations

pytestmark = pytest.mark.browser

#: Within the margins of a sheet of A4 on its side, in pixels.
LANDSCAPE = {"width": 1000, "height": 690}
LEFT = "e => e.getBoundingClientRect().left"
SHADE = "e => Number(getComputedStyle(e, '::after').opacity)"
MOVED = "e => e.scrollLeft > 0"


def _opened(browser: Browser, port: int, *, width: int, page: str = "") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="en-GB")
    opened = context.new_page()
    opened.goto(f"http://localhost:{port}/profielen/{page}")
    return opened


def _until(region: Locator, holds: str) -> None:
    """Wait for what the browser works out with its next picture; if it never holds, this fails."""
    region.page.wait_for_function(holds, arg=region.element_handle())


def test_on_a_phone_every_wide_table_shows_that_it_goes_on(browser: Browser, port: int) -> None:
    """In words and by a shade, for the keyboard too; the names stay in sight, the page stands."""
    page = _opened(browser, port, width=390, page="?alles=ja")
    regions = page.locator(".pp-wide > .ml-table-region")
    assert regions.count() > 1
    for number in range(2):
        region = regions.nth(number)
        assert region.evaluate("e => e.scrollWidth > e.clientWidth")
        expect(region.get_by_text("Slide the table sideways for the other columns")).to_be_visible()
        _until(region, f"e => ({SHADE})(e) === 1")
        first = region.locator("tbody th").first
        before = first.evaluate(LEFT)
        region.focus()
        page.keyboard.press("ArrowRight")
        _until(region, MOVED)  # or the keyboard does not move the table
        region.evaluate("e => e.scrollTo(e.scrollWidth, 0)")
        _until(region, f"e => ({SHADE})(e) === 0")
        assert abs(first.evaluate(LEFT) - before) < 1, "the first column does not stay"
    assert not spills_sideways(page)
    assert violations(page) == []


def test_on_a_laptop_a_table_that_fits_has_no_shade(browser: Browser, port: int) -> None:
    """Nor words about moving it."""
    page = _opened(browser, port, width=1366, page="?alles=ja")
    region = page.locator(".pp-compare > .ml-table-region").first
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    _until(region, f"e => ({SHADE})(e) === 0")
    expect(region.get_by_text("Slide the table sideways")).to_be_hidden()


def test_distances_can_be_read_on_a_phone(browser: Browser, port: int) -> None:
    """Without signing in; the tables slide inside their own frame."""
    page = _opened(browser, port, width=390, page="harmoniseren/")
    expect(page.get_by_role("table", name="Distance by topic")).to_be_visible()
    page.get_by_text("Change the weights").click()
    page.get_by_label("Definitions and forms").fill("100")
    page.get_by_role("button", name="Show distances").click()
    expect(page).to_have_url(re.compile("gewicht_definitions=100"))
    assert not spills_sideways(page)
    assert violations(page) == []


def test_on_paper_all_columns_fit(browser: Browser, port: int) -> None:
    """The sheet lies on its side, and no table is wider than what the margins leave."""
    page = _opened(browser, port, width=1366)
    sheet = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert sheet is not None
    assert float(sheet[1]) > float(sheet[2])
    page.emulate_media(media="print")
    page.set_viewport_size(LANDSCAPE)
    assert not spills_sideways(page)
    expect(page.get_by_text("Slide the table sideways").first).to_be_hidden()
