"""While support runs, in a real browser: a follow-up after year 2, an early end, the next job."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from assessments.actions import decide, open_case, save_facts
from assessments.choices import AsAdvised
from tenants import context
from tests.assessment_fixtures import complete_facts, put_policy_in_force
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)


@pytest.fixture
def decision_page(
    browser: Browser, port: int, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> Iterator[Callable[..., Page]]:
    """The decision on support that began a hundred days ago, in a job of nearly two years."""
    opened: list[Page] = []

    def page_of(**given: object) -> Page:
        tenant = two_tenants.first
        user = make_user(tenant, "consultant", password=PASSWORD)
        number = _decided(user, tenant.schema_name)
        page = browser.new_context(locale="nl-NL", **given).new_page()
        opened.append(page)
        home = f"http://{tenant.host}:{port}"
        page.goto(f"{home}/aanmelden/")
        page.get_by_label("E-mailadres").fill(user.email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
        page.goto(f"{home}/werkvoorraad/{number}/besluit/")
        return page

    yield page_of
    for page in opened:
        page.context.close()


def _decided(user: User, schema_name: str) -> str:
    start = timezone.localdate() - 100 * DAY
    begun = start - 600 * DAY
    facts = complete_facts(
        employment_start=begun,
        contract_start=begun,
        contract_form="permanent",
        contract_end=None,
        support_start=start,
        received_on=start,
        request_kind="continuation",
        coaching_start=begun,
        previous_support_end=start - DAY,
        unused_hours=0,
    )
    with context.inside(schema_name):
        put_policy_in_force()
        case = open_case(actor=user, client_reference="K-2210")
        case = save_facts(actor=user, case_id=case.id, revision=case.revision, facts=facts)
        decide(actor=user, case_id=case.id, revision=case.revision, choice=AsAdvised())
    return case.number


def test_fewer_hours_and_then_a_follow_up_after_year_2(decision_page: Callable[..., Page]) -> None:
    """Without script: what changed is in the follow-up, and the rules of year 3 are beside it."""
    page = decision_page(java_script_enabled=False)
    page.get_by_role("link", name="Wijzigingen bekijken of vastleggen").click()
    page.get_by_role("link", name="Andere uren").click()
    page.get_by_label("Eerste dag met de nieuwe uren").fill(f"{timezone.localdate():%d-%m-%Y}")
    page.get_by_label("Nieuwe uren per week").fill("12")
    page.get_by_role("button", name="Bekijk wat dit doet").click()
    expect(page.get_by_text("eraf")).to_be_visible()
    expect(page.get_by_role("cell", name="jaar 2").first).to_be_visible()
    page.get_by_role("button", name="Wijziging vastleggen").click()
    page.get_by_role("link", name="Vervolg aanvragen").click()
    expect(page.get_by_label("Uren per week")).to_have_value("12")
    page.get_by_label("Aantal weken ziek").fill("0")
    page.get_by_label("Niet gebruikte uren").fill("0")
    page.get_by_role("button", name="Aanvraag openen").click()
    expect(page.get_by_text("Alles wat al bekend was, is ingevuld")).to_be_visible()
    expect(page.get_by_text("Uren per jaar (18 uur)").first).to_be_visible()


def test_an_early_end_is_settled_and_leads_to_the_next_job(
    decision_page: Callable[..., Page],
) -> None:
    """With the keyboard alone: the hours in proportion to time, and the next job filled in."""
    page = decision_page(viewport={"width": 390, "height": 900})
    _press(page, page.get_by_role("link", name="De baan eindigt: reken de uren af"))
    last, begins = timezone.localdate() - 9 * DAY, timezone.localdate() - 2 * DAY
    _type(page, "Laatste dag van deze baan", f"{last:%d-%m-%Y}")
    page.get_by_label("Waarom is de baan gestopt?").focus()
    page.keyboard.type("Contract niet")
    _type(page, "Uren begeleiding die tot dan zijn gemaakt", "25")
    _type(page, "Eerste dag van de volgende baan", f"{begins:%d-%m-%Y}")
    _press(page, page.get_by_role("button", name="Bekijk wat dit doet"))
    expect(page.get_by_text("Naar verhouding van de tijd: 92 dagen van")).to_be_visible()
    expect(page.get_by_text("te veel besteed").first).to_be_visible()
    found = problems(page)
    _press(page, page.get_by_role("button", name="Einde vastleggen"))
    expect(page.get_by_label("Eerste dag in dienst")).to_have_value(f"{begins:%d-%m-%Y}")
    found += problems(page)
    page.get_by_label("Soort contract").focus()
    page.keyboard.type("Vast")
    _type(page, "Uren per week", "20")
    _type(page, "Aantal weken ziek", "0")
    _type(page, "Loonwaarde", "45")
    _press(page, page.get_by_role("button", name="Aanvraag openen"))
    expect(page.get_by_text("Alles wat al bekend was, is ingevuld")).to_be_visible()
    assert found == []


def _press(page: Page, control: object) -> None:
    control.focus()  # type: ignore[attr-defined]
    page.keyboard.press("Enter")


def _type(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
