"""The house's own pages: accessible, and whole at every width, in both schemes."""

import gzip
import re

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.functional.axe import BOTH, problems, spills_sideways

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1366, 1920)


def _open(browser: Browser, address: str, *, width: int = 1366, **surroundings: str) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale=surroundings.pop("language", "nl-NL"),
        **surroundings,
    )
    page = context.new_page()
    page.goto(address)
    return page


def _pages(port: int) -> list[str]:
    public, tenant = f"http://localhost:{port}", f"http://eikenberg.localhost:{port}"
    return [
        f"{public}/",
        f"{public}/toegankelijkheid/",
        f"{tenant}/stijl/",
        f"{tenant}/nergens/",
        f"{tenant}/aanmelden/",
    ]


def test_the_house_breaks_no_rule_of_wcag(browser: Browser, port: int) -> None:
    """Every page of the house, on a phone and on a laptop, with what can be opened on it open."""
    found = []
    page = _open(browser, f"http://localhost:{port}/")
    for address in _pages(port):
        page.goto(address)
        for place in BOTH:  # here stand all the colours, each with a light and a dark value
            found += problems(page, on=place)
    assert found == []


def test_no_page_must_be_scrolled_sideways(browser: Browser, port: int) -> None:
    """At four widths, at 200 % on a laptop, which is half its width, and at 400 %: 320 pixels."""
    spilled = []
    page = _open(browser, f"http://localhost:{port}/")
    for address in _pages(port):
        page.goto(address)
        for width in (*WIDTHS, 683, 320):
            page.set_viewport_size({"width": width, "height": 900})
            spilled += [f"{address} at {width}"] if spills_sideways(page) else []
    assert spilled == []


def test_pages_ask_nothing_of_another_host_and_break_no_policy(browser: Browser, port: int) -> None:
    """The content security policy holds, and everything comes from where the page came from."""
    for address in _pages(port):
        context = browser.new_context()
        page = context.new_page()
        strangers, complaints = [], []
        own = address.split("/")[2]
        page.on(
            "request",
            lambda r, own=own, to=strangers: to.append(r.url) if own not in r.url else None,
        )
        page.on("console", lambda m, to=complaints: to.append(m.text))
        page.goto(address, wait_until="networkidle")
        assert strangers == []
        assert [text for text in complaints if "404" not in text] == []
        context.close()


def test_a_page_weighs_at_most_120_kilobytes(browser: Browser, port: int) -> None:
    """Compressed, with style, script and letters; counted as a server with gzip would send it."""
    page = browser.new_context().new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # Playwright takes functions only
    page.goto(f"http://localhost:{port}/", wait_until="networkidle")
    bodies = [answer.body() for answer in answers]
    assert any(body.startswith(b"wOF2") for body in bodies), "the letters were not loaded"
    assert sum(min(len(gzip.compress(body)), len(body)) for body in bodies) <= 120_000


def test_the_language_switch_works_without_script(browser: Browser, port: int) -> None:
    """One press shows the same page in English, and says so to screen readers."""
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(f"http://eikenberg.localhost:{port}/toegankelijkheid/")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile("/toegankelijkheid/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Accessibility of Meetlat")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_first_tab_leads_past_the_header(browser: Browser, port: int) -> None:
    """The skip link is the first stop of the keyboard and becomes visible there."""
    page = _open(browser, f"http://localhost:{port}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Direct naar de inhoud"
    assert page.get_by_role("link", name="Direct naar de inhoud").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#inhoud$"))


def test_every_stop_of_the_keyboard_shows_where_it_is(browser: Browser, port: int) -> None:
    """Nothing that can be reached with Tab loses its outline."""
    page = _open(browser, f"http://eikenberg.localhost:{port}/stijl/")
    page.evaluate("document.activeElement.blur()")
    bare = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the last stop
        seen = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        bare += [seen] if seen[1] == "none" or seen[2] < 2 else []
    assert bare == []


def test_the_description_of_the_interface_breaks_no_rule_of_its_own_page(
    browser: Browser, port: int
) -> None:
    """Swagger UI draws itself without a style or a script inside the page."""
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"http://localhost:{port}/api/v1/docs")
    page.wait_for_selector(".opblock")
    assert told == []
