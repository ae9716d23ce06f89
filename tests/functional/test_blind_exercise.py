"""The blind exercise in a real browser: opened, judged by keyboard without script, and read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from policy_profiles.exercise import actions
from policy_profiles.exercise.actions import Judgement
from policy_profiles.exercise.queries import RoundRow
from policy_profiles.exercise.scale import NEEDS
from rulebook.facts import FACT_BY_NAME
from rulebook.vignettes import VIGNETTES
from tenants import context
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser

LIGHT, INTENSIVE = (FACT_BY_NAME["need"].code_labels[code].nl for code in ("light", "intensive"))
CLIENTS = [one.id for one in VIGNETTES if one.facts.get("need")][:8]


@pytest.fixture
def people(two_tenants: TwoTenants, make_user: Callable[..., User]) -> Callable[..., User]:
    return lambda *roles: make_user(two_tenants.first, *roles, password=PASSWORD)


@pytest.fixture
def home(two_tenants: TwoTenants, port: int) -> str:
    return f"http://{two_tenants.first.host}:{port}"


def signed_in(browser: Browser, home: str, user: User, *, script: bool = True) -> Page:
    page = browser.new_context(locale="nl-NL", java_script_enabled=script).new_page()
    page.goto(f"{home}/aanmelden/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    return page


def judged_round(two_tenants: TwoTenants, officer: User, assessors: list[User]) -> RoundRow:
    """An open round in which these assessors have judged everything, mostly alike."""
    with context.inside(two_tenants.first.schema_name):
        row = actions.open_round(
            actor=officer,
            title="Voorjaar",
            vignettes=CLIENTS,
            last_day=timezone.localdate() + timedelta(days=7),
        )
        for number, user in enumerate(assessors):
            for place, name in enumerate(row.vignettes):
                answer = Judgement(
                    need=NEEDS[1 + (place + (number + place) % 2) % 4],
                    verdict="refuse" if (number + place) % 3 == 0 else "grant",
                    minutes=60 * (20 + 3 * place + number),
                    weighed="abilities",
                )
                actions.judge(actor=user, round_id=row.id, vignette=name, judgement=answer)
    return row


def test_a_round_is_opened_judged_by_keyboard_and_stopped_without_script(
    browser: Browser, home: str, people: Callable[..., User]
) -> None:
    """From the policy officer's page to the consultant's worklist, and on where one stopped."""
    officer = signed_in(browser, home, people("policy_officer"), script=False)
    officer.goto(f"{home}/beleid/voorbeelden/")
    officer.get_by_role("link", name="Blinde oefening").click()
    officer.get_by_role("link", name="Nieuwe ronde").click()
    officer.get_by_label("Naam van de ronde").fill("Najaar")
    day = timezone.localdate() + timedelta(days=10)
    officer.get_by_label("Laatste dag").fill(f"{day:%d-%m-%Y}")
    for one in [one for one in VIGNETTES if one.facts.get("need")][:8]:
        officer.get_by_label(one.title.nl, exact=True).check()
    officer.get_by_role("button", name="Ronde openen").click()
    officer.get_by_text("moeten nog 5 collega's klaar zijn").wait_for()

    page = signed_in(browser, home, people("consultant"), script=False)
    page.get_by_role("link", name="Naar de oefening").click()
    page.get_by_role("link", name="Beginnen").click()
    page.get_by_role("group", name="Hoeveel begeleiding").get_by_label(LIGHT, exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Klant 2 van 8").wait_for()
    page.get_by_label(INTENSIVE).check()
    page.get_by_label("Nee, afwijzen").check()
    page.get_by_role("button", name="Opslaan en stoppen").click()
    page.get_by_role("link", name="Verder met klant 3").wait_for()
    page.get_by_role("link", name="Klant 1", exact=True).click()
    expect(page.get_by_label(LIGHT, exact=True)).to_be_checked()
    expect(page.get_by_label("Ja, toekennen")).to_be_checked()


def test_the_pages_break_no_rule_of_wcag_and_show_no_outcome_too_early(
    browser: Browser, home: str, two_tenants: TwoTenants, people: Callable[..., User]
) -> None:
    """A client, a running round, and the outcome beside one's own answers."""
    officer = people("consultant", "policy_officer")
    assessors = [officer, *(people("consultant") for _ in range(5))]
    row = judged_round(two_tenants, officer, assessors)
    page = signed_in(browser, home, officer)
    found = []
    page.goto(f"{home}/beleid/oefening/{row.id}/klant/2/")
    found += problems(page)
    page.goto(f"{home}/beleid/oefening/{row.id}/")
    assert "alfa" not in page.inner_text("main")
    found += problems(page)
    page.get_by_role("link", name="Ronde sluiten").click()
    found += problems(page)
    page.get_by_role("button", name="Ronde sluiten").click()
    page.get_by_role("heading", name="Hoe ver de beoordelaars het eens zijn").wait_for()
    expect(page.locator(".px-agreement")).to_have_count(2)
    found += problems(page)
    assert found == []
