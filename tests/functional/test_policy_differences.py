"""Laying two policies beside each other in a real browser, with script and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser


def _signed_in(
    browser: Browser, port: int, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> tuple[Page, str]:
    user = make_user(two_tenants.first, "policy_officer", password=PASSWORD)
    page = browser.new_context(locale="nl-NL", java_script_enabled=True).new_page()
    home = f"http://{two_tenants.first.host}:{port}"
    page.goto(f"{home}/aanmelden/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    return page, home


def test_the_page_breaks_no_rule_of_wcag(browser: Browser, port: int) -> None:
    """With differences, without any, and with something to put right."""
    page = browser.new_context(locale="nl-NL").new_page()
    found = []
    for query in (
        "van=uwv-baseline&naar=uitvoerder:eikenberg",
        "van=uwv-baseline&naar=uwv-baseline",
        "van=nergens&naar=g4-2015@0001",
    ):
        page.goto(f"http://localhost:{port}/profielen/verschillen/?{query}")
        found += problems(page)
    assert found == []


def test_choosing_works_without_script(browser: Browser, port: int) -> None:
    """Two lists and a day; the address that comes out can be kept and sent."""
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://localhost:{port}/profielen/")
    page.get_by_role("link", name="Verschillen tussen twee profielen").click()
    page.get_by_label("Van", exact=True).select_option("uwv-baseline")
    page.get_by_label("Naar", exact=True).select_option("uwv-baseline")
    page.get_by_label("Op de dag").first.fill("2019-09-30")
    page.get_by_role("button", name="Toon verschillen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 verschil in 1 onderwerp")
    expect(page.locator(".pp-differing tbody tr")).to_have_count(1)


def test_the_own_policy_stands_beside_another_organisation(
    browser: Browser, port: int, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> None:
    """From the policy sheet, one press and one choice further."""
    page, home = _signed_in(browser, port, two_tenants, make_user)
    page.goto(f"{home}/beleid/")
    page.get_by_role("link", name="Verschillen tussen versies").click()
    page.get_by_label("Naar", exact=True).select_option("uitvoerder:duinzicht")
    page.get_by_role("button", name="Toon verschillen").click()
    expect(page.locator(".ml-lead")).to_contain_text("Duinzicht")
    expect(page.locator(".pp-differing").first).to_be_attached()


def test_a_profile_to_print_and_a_bundle_to_read_in_break_no_rule_of_wcag(
    browser: Browser, port: int, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> None:
    """The document, the upload, what it would change, and what there is to put right in it."""
    page, home = _signed_in(browser, port, two_tenants, make_user)
    page.goto(f"{home}/beleid/afdrukken/")
    found = problems(page)
    for text in ("meetlat: x", page.evaluate("fetch('/beleid/bundel.yaml').then(a => a.text())")):
        page.goto(f"{home}/beleid/bundel/inlezen/")
        file = {"name": "beleid.yaml", "mimeType": "application/yaml", "buffer": text.encode()}
        page.get_by_label("Bestand met beleid").set_input_files(files=[file])
        page.get_by_role("button", name="Bekijk wat dit bestand verandert").click()
        found += problems(page)
    assert found == []
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit bestand verandert niets")
    page.get_by_role("button", name="Bewaar toch als concept").click()
    expect(page).to_have_url(re.compile("/beleid/concepten/"))
