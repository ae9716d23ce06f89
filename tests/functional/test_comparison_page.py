"""An analyst reads the comparison: figures, filters in the address, nothing to other hosts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from benchmarking.releases.making import make_release
from tests.functional.axe import spills_sideways, violations
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds; the first figures on a busy machine


@pytest.fixture
def analyst(
    port: int,
    two_tenants: TwoTenants,
    make_user: Callable[..., User],
    send_country: Callable[..., None],
    few_indicators: None,
) -> User:
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)
    return make_user(two_tenants.first, "analyst", password=PASSWORD)


def opened(context: BrowserContext, port: int, analyst: User, query: str = "?met=all") -> Page:
    site = f"http://eikenberg.localhost:{port}"
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site}/aanmelden/")
    page.get_by_label("E-mailadres").fill(analyst.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    page.goto(f"{site}/vergelijken/{query}")
    return page


def test_figures_appear_without_any_request_elsewhere_or_refusal_by_the_policy(
    browser: Browser, port: int, analyst: User
) -> None:
    context = browser.new_context(locale="nl-NL")
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(message.text))
    page = opened(context, port, analyst)
    expect(page.locator(".ml-chart .main-svg").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".ml-card h2")).to_have_count(6)
    elsewhere = [
        url for url in asked if not re.match(r"(http://eikenberg\.localhost|data:|blob:)", url)
    ]
    assert elsewhere == []
    assert [text for text in said if "Content Security Policy" in text] == []
    assert page.locator(".modebar-btn").count() == 0, "no button that sends figures to a cloud"
    context.close()


def test_filters_change_the_figures_in_place_and_live_in_the_address(
    browser: Browser, port: int, analyst: User
) -> None:
    context = browser.new_context(locale="nl-NL")
    page = opened(context, port, analyst)
    sentence = page.locator("#uren .ml-figure__summary")
    expect(sentence).to_be_visible(timeout=PATIENCE)
    over_all_years = sentence.inner_text()
    page.locator("#tabel-uren summary").click()
    page.get_by_label("Periode").select_option("2024")
    expect(sentence).not_to_have_text(over_all_years, timeout=PATIENCE)
    expect(page).to_have_url(re.compile(r"periode=2024"))
    expect(page.locator("#tabel-uren")).to_have_attribute("open", "")
    of_2024 = sentence.inner_text()
    download = page.get_by_text("Alle cijfers als CSV")
    expect(download).to_have_attribute("href", re.compile("periode=2024"))
    page.go_back()
    expect(sentence).to_have_text(over_all_years, timeout=PATIENCE)
    expect(page.get_by_label("Periode")).to_have_value("")
    expect(page.get_by_label("Uitvoerder", exact=True)).to_have_value("eikenberg")
    page.go_forward()
    expect(page.get_by_label("Periode")).to_have_value("2024", timeout=PATIENCE)
    page.reload()
    expect(sentence).to_have_text(of_2024, timeout=PATIENCE)
    page.get_by_text("Alles als tabellen, zonder script").click()
    expect(page.locator("#uren .ml-figure__summary")).to_have_text(of_2024)
    context.close()


def test_the_page_is_accessible_and_stays_inside_its_window(
    browser: Browser, port: int, analyst: User
) -> None:
    context = browser.new_context(locale="nl-NL", viewport={"width": 390, "height": 900})
    page = opened(context, port, analyst)
    expect(page.locator(".ml-chart .main-svg").first).to_be_visible(timeout=PATIENCE)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []
    assert not spills_sideways(page)
    context.close()


def test_the_page_can_be_read_and_used_before_anything_is_drawn(
    browser: Browser, port: int, analyst: User
) -> None:
    """What draws the charts takes long on a slow machine; here it never comes."""
    context = browser.new_context(locale="nl-NL")
    context.route("**/_dash-component-suites/**", lambda route: route.abort())
    page = opened(context, port, analyst)
    sentence = page.locator("#uren .ml-figure__summary")
    over_all_years = sentence.inner_text()
    page.locator("#tabel-uren summary").click()
    expect(page.locator("#tabel-uren table")).to_be_visible()
    page.get_by_label("Periode").select_option("2024")
    expect(sentence).not_to_have_text(over_all_years, timeout=PATIENCE)
    expect(page.locator("#tabel-uren table")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Nu te zien")).to_contain_text("2024")
    expect(page.locator("#uren .ml-chart__waiting")).to_be_visible()
    context.close()


def test_without_script_the_same_figures_are_tables(
    browser: Browser, port: int, analyst: User
) -> None:
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    page = opened(context, port, analyst)
    page.get_by_text("Bekijk dezelfde cijfers als tabellen").click()
    page.get_by_label("Periode").select_option("2024")
    page.get_by_role("button", name="Toon").click()
    expect(page).to_have_url(re.compile(r"/vergelijken/tabel/\?.*periode=2024"))
    expect(page.locator("#uren table")).to_be_visible()
    context.close()
