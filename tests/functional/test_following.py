"""Following a case with the keyboard alone: what asks for attention, the log, an evaluation."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from assessments.actions import decide, open_case, save_facts
from assessments.choices import AsAdvised
from assessments.plans.actions import put_goal
from assessments.plans.rules import GoalValues
from tenants import context
from tests.assessment_fixtures import complete_facts
from tests.functional.axe import problems
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser
TODAY = timezone.localdate()
BEGUN = ("employment_start", "contract_start", "support_start", "received_on")


def _decided(user: User) -> str:
    """A case with support since 200 days, a goal, and a contract that ends in sixty."""
    facts = complete_facts(
        **dict.fromkeys(BEGUN, TODAY - timedelta(days=200)),
        contract_end=TODAY + timedelta(days=60),
    )
    case = open_case(actor=user, client_reference="K-2215")
    case = save_facts(actor=user, case_id=case.id, revision=case.revision, facts=facts)
    goal = GoalValues(
        horizon="short", scope="current_job", specific="Komt op tijd", action="Reis oefenen",
        measured_by="Vier weken lang", by_when=TODAY, minutes=600, activities=("train",),
    )  # fmt: skip
    put_goal(actor=user, case_id=case.id, seen=0, values=goal)
    decide(actor=user, case_id=case.id, revision=case.revision + 1, choice=AsAdvised())
    return case.number


@pytest.fixture
def attention_page(
    port: int, two_tenants: TwoTenants, make_user: Callable[..., User], page_of: Callable[..., Page]
) -> Callable[..., Page]:
    """The list of what asks for attention, of a consultant with one case."""

    def opened(**given: object) -> Page:
        tenant = two_tenants.first
        user = make_user(tenant, "consultant")
        with context.inside(tenant.schema_name):
            _decided(user)
        home = f"http://{tenant.host}:{port}"
        page = page_of(user, home, **given)
        page.goto(f"{home}/werkvoorraad/aandacht/")
        return page

    return opened


def _press(place: Locator, key: str = "Enter") -> None:
    """Go to a control as somebody without a mouse does, and press a key on it."""
    place.focus()
    place.press(key)


def _type(place: Locator, text: str) -> None:
    place.focus()
    place.press("ControlOrMeta+a")
    place.press_sequentially(text)


def test_from_the_list_to_the_log_and_an_evaluation_by_keyboard(
    attention_page: Callable[..., Page],
) -> None:
    """Without script as well: what is asked is recorded, the hours add up, one signal is left."""
    page = attention_page(java_script_enabled=False)
    rows = page.get_by_role("row").filter(has_text="K-2215")
    expect(rows.get_by_role("listitem")).to_have_count(4)  # evaluation, report, contract, job
    expect(rows.get_by_role("listitem").first).to_contain_text("te laat")
    _press(page.get_by_role("link", name="De evaluatie van"))
    _press(page.get_by_label("Doorgaan zoals het is"), "Space")
    _press(page.get_by_label("Doet het werk zelf, met hulp elke week"), "Space")
    goal = page.get_by_label("Komt op tijd")
    goal.focus()
    goal.press_sequentially("deels")  # a list takes what is typed, as every browser has it
    _press(page.get_by_role("button", name="Evaluatie vastleggen"))
    expect(page.get_by_text("3/5: Doet het werk zelf, met hulp elke week")).to_be_visible()
    expect(page.get_by_role("row", name="Komt op tijd")).to_contain_text("deels gehaald")
    _press(page.get_by_role("link", name="Logboek"))
    _type(page.get_by_role("textbox", name="Uren"), "1:30")
    _press(page.get_by_label("inwerken en trainen"), "Space")
    _press(page.get_by_role("button", name="In het logboek zetten"))
    expect(page.get_by_text("In het logboek gezet.")).to_be_visible()
    expect(page.get_by_text(": 1:30 uur van")).to_be_visible()
    _press(page.get_by_role("link", name="Werkvoorraad").first)
    _press(page.get_by_role("link", name="Wat aandacht vraagt"))
    expect(rows.get_by_role("listitem")).to_have_count(2)
    _press(page.get_by_role("link", name="Is de baan er nog?"))
    _press(page.get_by_label("Werkt nog in deze baan"), "Space")
    _press(page.get_by_role("button", name="Uitkomst vastleggen"))
    expect(page.get_by_text("De uitkomst is vastgelegd.")).to_be_visible()
    _press(page.get_by_role("link", name="Werkvoorraad").first)
    _press(page.get_by_role("link", name="Wat aandacht vraagt"))
    expect(rows.get_by_role("listitem")).to_have_count(1)
    expect(rows.get_by_role("listitem")).to_contain_text("Het contract eindigt op")


def test_the_pages_of_following_keep_to_wcag(attention_page: Callable[..., Page]) -> None:
    """The list, the overview and its forms on a phone: no rule is broken, nothing spills."""
    page = attention_page(viewport={"width": 390, "height": 900})
    found = problems(page)
    page.get_by_role("link", name="Het contract eindigt op").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Begeleiding")
    here = page.url
    for place in ("", "logboek/", "evaluatie/", "werk/", "jobcoach/"):
        page.goto(f"{here}{place}")
        found += problems(page)
    assert found == []
