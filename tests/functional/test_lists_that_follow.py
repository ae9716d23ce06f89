"""What a list of the comparison offers follows another choice, without loading the page anew."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from benchmarking.releases.making import make_release
from tenants import context
from tenants.models import Municipality
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds; the first figures on a busy machine


def test_groups_stand_under_another_heading_beside_another_organisation(
    page_of: Callable[..., Page],
    port: int,
    two_tenants: TwoTenants,
    make_user: Callable[..., User],
    send_country: Callable[..., None],
) -> None:
    """The region of one is another region for who works elsewhere, also on the way back."""
    send_country("eikenberg", cases=300, generosity=0.8)
    send_country("duinzicht", cases=300, generosity=1.1)
    with context.as_platform():
        served = Municipality.objects.filter(tenants__schema_name="eikenberg")
        served.update(region_code="AM18")
    make_release(actor=None)
    home = f"http://{two_tenants.first.host}:{port}"
    page = page_of(make_user(two_tenants.first, "analyst"), home)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{home}/vergelijken/methoden/?groep=region:AM18")

    heading = page.locator('select[name=groep] optgroup:has(option[value="region:AM18"])')
    expect(heading).to_have_attribute("label", "Zelfde arbeidsmarktregio")
    page.get_by_label("Uitvoerder").select_option("duinzicht")
    expect(heading).to_have_attribute("label", "Andere arbeidsmarktregio")
    expect(page.get_by_label("Groep ernaast")).to_have_value("region:AM18")
    page.go_back()
    expect(heading).to_have_attribute("label", "Zelfde arbeidsmarktregio")
    expect(page.get_by_label("Uitvoerder")).to_have_value("eikenberg")
    expect(page.get_by_label("Groep ernaast")).to_have_value("region:AM18")
