"""The browser's own buttons while deciding: nothing is lost, sent again or decided twice."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from assessments import actions
from assessments.choices import AsAdvised
from assessments.models import Decision
from assessments.queries import CaseRow
from outcomes.models import Outcome
from tenants import context
from tests.assessment_fixtures import complete_facts
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser

Opener = Callable[..., CaseRow]


@pytest.fixture
def consultant(two_tenants: TwoTenants, make_user: Callable[..., User], port: int) -> User:
    """A consultant of Eikenberg who can sign in."""
    return make_user(two_tenants.first, "consultant", password=PASSWORD)


@pytest.fixture
def open_case(two_tenants: TwoTenants, consultant: User) -> Opener:
    """Open a case with complete facts, for real: open_case(need=None)."""

    def opened(**changed: str | None) -> CaseRow:
        with context.inside(two_tenants.first.schema_name):
            case = actions.open_case(actor=consultant, client_reference="K-2207")
            return actions.save_facts(
                actor=consultant, case_id=case.id, revision=case.revision,
                facts=complete_facts(**changed),
            )  # fmt: skip

    return opened


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(
    request: pytest.FixtureRequest, browser: Browser, port: int, consultant: User
) -> Iterator[Page]:
    """The consultant's browser, on the worklist."""
    window = browser.new_context(
        base_url=f"http://eikenberg.localhost:{port}",
        java_script_enabled=request.param,
        locale="nl-NL",
        viewport={"width": 1366, "height": 900},
    )
    opened = window.new_page()
    opened.goto("/aanmelden/?next=/werkvoorraad/")
    opened.get_by_label("E-mailadres").fill(consultant.email)
    opened.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    opened.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    yield opened
    window.close()


def _decisions(two_tenants: TwoTenants) -> list[int]:
    with context.inside(two_tenants.first.schema_name):
        return list(Decision.objects.values_list("granted_minutes", flat=True))


def _title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_back_after_recording_shows_the_decision(
    page: Page, open_case: Opener, two_tenants: TwoTenants
) -> None:
    """Back, forward and loading again on every page of the way, and one decision."""
    case = open_case()
    page.goto(f"/werkvoorraad/{case.number}/besluiten/")
    page.get_by_label("Anders toekennen").check()
    page.get_by_label("Toe te kennen uren").fill("nul")
    page.get_by_role("button", name="Bekijk uw besluit").click()
    expect(page.get_by_role("main")).to_contain_text("Typ de uren als getal")
    page.reload()
    expect(page.get_by_label("Toe te kennen uren")).to_have_value("nul")
    page.get_by_label("Toe te kennen uren").fill("42:30")
    page.get_by_label("Reden om af te wijken").select_option("workplace")
    page.get_by_label("Toelichting").fill("De werkplek is nieuw ingericht.")
    page.get_by_role("button", name="Bekijk uw besluit").click()
    _title(page, "Dit legt u vast")
    page.reload()
    page.go_back()
    _title(page, "Uw besluit")
    expect(page.get_by_label("Toe te kennen uren")).to_have_value("42:30")
    expect(page.get_by_label("Toelichting")).to_have_value("De werkplek is nieuw ingericht.")
    page.go_forward()
    _title(page, "Dit legt u vast")
    page.get_by_role("link", name="Terug en aanpassen").click()
    page.get_by_label("Toe te kennen uren").fill("41")
    page.get_by_role("button", name="Bekijk uw besluit").click()
    expect(page.locator(".as-verdict")).to_contain_text("41:00 uur")
    page.get_by_role("button", name="Besluit vastleggen").click()
    for _ in range(3):
        _title(page, f"Besluit over casus {case.number}")
        page.go_back()
    _title(page, f"Besluit over casus {case.number}")
    expect(page.get_by_role("main")).to_contain_text("Uw besluit is al vastgelegd.")
    page.go_forward()
    page.reload()
    _title(page, f"Besluit over casus {case.number}")
    assert _decisions(two_tenants) == [41 * 60]


def test_back_after_an_outcome_sends_nothing_again(
    page: Page, open_case: Opener, two_tenants: TwoTenants, consultant: User
) -> None:
    """What must be put right stands beside what was typed; loading again keeps both."""
    case = open_case()
    with context.inside(two_tenants.first.schema_name):
        actions.decide(
            actor=consultant, case_id=case.id, revision=case.revision, choice=AsAdvised()
        )
    page.goto(f"/werkvoorraad/{case.number}/besluit/")
    page.get_by_label("De baan is gestopt").check()
    page.get_by_label("Laatste dag van deze baan").fill("gisteren")
    page.get_by_role("button", name="Uitkomst vastleggen").click()
    expect(page.get_by_label("Laatste dag van deze baan")).to_have_value("gisteren")
    page.reload()
    expect(page.locator("#uitkomst-vastleggen")).to_contain_text("Typ een datum")
    yesterday = timezone.localdate() - timedelta(days=1)
    page.get_by_label("Laatste dag van deze baan").fill(f"{yesterday:%d-%m-%Y}")
    page.get_by_label("Waarom is de baan gestopt?").select_option("not_renewed")
    page.get_by_role("button", name="Uitkomst vastleggen").click()
    expect(page.locator(".as-outcomes")).to_contain_text("Contract niet verlengd")
    page.go_back()
    expect(page.locator(".as-outcomes")).to_contain_text("Contract niet verlengd")
    page.go_forward()
    page.reload()
    with context.inside(two_tenants.first.schema_name):
        assert Outcome.objects.count() == 1


@pytest.mark.parametrize("page", [True], ids=["with script"], indirect=True)
def test_the_pages_without_advice_break_no_rule_of_wcag(page: Page, open_case: Opener) -> None:
    """The choice, the look and the decision where the rules give no answer."""
    case = open_case(need=None)
    page.goto(f"/werkvoorraad/{case.number}/besluiten/")
    page.get_by_label("Afwijzen zonder advies").check()
    page.get_by_role("button", name="Bekijk uw besluit").click()
    expect(page.get_by_role("main")).to_contain_text("Kies waarom u zonder advies besluit.")
    found = problems(page)
    page.get_by_label("Waarom besluit u zonder advies?").select_option("cannot_wait")
    page.get_by_role("button", name="Bekijk uw besluit").click()
    _title(page, "Dit legt u vast")
    found += problems(page)
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.locator(".as-verdict")).to_have_text("Afgewezen zonder advies")
    found += problems(page)
    assert found == []
