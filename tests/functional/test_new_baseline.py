"""Adopting a new baseline in a real browser: from the notice to a draft that a colleague checks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from policy_profiles import queries
from policy_profiles.baselines.platform_actions import NewBaseline, propose_baseline
from policy_profiles.models import ProfileDraft
from rulebook.text import Text
from tenants import context
from tests.baseline_fixtures import baseline_bundle, publish_new_baseline
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.browser

MONTHS, WEEKLY, WAGE = "contract.minimum_months", "hours.minimum_weekly", "wage_value.minimum"


def _signed_in(browser: Browser, home: str, user: User, path: str) -> Page:
    window = browser.new_context(locale="nl-NL", viewport={"width": 1366, "height": 900})
    page = window.new_page()
    page.goto(f"{home}/aanmelden/?next={path}")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    return page


def _choose(page: Page, value: str, words: str) -> None:
    row = page.locator(f"#{value.replace('.', '-').replace('_', '-')}")
    row.get_by_role("radio", name=words).check()


def test_an_organisation_adopts_a_new_baseline(
    browser: Browser, port: int, real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Adopt one value, keep one, discuss one; nothing holds until a colleague published it."""
    tenant, today = real_commits.first, timezone.localdate()
    officer = make_user(tenant, "policy_officer", password=PASSWORD)
    with context.inside(tenant.schema_name):
        decide_cases(40)
        before = queries.profile_on(on=today).content_hash
    changed = {MONTHS: 9, WEEKLY: 600, WAGE: 3000}
    publish_new_baseline(make_user, changed, label="toets-1", valid_from=today)
    page = _signed_in(browser, f"http://{tenant.host}:{port}", officer, "/beleid/")
    page.get_by_role("link", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuwe UWV-basis: versie toets-1")
    expect(page.locator(".nb-finding")).to_contain_text("van 40 aanvragen")
    page.locator("#hours-minimum-weekly").get_by_label("Notitie").fill("zonder keuze")
    page.get_by_role("button", name="Bewaar antwoorden").click()
    expect(page.locator(".ml-problems")).to_contain_text("Kies ook wat u met deze waarde doet.")
    found = problems(page)
    _choose(page, WEEKLY, "Houden")
    _choose(page, MONTHS, "Overnemen")
    page.get_by_role("button", name="Bewaar antwoorden").click()
    expect(page.get_by_role("main")).to_contain_text("2 van de 3 waarden")
    _choose(page, WAGE, "Bespreken")
    page.get_by_role("button", name="Bewaar en maak een concept").click()
    found += problems(page)
    page.get_by_role("button", name="Maak het concept").click()
    expect(page.get_by_role("main")).to_contain_text("Nog te bespreken: 1 waarde")
    page.get_by_role("link", name="Naar controle").click()
    expect(page.get_by_role("button", name="Aanbieden ter controle")).to_have_count(0)
    with context.inside(tenant.schema_name):
        draft = ProfileDraft.objects.get()
        assert (draft.baseline, draft.to_discuss) == ("toets-1", [WAGE])
        assert queries.profile_on(on=today).content_hash == before
    assert found == []


def test_a_second_administrator_publishes_a_baseline(
    browser: Browser, port: int, real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """The one who brings it sees no button; the other reads what changes and publishes."""
    maker, checker = (make_user(None, "platform_admin", password=PASSWORD) for _ in range(2))
    today = timezone.localdate()
    with context.as_platform():
        content = baseline_bundle({MONTHS: 9}, label="toets-1", on=today)
        told = Text("De tekst van 2026.", "The text of 2026.")
        new = NewBaseline(content=content, valid_from=today, explanation=told)
        propose_baseline(actor=maker, new=new)
    home = f"http://localhost:{port}"
    page = _signed_in(browser, home, maker, "/beheer/basis/")
    page.get_by_role("link", name="toets-1").click()
    expect(page.get_by_role("button", name="Basis publiceren")).to_have_count(0)
    found = problems(page)
    page = _signed_in(browser, home, checker, "/beheer/basis/nieuw/")
    found += problems(page)
    page.goto(f"{home}/beheer/basis/")
    found += problems(page)
    page.get_by_role("link", name="toets-1").click()
    page.get_by_role("button", name="Basis publiceren").click()
    expect(page.get_by_role("main")).to_contain_text("Deze basis is gepubliceerd.")
    page.get_by_role("link", name="UWV-basis").first.click()
    expect(page.get_by_role("row", name="toets-1")).to_contain_text("geldt nu")
    assert found == []


def test_two_administrators_withdraw_a_baseline_before_its_day(
    browser: Browser, port: int, real_commits: TwoTenants, make_user: Callable[..., User]
) -> None:
    """The one gives the reason, the other confirms; after that it stands among the withdrawn."""
    asking, confirming = (make_user(None, "platform_admin", password=PASSWORD) for _ in range(2))
    later = timezone.localdate() + timedelta(days=40)
    publish_new_baseline(make_user, {MONTHS: 9}, label="toets-1", valid_from=later)
    home = f"http://localhost:{port}"
    page = _signed_in(browser, home, asking, "/beheer/basis/")
    page.get_by_role("link", name="toets-1").click()
    page.get_by_role("link", name="Basis intrekken").click()
    found = problems(page)
    page.get_by_label("(Nederlands)").fill("De tekst van de wet bleek anders.")
    page.get_by_label("(Engels)").fill("The text of the law turned out otherwise.")
    page.get_by_role("button", name="Leg voor aan een tweede beheerder").click()
    expect(page.get_by_role("button", name="Intrekken bevestigen")).to_have_count(0)
    page = _signed_in(browser, home, confirming, "/beheer/basis/")
    page.get_by_role("link", name="toets-1").first.click()
    found += problems(page)
    page.get_by_role("button", name="Intrekken bevestigen").click()
    expect(page.get_by_role("main")).to_contain_text("is ingetrokken en zal niet gelden")
    page.get_by_role("link", name="UWV-basis").first.click()
    expect(page.get_by_role("main")).to_contain_text("Ingetrokken voor zij ingingen")
    found += problems(page)
    assert found == []
