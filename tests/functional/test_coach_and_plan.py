"""From the register to a talk in a real browser: who coaches, the plan, the agreements."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from assessments.actions import open_case, save_facts
from coaches import actions as register
from coaches.models import CoachOrganisation
from tenants import context
from tests.assessment_fixtures import complete_facts
from tests.functional.axe import problems
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser
NOT_KNOWN = dict.fromkeys(
    ("support_form", "provider_recognition", "coach_level", "coach_trained",
     "coach_direct_colleague")
)  # fmt: skip


@pytest.fixture
def case_page(
    port: int, two_tenants: TwoTenants, make_user: Callable[..., User], page_of: Callable[..., Page]
) -> Callable[..., Page]:
    """The page of a case of which only the provider is not known yet, beside a filled register."""

    def opened(**given: object) -> Page:
        tenant = two_tenants.first
        user = make_user(tenant, "consultant")
        with context.inside(tenant.schema_name):
            _fill_register(user)
            case = open_case(actor=user, client_reference="K-2209")
            save_facts(actor=user, case_id=case.id, revision=1, facts=complete_facts(**NOT_KNOWN))
        home = f"http://{tenant.host}:{port}"
        page = page_of(user, home, **given)
        page.goto(f"{home}/werkvoorraad/{case.number}/begeleider/")
        return page

    return opened


def _fill_register(user: User) -> None:
    for name, specialism in (("De Opstap", "autism"), ("Bakboord", "hearing")):
        made = register.add_organisation(
            actor=user, values={"name": name, "specialisms": [specialism]}
        )
        register.add_coach(
            actor=user, values={"name": f"Coach van {name}", "level": "hbo"}, organisation_id=made
        )
        register.add_proof(
            actor=user, model=CoachOrganisation, entry_id=made, kind="uwv", issuer="UWV",
            valid_from=timezone.localdate() - timedelta(days=400),
            valid_until=timezone.localdate() + timedelta(days=50),
        )  # fmt: skip


def _choose(page: Page) -> None:
    page.get_by_role("link", name="Kies uit het register").click()
    page.get_by_label("Specialisme").select_option("autism")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("group", name="Bakboord")).to_have_count(0)
    page.get_by_label("Coach van De Opstap").check()


def _add_goal(page: Page, goal: str, hours: str) -> None:
    page.get_by_role("link", name="Doel toevoegen").click()
    page.get_by_label("Doel", exact=True).fill(goal)
    page.get_by_label("Waaraan is te zien").fill("Drie weken achter elkaar")
    page.get_by_label("Aanpak").fill("Samen oefenen op de werkvloer")
    page.get_by_label("Uiterlijk").fill(f"{timezone.localdate() + timedelta(days=90):%d-%m-%Y}")
    page.get_by_label("Uren voor dit doel").fill(hours)
    page.get_by_label("inwerken en trainen").check()
    page.get_by_role("button", name="Doel opslaan").click()


def test_choose_a_coach_make_a_plan_and_agree_at_a_talk(case_page: Callable[..., Page]) -> None:
    """Without script: facts are filled in with their source, hours add up, agreements are kept."""
    page = case_page(java_script_enabled=False)
    _choose(page)
    page.get_by_role("button", name="Deze keuze invullen").click()
    expect(page.get_by_label("Hbo-niveau of hoger")).to_be_checked()
    expect(page.get_by_text("Uit het register", exact=True)).to_have_count(4)
    expect(page.get_by_text("Dit verloopt binnenkort of tijdens de begeleiding")).to_be_visible()
    page.goto(page.url.replace("begeleider/", "plan/"))
    _add_goal(page, "Werkt de ochtendlijst zelf af", "10")
    _add_goal(page, "Vraagt zelf om hulp", "2:30")
    expect(page.get_by_text("De doelen vragen samen 12:30 uur.")).to_be_visible()
    page.goto(page.url.replace("plan/", "gesprekken/nieuw/"))
    page.get_by_label("Verslag").fill("Iedereen is tevreden.")
    page.get_by_role("button", name="Gesprek vastleggen").click()
    page.get_by_label("Doet wat").fill("Zet een kruk bij de kassa")
    page.get_by_label("Uiterlijk").fill(f"{timezone.localdate() + timedelta(days=9):%d-%m-%Y}")
    page.get_by_role("button", name="Afspraak toevoegen").click()
    page.get_by_role("button", name="Gedaan", exact=True).click()
    expect(page.get_by_text("gedaan op")).to_be_visible()


def test_the_pages_of_coach_and_plan_keep_to_wcag(case_page: Callable[..., Page]) -> None:
    """Choosing, the check beside the step, a plan with a goal, and a talk: no rule is broken."""
    page = case_page(viewport={"width": 390, "height": 900})
    _choose(page)
    found = problems(page)
    page.get_by_role("button", name="Deze keuze invullen").click()
    found += problems(page)
    page.goto(page.url.replace("begeleider/", "plan/"))
    _add_goal(page, "Werkt de ochtendlijst zelf af", "10")
    found += problems(page)
    page.goto(page.url.replace("plan/", "gesprekken/nieuw/"))
    page.get_by_role("button", name="Gesprek vastleggen").click()
    found += problems(page)
    assert found == []
