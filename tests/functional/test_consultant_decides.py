"""A consultant's day in a real browser: with the mouse, with the keyboard, without script."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import User
from tenants.queries import TenantRow
from tests.functional.axe import problems
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser

GOOD_FILE = b"kenmerk;request_kind;work_situation;support_start\nD-1;first;employment;01-02-2026\n"


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _first_day() -> date:
    return timezone.localdate() - timedelta(days=40)


@pytest.fixture
def eikenberg(two_tenants: TwoTenants) -> TenantRow:
    """The tenant of these journeys: a number of hours a year by class of need."""
    return two_tenants.first


@pytest.fixture
def open_page(
    browser: Browser, port: int, eikenberg: TenantRow, make_user: Callable[..., User]
) -> Callable[..., Page]:
    """Sign a consultant in and give the page: open_page(width=390, java_script_enabled=False)."""

    def opened(*, width: int = 1366, **given: object) -> Page:
        user = make_user(eikenberg, "consultant", password=PASSWORD)
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="nl-NL", **given
        )
        page = context.new_page()
        page.goto(f"http://{eikenberg.host}:{port}/aanmelden/")
        page.get_by_label("E-mailadres").fill(user.email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
        page.goto(f"http://{eikenberg.host}:{port}/werkvoorraad/")
        return page

    return opened


def _open_case(page: Page, reference: str = "K-2207") -> None:
    page.get_by_role("link", name="Casus openen").click()
    page.get_by_label("Uw eigen kenmerk van deze klant").fill(reference)
    page.get_by_role("button", name="Casus openen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De persoon")


def _answer(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def _go_on(page: Page) -> None:
    page.get_by_role("button", name="Opslaan en verder").click()


def _finding(page: Page) -> Locator:
    return page.locator("#bevinding")


def _person(page: Page) -> None:
    _answer(page, "Structureel functionele beperking", "Ja")
    _answer(page, "Staat in het doelgroepregister", "Ja")
    page.get_by_label("Aantal weken ziek").fill("0")
    _go_on(page)


def _work(page: Page) -> None:
    first = _first_day()
    _answer(page, "Werksituatie", "Dienstverband")
    page.get_by_label("Soort contract").select_option("fixed_term")
    page.get_by_label("Eerste dag in dienst").fill(_day(first))
    page.get_by_label("Eerste dag van het contract").fill(first.isoformat())
    page.get_by_label("Laatste dag van het contract").fill(_day(first + timedelta(days=395)))
    page.get_by_label("Uren per week").fill("24,5")
    page.get_by_label("Loonwaarde").fill("40")
    _go_on(page)


def _application(page: Page) -> None:
    first = _first_day()
    _answer(page, "Soort aanvraag", "Eerste aanvraag")
    page.get_by_label("Aanvraag ontvangen op").fill(_day(first))
    page.get_by_label("Eerste dag van de gevraagde begeleiding").fill(_day(first))
    page.get_by_label("Gevraagde uren").fill("60")
    _go_on(page)


def _provider(page: Page) -> None:
    _answer(page, "Vorm van de begeleiding", "Externe jobcoach")
    _answer(page, "Loopt er al een andere vorm", "Nee")
    _answer(page, "Erkenning van de jobcoachorganisatie", "Erkend door UWV")
    _answer(page, "Niveau van de jobcoach", "Hbo-niveau of hoger")
    _go_on(page)


def _need(page: Page) -> None:
    _answer(page, "Beoordeelde behoefte", "Midden (geregeld, op meer punten tegelijk)")
    _go_on(page)


def _decide_otherwise(page: Page) -> None:
    page.get_by_role("link", name="Naar het besluit").click()
    page.get_by_label("Anders toekennen").check()
    page.get_by_label("Toe te kennen uren").fill("42:30")
    page.get_by_label("Reden om af te wijken").select_option("workplace")
    page.get_by_label("Toelichting").fill("De werkplek is nieuw ingericht.")
    page.get_by_role("button", name="Bekijk uw besluit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit legt u vast")
    expect(page.get_by_role("main")).to_contain_text("Anders toegekend dan geadviseerd: 42:30 uur")
    page.get_by_role("button", name="Besluit vastleggen").click()


def _record_outcome(page: Page) -> None:
    page.get_by_role("group", name="Hoe staat het met deze baan?").get_by_label(
        "De baan is gestopt"
    ).check()
    page.get_by_label("Laatste dag van deze baan").fill(_day(timezone.localdate()))
    page.get_by_label("Waarom is de baan gestopt?").select_option("not_renewed")
    page.get_by_role("button", name="Uitkomst vastleggen").click()
    expect(page.get_by_role("status")).to_contain_text("De uitkomst is vastgelegd.")
    expect(page.locator("#uitkomst + ol")).to_contain_text("Contract niet verlengd")


def test_a_consultant_decides_otherwise_and_follows_the_job(open_page: Callable[..., Page]) -> None:
    """From an empty worklist to a sealed receipt and an outcome, with the finding beside it."""
    page = open_page()
    expect(page.get_by_text("Hier staat nog niets")).to_be_visible()
    _open_case(page)
    _person(page)
    _work(page)
    _application(page)
    _provider(page)
    expect(_finding(page)).to_contain_text("nog niet bekend")
    _need(page)
    expect(_finding(page)).to_contain_text("voldoet")
    _decide_otherwise(page)
    expect(page.get_by_role("status")).to_contain_text("vastgelegd en verzegeld")
    seal = page.locator(".as-hash code").inner_text()
    assert re.fullmatch(r"[0-9a-f]{64}", seal)
    page.get_by_role("link", name="Opnieuw doorrekenen").click()
    expect(page.get_by_text("Hetzelfde, tot op de letter")).to_be_visible()
    assert page.locator(".as-hash code").all_inner_texts() == [seal, seal]
    page.get_by_role("link", name="Terug naar het besluit").click()
    _record_outcome(page)


def test_the_finding_follows_what_one_types(open_page: Callable[..., Page]) -> None:
    """Without saving, without losing the place or the cursor, and each question is a way to ask."""
    page = open_page()
    _open_case(page)
    _person(page)
    field = page.get_by_label("Uren per week")
    field.fill("8")
    expect(_finding(page)).to_contain_text("Nog niet bekend of de uren genoeg zijn")
    before = page.evaluate("window.scrollY")
    field.fill("24")
    expect(_finding(page)).to_contain_text("24 uur per week; minstens 12 uur is nodig.")
    expect(field).to_be_focused()
    assert page.evaluate("window.scrollY") == before
    _finding(page).get_by_text("Wie begeleidt:").click()
    field.fill("8")
    expect(_finding(page)).to_contain_text("Nog niet bekend of de uren genoeg zijn")
    expect(_finding(page).get_by_text("De vorm van de begeleiding is nog niet")).to_be_visible()
    _finding(page).get_by_role("link", name="Groei naar de grens").first.click()
    page.wait_for_url("**/werk/#id_growth_expected")
    page.goto(page.url.split("#")[0])
    expect(page.get_by_label("Uren per week")).to_have_value("")


def test_the_whole_journey_works_without_script(open_page: Callable[..., Page]) -> None:
    """htmx makes it nicer and nothing else."""
    page = open_page(java_script_enabled=False)
    _open_case(page)
    for step in (_person, _work, _application, _provider, _need):
        step(page)
    _decide_otherwise(page)
    expect(page.locator(".as-hash code")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))
    _record_outcome(page)


def test_a_case_is_decided_with_the_keyboard_alone(open_page: Callable[..., Page]) -> None:
    """Tab, space, arrows and enter reach everything, and the focus can always be seen."""
    page = open_page()
    _open_case(page)
    for step in (_person, _work, _application, _provider):
        step(page)
    keys = page.keyboard
    _tab_to(page, page.get_by_role("radio", name="Nog niet bekend"))
    for _ in range(2):
        keys.press("ArrowUp")
    expect(page.get_by_label("Midden (geregeld")).to_be_checked()
    _tab_to(page, page.get_by_role("button", name="Opslaan en verder"))
    keys.press("Enter")
    _tab_to(page, page.get_by_role("link", name="Naar het besluit"))
    keys.press("Enter")
    _tab_to(page, page.get_by_role("radio").first)
    keys.press("Space")
    _tab_to(page, page.get_by_role("button", name="Bekijk uw besluit"))
    keys.press("Enter")
    _tab_to(page, page.get_by_role("button", name="Besluit vastleggen"))
    keys.press("Enter")
    expect(page.locator(".as-verdict")).to_contain_text("Toegekend zoals geadviseerd")


def _tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, and see that the focus shows."""
    for _ in range(90):
        if target.evaluate("e => e === document.activeElement"):
            outline = target.evaluate("e => getComputedStyle(e).outlineStyle")
            shadow = target.evaluate("e => getComputedStyle(e).boxShadow")
            assert outline != "none" or shadow != "none", "the focus cannot be seen"
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {target}")


