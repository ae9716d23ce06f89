"""From agreeing to take part to a kept answer and its file, by keyboard and without script."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from benchmarking.across.models import AcrossAnswer, SettledYear, SpentAcross
from tenants import context, roles, schemas
from tenants.access import Standing
from tenants.models import Municipality, Tenant
from tests.across_fixtures import organisation, policy, put
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
        _forget_answers()
        with context.as_platform():
            codes = Municipality.objects.filter(tenants__schema_name__in=OTHERS)
            codes = list(codes.values_list("code", flat=True))
            Tenant.objects.filter(schema_name__in=OTHERS).delete()
            Municipality.objects.filter(code__in=codes).delete()


def _forget_answers() -> None:
    """Take away what was answered, which nobody but the owner of the tables can."""
    with context.as_owner():
        for model in (SpentAcross, AcrossAnswer, SettledYear):
            model.objects.all().delete()


def _two_at_once(analyst: User) -> None:
    """Two ask the same at the same moment: noise is drawn once, and both get that."""

    def ask_now(place: int) -> UUID:
        try:
            return put(analyst, policy("low-rate"), seed=place).id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(ask_now, range(2)))
    assert len(set(found)) == 1
    with context.as_platform():
        assert AcrossAnswer.objects.count() == 2  # with what there is without a policy


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
    page.get_by_label("Het kenmerk van de cliënt is bij ons van de mens").press("Space")
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
    _two_at_once(analyst)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Wat als alle uitvoerders anders werkten?")
    policy = page.get_by_label("Reken door")
    policy.focus()
    page.keyboard.type("UWV-basis")
    page.get_by_role("button", name="Reken door").press("Enter")
    expect(page).to_have_url(re.compile(r"/doorrekenen/[0-9a-f-]{36}/\?uren=1000$"))
    main = page.get_by_role("main")
    expect(main).to_contain_text("te weinig mensen om veel te kunnen zeggen")
    expect(main).to_contain_text("In elk getal zit ruis")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").press("Enter")
    content = taken.value.path().read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert {line["policy"] for line in lines} == {"uwv-baseline"}
    shown = browser.new_context(
        locale="nl-NL", storage_state=page.context.storage_state()
    ).new_page()
    shown.goto(page.url)
    assert problems(shown) == []
    own.goto(f"{home}/beheer/logboek/")
    expect(own.get_by_role("main")).to_contain_text("Vraag over uitvoerders heen gesteld")
