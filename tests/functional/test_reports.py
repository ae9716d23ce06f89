"""One makes a report for everyone, a colleague lets it go, and somebody outside takes it along."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from benchmarking.releases.making import make_release
from tests.functional.axe import LAPTOP, PHONE, problems, spills_sideways
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # milliseconds; on a busy machine


def _look(page: Page) -> None:
    for width, _ in (PHONE, LAPTOP):
        page.set_viewport_size({"width": width, "height": 900})
        assert not spills_sideways(page), f"{page.url} is wider than {width}"
    assert problems(page, on=LAPTOP) == []


def test_a_report_goes_from_maker_to_colleague_to_everyone(
    browser: Browser,
    port: int,
    two_tenants: TwoTenants,
    make_user: Callable[..., User],
    page_of: Callable[..., Page],
    send_country: Callable[..., None],
) -> None:
    send_country("eikenberg", cases=120, generosity=0.8)
    make_release(actor=None)
    home = f"http://eikenberg.localhost:{port}"
    maker, checker = (make_user(two_tenants.first, "policy_officer") for _ in range(2))
    page = page_of(maker, home)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{home}/rapporten/verhalen/refusals/")
    page.get_by_label("Wat is het verhaal achter dit cijfer?").fill("Wij zien meer aanvragen.")
    page.get_by_role("button", name="Verhaal vastleggen").click()
    page.goto(f"{home}/rapporten/")
    page.get_by_role("link", name="Profiel van de uitvoerder").click()
    page.get_by_label("Over welke periode?").select_option("2025")
    page.get_by_label("Iedereen: alleen uitgebrachte cijfers").first.check()
    page.get_by_role("button", name="Rapport maken").click()
    expect(page.get_by_text("Concept: een collega moet dit rapport nog vrijgeven.")).to_be_visible()
    expect(page.get_by_role("button", name="Rapport vrijgeven")).to_have_count(0)
    address = page.url
    other = page_of(checker, home)
    other.set_default_timeout(PATIENCE)
    other.goto(address)
    other.get_by_role("button", name="Rapport vrijgeven").click()
    expect(other.get_by_role("link", name="PDF")).to_be_visible()
    _look(other)
    visitor = browser.new_context(locale="en-GB").new_page()
    visitor.set_default_timeout(PATIENCE)
    visitor.goto(f"http://localhost:{port}/rapporten/")
    visitor.get_by_role("link", name="Profile of the organisation, 2025").click()
    expect(visitor.get_by_text("Wij zien meer aanvragen.")).to_be_visible()
    with visitor.expect_download() as taken:
        visitor.get_by_role("link", name="CSV").click()
    assert "Hours awarded" in taken.value.path().read_text("utf-8-sig")
