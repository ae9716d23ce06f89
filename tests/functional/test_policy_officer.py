"""The policy officer in a real browser: a draft beside the live version, checked by another."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from policy_profiles import actions, queries
from policy_profiles.drafts import actions as making
from policy_profiles.models import ProfileDraft, ProfilePeriod, ProfileVersion, VersionReturn
from policy_profiles.register.models import PublishedProfile
from rulebook.profiles import BASELINE
from tenants import context
from tests.functional.axe import problems
from tests.integration.policy_profiles.drafting import WHY, entry
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser

MONTHS = "contract.minimum_months"
Opener = Callable[..., Page]


@pytest.fixture
def schema(two_tenants: TwoTenants, port: int) -> Iterator[str]:
    """Eikenberg's schema; versions and drafts that the test makes are removed afterwards."""
    schema_name = two_tenants.first.schema_name
    with context.inside(schema_name):
        before = set(ProfilePeriod.objects.filter(known_to=None).values_list("pk", flat=True))
        versions = set(ProfileVersion.objects.values_list("pk", flat=True))
    yield schema_name
    with context.as_owner(schema_name):
        for model in (ProfileDraft, VersionReturn):
            model.objects.all().delete()
        ProfilePeriod.objects.exclude(pk__in=before).delete()
        ProfilePeriod.objects.filter(pk__in=before).update(known_to=None)
        ProfileVersion.objects.exclude(pk__in=versions).delete()
    with context.as_owner():
        register = PublishedProfile.objects.filter(schema_name=schema_name)
        register.exclude(pk__in=before).delete()
        register.filter(pk__in=before).update(known_to=None)


