"""The pages on criteria, on harmonisation and on data quality: drawn, and leading onward."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from benchmarking.releases.making import make_release
from tests.functional.axe import spills_sideways, violations
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds; the first figures on a busy machine
FIRST_CHART = {
    "criteria": "per-criterium",
    "harmonisatie": "per-onderwerp",
    "gegevenskwaliteit": "volledig",
}


def test_criteria_policy_and_quality_are_drawn_and_lead_onward(
    page_of: Callable[..., Page],
    port: int,
    two_tenants: TwoTenants,
    make_user: Callable[..., User],
    send_country: Callable[..., None],
) -> None:
    send_country("eikenberg", cases=1200, generosity=0.8)
    send_country("duinzicht", cases=1500, generosity=1.1)
    make_release(actor=None)
    home = f"http://{two_tenants.first.host}:{port}"
    page = page_of(
        make_user(two_tenants.first, "analyst"), home, viewport={"width": 390, "height": 900}
    )
    page.set_default_timeout(PATIENCE)
    for name, card in FIRST_CHART.items():
        page.goto(f"{home}/vergelijken/{name}/?groep=all")
        page.locator(f"#{card}").scroll_into_view_if_needed()
        expect(page.locator(f"#{card} .main-svg").first).to_be_visible(timeout=PATIENCE)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert violations(page) == []
        assert not spills_sideways(page)

    page.goto(f"{home}/vergelijken/harmonisatie/?groep=all")
    page.locator("#tabel-per-onderwerp summary").click()
    page.locator("#tabel-per-onderwerp").get_by_role("link", name="Middelen en tarieven").click()
    expect(page).to_have_url(re.compile("onderwerp=budgets"))
    expect(page.locator("#titel-per-kwartaal")).to_contain_text("Middelen en tarieven")
    page.get_by_role("link", name="Criteria en afwijzingen").click()
    expect(page).to_have_url(re.compile("/vergelijken/criteria/.*onderwerp=budgets"))
    page.locator("#tabel-hoe-vaak summary").click()
    page.locator("#tabel-hoe-vaak").get_by_role("link", name="Afwijzingen").click()
    expect(page).to_have_url(re.compile("/vergelijken/indicator/.*indicator=refusals"))
