"""From what stands out to its explanation, its table and its files, with one choice all the way."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from benchmarking.released_indicators.door import funnel_of
from benchmarking.released_indicators.values import StandingOut
from benchmarking.releases.making import make_release
from dashboards.sheets import outliers
from tests.functional.axe import spills_sideways, violations
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds; the first figures on a busy machine


def far_out(_release: object, *, whom: str, period: int | None) -> tuple[StandingOut, ...]:
    """One figure outside its limits: two organisations alone set limits too wide for that."""
    funnel = funnel_of(name="refusals", period=period)
    own = next(dot for dot in funnel.dots if dot.figure.whom.code == whom)
    return (StandingOut(funnel=funnel, dot=replace(own, place=2)),)


def test_from_what_stands_out_to_why_and_to_its_files(
    page_of: Callable[..., Page],
    port: int,
    two_tenants: TwoTenants,
    make_user: Callable[..., User],
    send_country: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outliers, "kept_outliers", far_out)
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)
    home = f"http://{two_tenants.first.host}:{port}"
    page = page_of(
        make_user(two_tenants.first, "analyst"), home, viewport={"width": 390, "height": 900}
    )
    page.set_default_timeout(PATIENCE)
    page.goto(f"{home}/vergelijken/uitschieters/?met=all&periode=2024")
    page.locator("#tabel-uitschieters summary").click()
    page.locator("#tabel-uitschieters").get_by_role("link", name="Afwijzingen").click()

    expect(page).to_have_url(re.compile("/vergelijken/indicator/.*indicator=refusals.*2024"))
    expect(page.locator("#trechter .main-svg").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#trechter .ml-chart__caption")).to_contain_text("2024")
    page.locator("#methode-trechter summary").click()
    expect(page.locator("#methode-trechter")).to_contain_text("GET /api/v1/indicators/refusals")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []
    assert not spills_sideways(page)

    with page.expect_download() as image:
        page.get_by_role("button", name=re.compile("Download als SVG: .*per jaar")).click()
    assert image.value.suggested_filename == "meetlat-figuur-per-jaar.svg"
    with page.expect_download() as file:
        page.locator("#naast").get_by_role("link", name=re.compile("CSV")).click()
    assert file.value.suggested_filename.startswith("meetlat-indicator-eikenberg-")

    page.get_by_role("link", name="Waardoor").click()
    expect(page.locator("#waarom .main-svg").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Periode")).to_have_value("2024")