def test_the_pages_break_no_rule_of_wcag(open_page: Callable[..., Page]) -> None:
    """Every page of the work, in every state, with everything open: phone, laptop, dark."""
    page = open_page()
    found: list[str] = problems(page)
    page.get_by_role("link", name="Casus openen").click()
    page.get_by_role("button", name="Casus openen").click()
    found += problems(page)
    page.get_by_label("Uw eigen kenmerk van deze klant").fill("K-2207")
    page.get_by_role("button", name="Casus openen").click()
    found += problems(page)
    _person(page)
    page.get_by_label("Uren per week").fill("veel")
    _go_on(page)
    found += problems(page)
    _work(page)
    found += problems(page)
    for step in (_application, _provider, _need):
        step(page)
    found += problems(page)
    case = page.url.removesuffix("controleren/")
    for path in ("", "besluiten/", "intrekken/"):
        page.goto(f"{case}{path}")
        found += problems(page)
    page.goto(f"{case}besluiten/")
    page.get_by_label("Anders toekennen").check()
    page.get_by_role("button", name="Bekijk uw besluit").click()
    found += problems(page)
    page.goto(f"{case}controleren/")
    _decide_otherwise(page)
    found += problems(page)
    page.get_by_label("De baan is gestopt").check()
    page.get_by_role("button", name="Uitkomst vastleggen").click()
    found += problems(page)
    for path in ("besluit/doorrekenen/", "elders/", "afsluiten/"):
        page.goto(f"{case}{path}")
        found += problems(page)
    page.goto(re.sub(r"werkvoorraad/.*", "werkvoorraad/inlezen/", page.url))
    page.get_by_label("Bestand van Excel of CSV").set_input_files(
        {"name": "casussen.csv", "mimeType": "text/csv", "buffer": b"kenmerk;elders\nA;1\n"}
    )
    page.get_by_role("button", name="Bekijk wat dit bestand doet").click()
    found += problems(page)
    page.goto(re.sub(r"werkvoorraad/.*", "werkvoorraad/inlezen/", page.url))
    page.get_by_label("Bestand van Excel of CSV").set_input_files(
        {"name": "casussen.csv", "mimeType": "text/csv", "buffer": GOOD_FILE}
    )
    page.get_by_role("button", name="Bekijk wat dit bestand doet").click()
    found += problems(page)
    page.get_by_role("button", name="1 rij inlezen").click()
    found += problems(page)
    assert found == []
