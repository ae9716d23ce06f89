"""From the official file of an administrator to the map that an analyst sees, and back to tiles."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from benchmarking.releases.making import make_release
from tenants import context
from tenants.models import Municipality
from tests.functional.axe import spills_sideways, violations
from tests.made_up_boundaries import as_file
from tests.tenant_fixtures import PASSWORD, PUBLIC_HOST, TwoTenants

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds; the first figures on a busy machine
NARROW = {"width": 390, "height": 900}


def read_in(page: Page, home: str, file: Path) -> None:
    page.goto(f"{home}/beheer/kaarten/")
    page.get_by_label("Bestand met grenzen").set_input_files(file)
    page.get_by_label("Zelf gemaakt").check()
    page.get_by_role("button", name="Grenzen inlezen").click()


def test_boundaries_that_are_read_in_are_drawn_and_tiles_are_one_choice_away(
    browser: Browser,
    page_of: Callable[..., Page],
    port: int,
    two_tenants: TwoTenants,
    make_user: Callable[..., User],
    send_country: Callable[..., None],
    few_indicators: None,
    tmp_path: Path,
) -> None:
    send_country("eikenberg", cases=400, generosity=0.8)
    with context.as_platform():
        served = Municipality.objects.filter(tenants__schema_name="eikenberg")
        served.update(region_code="AM18")
    make_release(actor=None)
    administrator = make_user(None, "platform_admin", password=PASSWORD)
    home = f"http://{PUBLIC_HOST}:{port}"
    page = browser.new_context(locale="nl-NL", viewport=NARROW).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{home}/aanmelden/")
    page.get_by_label("E-mailadres").fill(administrator.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page).to_have_url(re.compile("/beheer/"))

    wrong, regions = tmp_path / "fout.json", tmp_path / "regios.json"
    wrong.write_text(json.dumps({"type": "Topology"}))
    regions.write_bytes(as_file(["AM01", "AM18", "AM04"]))
    read_in(page, home, wrong)
    expect(page.get_by_role("alert")).to_contain_text("geen gebieden")
    assert violations(page) == []
    assert not spills_sideways(page)
    read_in(page, home, regions)
    expect(page.get_by_role("img", name="De grenzen van 3 gebieden")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []
    assert not spills_sideways(page)
    municipalities = tmp_path / "gemeenten.json"
    municipalities.write_bytes(as_file(["XX9001", "XX9002"]))
    read_in(page, home, municipalities)
    expect(page).to_have_url(re.compile("/gemeenten/"))

    home = f"http://{two_tenants.first.host}:{port}"
    page = page_of(make_user(two_tenants.first, "analyst"), home, viewport=NARROW)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{home}/vergelijken/regios/?indicator=refusals")
    areas = page.locator("#plek-kaart .trace.scatter")
    expect(areas).to_have_count(3, timeout=PATIENCE)
    expect(page.locator("#plek-gemeenten .trace.scatter")).to_have_count(2, timeout=PATIENCE)
    assert violations(page) == []
    assert not spills_sideways(page)
    with page.expect_download() as image:
        page.get_by_role("button", name=re.compile("als SVG: .*per arbeidsmarktregio")).click()
    assert "Grenzen: zelf gemaakt" in Path(image.value.path()).read_text(encoding="utf-8")

    page.get_by_label("Kaart", exact=True).select_option("vakken")
    expect(page).to_have_url(re.compile("kaart=vakken"))
    expect(page.locator("#kaart")).to_contain_text("De kaart is schematisch")
    expect(areas).to_have_count(1, timeout=PATIENCE)
