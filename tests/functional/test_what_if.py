"""A what-if in a real browser: asked, redrawn at once, kept and shared, with and without script."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tenants import context
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.browser


@pytest.fixture
def home(port: int, real_commits: TwoTenants) -> Iterator[str]:
    """Eikenberg with 120 decided cases; what is kept there goes again."""
    tenant = real_commits.first
    with context.inside(tenant.schema_name):
        decide_cases(120)
    yield f"http://{tenant.host}:{port}"
    tables = [f"{tenant.schema_name}.policy_profiles_{name}" for name in ("scenario", "caseset")]
    with context.as_owner(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def _signed_in(browser: Browser, home: str, user: User, *, script: bool = True) -> Page:
    given = browser.new_context(
        locale="nl-NL",
        java_script_enabled=script,
        viewport={"width": 1366, "height": 900},
    )
    page = given.new_page()
    page.goto(f"{home}/aanmelden/?next=/beleid/doorrekenen/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    return page


def test_an_edit_redraws_the_impact_by_itself(
    browser: Browser, home: str, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Another policy, then another assumption, without a press of the button."""
    user = make_user(two_tenants.first, "policy_officer", password=PASSWORD)
    page = _signed_in(browser, home, user)
    page.get_by_label("Reken door", exact=True).select_option("nu")
    page.locator(".wi-finding", has_text="Deze wijziging raakt niemand").wait_for()
    page.get_by_label("Reken door", exact=True).select_option("uwv-baseline")
    page.locator(".wi-finding", has_text="van 120 aanvragen").wait_for()
    coaches = page.locator(".wi-change dd").nth(1).inner_text()
    page.get_by_label("Uren per coach per jaar").fill("500")
    page.wait_for_function(
        "before => document.querySelectorAll('.wi-change dd')[1].innerText !== before", arg=coaches
    )
    assert problems(page) == []


def test_a_colleague_opens_what_was_kept_without_script(
    browser: Browser, home: str, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Keep two what-ifs, lay them side by side, and have a colleague open the address."""
    user = make_user(two_tenants.first, "policy_officer", password=PASSWORD)
    page = _signed_in(browser, home, user, script=False)
    for policy, name in (("uwv-baseline", "Als UWV"), ("uitvoerder:duinzicht", "Vaste uren")):
        page.goto(f"{home}/beleid/doorrekenen/")
        page.get_by_label("Reken door", exact=True).select_option(policy)
        page.get_by_role("button", name="Reken door").click()
        page.get_by_label("Naam").fill(name)
        page.get_by_role("button", name="Bewaar met deze aanvragen").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("van 120 aanvragen")
    address = page.url
    page.get_by_role("button", name="Leg naast elkaar").click()
    expect(page.get_by_role("columnheader", name="Als UWV")).to_have_count(1)
    colleague = make_user(two_tenants.first, "consultant", password=PASSWORD)
    other = _signed_in(browser, home, colleague)
    other.goto(address)
    expect(other.get_by_role("heading", level=1)).to_contain_text("van 120 aanvragen")
    assert problems(other) == []
    other.get_by_role("button", name="Leg naast elkaar").click()
    assert problems(other) == []
