"""The main job, end to end: a consultant decides, the analyst sees it arrive, nobody else does."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tenants.queries import TenantRow
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser

STEPS = {
    "persoon": {"structural_limitation": "ja", "illness_weeks": "0"},
    "werk": {
        "work_situation": "employment",
        "contract_form": "permanent",
        "employment_start": "01-03-2025",
        "contract_start": "01-03-2025",
        "weekly_hours": "24",
        "wage_value": "50",
    },
    "aanvraag": {
        "request_kind": "first",
        "received_on": "01-03-2025",
        "support_start": "01-03-2025",
    },
    "begeleider": {
        "support_form": "external",
        "concurrent_support": "nee",
        "provider_recognition": "uwv",
        "coach_level": "hbo",
    },
    "behoefte": {"need": "medium"},
}


def signed_in(browser: Browser, port: int, tenant: TenantRow, user: User) -> Page:
    page = browser.new_context(locale="nl-NL").new_page()
    page.goto(f"http://{tenant.host}:{port}/aanmelden/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    return page


def answer(page: Page, name: str, value: str) -> None:
    """Answer one question as its widget asks: a choice, a list or a text."""
    field = page.locator(f"[name='{name}']")
    kind = field.first.get_attribute("type")
    if kind == "radio":
        wanted = {"ja": "Ja", "nee": "Nee"}.get(value)
        if wanted:
            page.get_by_role("group").filter(has=field.first).get_by_label(
                wanted, exact=True
            ).check()
        else:
            page.locator(f"[name='{name}'][value='{value}']").check()
    elif field.first.evaluate("e => e.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def decide_a_case(page: Page, reference: str) -> None:
    page.get_by_role("link", name="Casus openen").first.click()
    page.get_by_label("Eigen kenmerk").fill(reference)
    page.get_by_role("main").get_by_role("button", name="Casus openen").click()
    case = re.match(r".*/werkvoorraad/\d{4}-\d+/", page.url).group(0)
    for step, facts in STEPS.items():
        page.goto(f"{case}{step}/")
        for name, value in facts.items():
            answer(page, name, value)
        page.locator("form.ml-form button[type=submit]").first.click()
    page.goto(f"{case}besluiten/")
    page.locator("[name='choice']").first.check()
    page.get_by_role("button", name="Bekijk uw besluit").click()
    page.get_by_role("button", name="Besluit vastleggen").click()


def arrived(page: Page, port: int, host: str) -> str:
    page.goto(f"http://{host}:{port}/vergelijken/tabel/")
    return page.locator(".ml-received").inner_text()


def test_a_decision_reaches_the_comparison_and_no_other_tenant(
    browser: Browser, port: int, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> None:
    first, second = two_tenants.first, two_tenants.second
    consultant = make_user(first, "consultant", password=PASSWORD)
    analyst = make_user(first, "analyst", password=PASSWORD)
    elsewhere = make_user(second, "consultant", "analyst", password=PASSWORD)

    analysts_page = signed_in(browser, port, first, analyst)
    assert "nog geen besluiten" in arrived(analysts_page, port, first.host)

    work = signed_in(browser, port, first, consultant)
    decide_a_case(work, "dossier-17")
    # 24 hours a week earn 60 hours in a year here: 184 of 365 days of it
    expect(work.get_by_role("main")).to_contain_text("30:15")

    assert "1 besluit" in arrived(analysts_page, port, first.host)

    other = signed_in(browser, port, second, elsewhere)
    assert "nog geen besluiten" in arrived(other, port, second.host)
    other.goto(f"http://{second.host}:{port}/werkvoorraad/")
    expect(other.get_by_role("main")).not_to_contain_text("dossier-17")
    other.goto(work.url.replace(first.host, second.host))
    expect(other.get_by_role("main")).not_to_contain_text("dossier-17")