@pytest.fixture
def people(schema: str, two_tenants: TwoTenants, make_user: Callable[..., User]) -> list[User]:
    """Two policy officers of Eikenberg."""
    return [make_user(two_tenants.first, "policy_officer", password=PASSWORD) for _ in range(2)]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def opened(request: pytest.FixtureRequest, browser: Browser, port: int) -> Iterator[Opener]:
    """Open a page as somebody: opened(user, "/beleid/")."""
    windows = []

    def open_as(user: User, path: str) -> Page:
        window = browser.new_context(
            base_url=f"http://eikenberg.localhost:{port}",
            java_script_enabled=request.param,
            locale="nl-NL",
            viewport={"width": 1366, "height": 900},
        )
        windows.append(window)
        page = window.new_page()
        page.goto(f"/aanmelden/?next={path}")
        page.get_by_label("E-mailadres").fill(user.email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
        return page

    yield open_as
    for window in windows:
        window.close()


def _offered(schema: str, maker: User, *, planned_from: date) -> UUID:
    with context.inside(schema):
        draft = making.start_draft(
            actor=maker, title="Beleid 2040", base=BASELINE, planned_from=planned_from
        )
        making.set_value(
            actor=maker, draft_id=draft, revision=1, parameter=MONTHS, entry=entry(9, why=WHY)
        )
        return making.offer_draft(actor=maker, draft_id=draft, revision=2)


def _title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_draft_is_prepared_while_the_live_version_works(
    opened: Opener, people: list[User], schema: str
) -> None:
    """From the policy page to a draft in review, one value and its reason on the way."""
    maker = people[0]
    page = opened(maker, "/beleid/")
    page.get_by_role("link", name="Nieuw beleid voorbereiden").click()
    page.get_by_role("link", name="Nieuw concept").click()
    page.get_by_label("Naam van de nieuwe versie").fill("Beleid 2040")
    page.get_by_label("Leeg, op basis van: UWV-basis").check()
    page.get_by_label("Gaat in op").fill("2040-01-01")
    page.get_by_role("button", name="Begin het concept").click()
    _title(page, "Beleid 2040")
    page.locator("#contract-minimum-months").get_by_role("link", name="Wijzig").click()
    _title(page, "Contract duurt minstens")
    page.locator("#id_waarde").fill("negen")
    page.get_by_role("button", name="Waarde bewaren").click()
    expect(page.locator(".ml-problems")).to_contain_text("Vul een heel getal in.")
    expect(page.locator("#id_waarde")).to_have_value("negen")
    page.locator("#id_waarde").fill("9")
    page.get_by_label("Naam van uw regeling").fill("Beleidsregel 2040")
    page.get_by_label("Vastgesteld op").fill("2026-01-05")
    page.get_by_label("Reden", exact=True).select_option("budget")
    page.get_by_label("Eigenaar").fill("afdeling Beleid")
    page.get_by_label("Opnieuw bekijken vóór").fill("2039-01-01")
    page.get_by_role("button", name="Waarde bewaren").click()
    changed = page.locator("#contract-minimum-months")
    expect(changed.locator("ins")).to_contain_text("9 maanden")
    expect(changed).to_contain_text("Beschikbaar budget")
    page.get_by_role("link", name="Naar controle").click()
    page.get_by_role("button", name="Aanbieden ter controle").click()
    _title(page, "Ter controle: Beleid 2040")
    with context.inside(schema):
        today = queries.profile_on(on=timezone.localdate())
        assert today.profile[MONTHS].value != 9


def test_the_maker_waits_and_a_colleague_publishes_for_a_day_to_come(
    opened: Opener, people: list[User], schema: str
) -> None:
    """Four eyes: the maker has no button; the colleague confirms the examples and publishes."""
    maker, checker = people
    version = _offered(schema, maker, planned_from=date(2040, 1, 1))
    page = opened(maker, f"/beleid/versies/{version}/")
    expect(page.get_by_role("button", name="Versie publiceren")).to_have_count(0)
    page = opened(checker, f"/beleid/versies/{version}/")
    page.get_by_role("button", name="Versie publiceren").click()
    expect(page.locator(".ml-problems")).to_contain_text("Bevestig dat dit bedoeld is")
    page.get_by_label("Ik heb gezien").check()
    page.get_by_role("button", name="Versie publiceren").click()
    _title(page, "Versie Beleid 2040")
    with context.inside(schema):
        assert queries.profile_on(on=date(2040, 1, 1)).version_id == version
        assert queries.profile_on(on=date(2039, 12, 31)).version_id != version


def test_a_version_is_withdrawn_with_retroactive_effect(
    opened: Opener, people: list[User], schema: str
) -> None:
    """The page says what it touches; what held before holds again."""
    maker, checker = people
    today = timezone.localdate()
    version = _offered(schema, maker, planned_from=today)
    with context.inside(schema):
        before = queries.profile_on(on=today).version_id
        actions.publish(actor=checker, version_id=version, valid_from=today, succeeds=True)
    page = opened(checker, f"/beleid/versies/{version}/")
    page.get_by_role("link", name="Intrekken").click()
    expect(page.get_by_role("main")).to_contain_text("Onder deze versie is geen besluit genomen.")
    page.get_by_label("Uitspraak van de rechter").check()
    page.get_by_role("button", name="Versie intrekken").click()
    expect(page.get_by_role("main")).to_contain_text("Ingetrokken.")
    with context.inside(schema):
        assert queries.profile_on(on=today).version_id == before


def test_one_cell_is_changed_with_the_keyboard_alone(
    opened: Opener, people: list[User], schema: str
) -> None:
    """Tab to the link, into the table, to the button: no pointer."""
    maker = people[0]
    with context.inside(schema):
        draft = making.start_draft(actor=maker, title="Beleid 2040", base=BASELINE)
    page = opened(maker, f"/beleid/concepten/{draft}/?zoek=regime&toon=")
    link = page.locator("#intensity-table-long").get_by_role("link", name="Wijzig")
    link.focus()
    page.keyboard.press("Enter")
    page.locator("#id_cel__light__year_1").focus()
    page.keyboard.type("12,5")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "cel__light__year_2"
    for label, text in (("Naam van uw regeling", "Regel 1"), ("Vastgesteld op", "")):
        field = page.get_by_label(label)
        field.focus()
        if text:
            page.keyboard.type(text)
        else:
            field.fill("2026-01-05")  # how days are typed is the browser's own
    page.keyboard.press("Enter")
    expect(page.locator("#intensity-table-long ins")).to_contain_text("12,5 %")
    with context.inside(schema):
        assert ProfileDraft.objects.get(pk=draft).values["intensity.table_long"]["cells"] == {
            "light": {"year_1": 1250}
        }


def test_the_pages_break_no_rule_of_wcag(
    browser: Browser, port: int, people: list[User], schema: str
) -> None:
    """On a phone in the dark and on a laptop, with problems on the page as well."""
    maker, checker = people
    version = _offered(schema, maker, planned_from=timezone.localdate())
    with context.inside(schema):
        draft = making.start_draft(actor=checker, title="Ander beleid")
    window = browser.new_context(base_url=f"http://eikenberg.localhost:{port}", locale="nl-NL")
    page = window.new_page()
    page.goto("/aanmelden/?next=/beleid/")
    page.get_by_label("E-mailadres").fill(checker.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    found = problems(page)
    for path in (
        "concepten/",
        "concepten/nieuw/",
        f"concepten/{draft}/?zoek=uren",
        f"concepten/{draft}/intensity.table_long/",
        f"concepten/{draft}/contract.excluded_forms/",
        f"concepten/{draft}/aanbieden/",
        "versies/",
        f"versies/{version}/",
        "afwijkingen/",
    ):
        page.goto(f"/beleid/{path}")
        found += problems(page)
    page.goto(f"/beleid/concepten/{draft}/{MONTHS}/")
    page.locator("#id_waarde").fill("veel")
    page.get_by_role("button", name="Waarde bewaren").click()
    found += problems(page)
    window.close()
    assert found == []
