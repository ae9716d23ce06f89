"""From agreeing to take part to a kept answer and its file, by keyboard and without script."""

import csv
import io
import re
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
    page.get_by_role("main").get_by_role("button", name="Aanmelden").press("Enter")
    return page


def _agreed(page: Page) -> None:
    page.get_by_role("link", name="Meedoen").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Gevraagd wordt")
    page.get_by_label("Ja, wij doen mee").press("Space")
    page.get_by_role("button", name="Antwoord vastleggen").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("U doet mee")


def test_an_analyst_of_the_platform_asks_who_takes_part(
    browser: Browser,
    port: int,
    real_commits: TwoTenants,
    make_user: Callable[..., User],
    others: None,
) -> None:
    """The third organisation agrees; a question gives an answer, a file and a line on record."""
    tenant = real_commits.first
    with context.inside(tenant.schema_name):
        decide_cases(30, first=2_000)
    administrator = make_user(tenant, "tenant_admin", password=PASSWORD)
    analyst = make_user(None, "platform_analyst", password=PASSWORD)
    home = f"http://{tenant.host}:{port}"
    own = _signed_in(browser, home, administrator)
    _agreed(own)
    page = _signed_in(browser, f"http://localhost:{port}", analyst, java_script_enabled=False)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Wat als alle uitvoerders anders werkten?")
    policy = page.get_by_label("Reken door")
    policy.focus()
    page.keyboard.type("UWV-basis")
    page.get_by_role("button", name="Reken door").press("Enter")
    expect(page).to_have_url(re.compile(r"/doorrekenen/[0-9a-f-]{36}/\?uren=1000$"))
    main = page.get_by_role("main")
    expect(main).to_contain_text("3 tellen mee in de uitkomst")
    expect(page.locator(".wi-finding")).to_contain_text("van ongeveer 90 aanvragen")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").press("Enter")
    content = taken.value.path().read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert {line["policy"].split("@")[0] for line in lines} == {"uwv-baseline"}
    shown = browser.new_context(
        locale="nl-NL", storage_state=page.context.storage_state()
    ).new_page()
    shown.goto(page.url)
    assert problems(shown) == []
    own.goto(f"{home}/beheer/logboek/")
    expect(own.get_by_role("main")).to_contain_text("Vraag over uitvoerders heen gesteld")
