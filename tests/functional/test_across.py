"""From agreeing to take part to a question across organisations, without script."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from tenants import context, roles, schemas
from tenants.access import Standing
from tenants.models import Municipality, Tenant
from tests.across_fixtures import organisation
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.browser

OTHERS = ("zuidoever", "westwolde")


@pytest.fixture
def others(real_commits: TwoTenants, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two more organisations that take part, gone again afterwards."""
    with django_db_blocker.unblock():
        for place, name in enumerate(OTHERS):
            organisation(name, cases=range(place * 500, place * 500 + 30))
        yield
        database = str(connection.settings_dict["NAME"])
        for name in OTHERS:
            role = roles.role_name(Standing.TENANT, database=database, schema_name=name)
            with context.as_owner():
                mine = f"GRANT {roles.quoted(role)} TO CURRENT_USER WITH INHERIT TRUE"
                gone = [f"DROP SCHEMA {name} CASCADE", mine, *roles.drop_role(role)]
                schemas.run(gone)
        with context.as_platform():
            codes = Municipality.objects.filter(tenants__schema_name__in=OTHERS)
            codes = list(codes.values_list("code", flat=True))
            Tenant.objects.filter(schema_name__in=OTHERS).delete()
            Municipality.objects.filter(code__in=codes).delete()


def _signed_in(browser: Browser, home: str, user: User, **options: object) -> Page:
    page = browser.new_context(locale="nl-NL", **options).new_page()
    page.goto(f"{home}/aanmelden/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    return page


def test_an_analyst_of_the_platform_asks_who_takes_part(
    browser: Browser,
    port: int,
    real_commits: TwoTenants,
    make_user: Callable[..., User],
    others: None,
) -> None:
    """The third organisation agrees; a changed value gives totals; each has it on record."""
    tenant = real_commits.first
    with context.inside(tenant.schema_name):
        decide_cases(30, first=2_000)
    administrator = make_user(tenant, "tenant_admin", password=PASSWORD)
    analyst = make_user(None, "platform_analyst", password=PASSWORD)
    home = f"http://{tenant.host}:{port}"
    own = _signed_in(browser, home, administrator)
    own.get_by_role("link", name="Meedoen").click()
    found = problems(own)
    own.get_by_label("Ja, wij doen mee").check()
    own.get_by_role("button", name="Antwoord vastleggen").click()
    expect(own.get_by_role("main")).to_contain_text("U doet mee")
    page = _signed_in(browser, f"http://localhost:{port}", analyst, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Wat als alle uitvoerders anders werkten?"
    )
    page.get_by_label("Verander een regel").select_option("hours.minimum_weekly")
    page.get_by_role("button", name="Pas de vraag aan").click()
    page.locator("input[name='hours.minimum_weekly~waarde']").fill("24")
    page.get_by_role("button", name="Reken door").click()
    expect(page.get_by_role("main")).to_contain_text("3 tellen mee in de uitkomst")
    expect(page.locator(".wi-finding")).to_contain_text("van ongeveer 90 aanvragen")
    address = page.url
    shown = browser.new_context(
        locale="nl-NL", storage_state=page.context.storage_state()
    ).new_page()
    shown.goto(address)
    assert found + problems(shown) == []
    own.goto(f"{home}/beheer/logboek/")
    expect(own.get_by_role("main")).to_contain_text("Vraag over uitvoerders heen gesteld")
