"""The finding beside the questions, on a laptop with little height."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from assessments.gathering.models import GatheredTopic
from assessments.models import Case
from tenants import context
from tests.functional.axe import violations
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

CORE = "Wat is de kern van het knelpunt?"
#: How much of the panel lies below what can be seen of it.
LEFT = "e => e.scrollHeight - e.clientHeight - e.scrollTop"


@pytest.fixture
def page(
    port: int, two_tenants: TwoTenants, make_user: Callable[..., User], page_of: Callable[..., Page]
) -> Page:
    """The step about the work in a new case, on a screen of 1366 by 768."""
    user = make_user(two_tenants.first, "consultant")
    home = f"http://{two_tenants.first.host}:{port}"
    opened = page_of(user, home, viewport={"width": 1366, "height": 768})
    opened.goto(f"{home}/werkvoorraad/nieuw/")
    opened.get_by_label("Uw eigen kenmerk van deze klant").fill("K-2207")
    opened.get_by_role("button", name="Casus openen").click()
    opened.goto(opened.url.replace("/persoon/", "/werk/"))
    return opened


def test_the_panel_shows_that_it_goes_on_and_scrolls_with_the_keyboard(page: Page) -> None:
    """It is a region with a name and a stop of the keyboard, with a shade at its lower edge."""
    panel = page.get_by_role("region", name="nog niet bekend")
    panel.evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top - 24)")
    assert panel.evaluate(LEFT) > 0
    shade = "e => getComputedStyle(e, '::after').backgroundImage"
    assert "gradient" in panel.evaluate(shade)
    box = panel.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768
    panel.focus()
    page.keyboard.press("End")
    # Never, where the keyboard does not scroll the panel.
    page.wait_for_function(f"e => ({LEFT})(e) < 1", arg=panel.element_handle())
    last = panel.get_by_text("Wie begeleidt:").bounding_box()
    assert last is not None
    blank = box["y"] + box["height"] - (last["y"] + last["height"])
    assert blank >= 40, "the shade lies over the last line of the panel"
    assert violations(page) == []


def test_a_live_answer_leaves_the_panel_where_one_was_reading(page: Page) -> None:
    """What one typed is refused, and the panel says so without going back to its top."""
    panel = page.locator("#bevinding")
    panel.evaluate("e => e.scrollTo(0, 200)")
    page.get_by_label("Uren per week").fill("veel")
    expect(panel).to_contain_text("Eerst te verbeteren: Uren per week")
    assert panel.evaluate("e => e.scrollTop") >= 200
    page.get_by_label("Uren per week").fill("24")
    expect(panel).not_to_contain_text("Eerst te verbeteren")
    page.get_by_label("Uren per week").blur()
    expect(page.locator("#bewaard")).to_contain_text("Bewaard op")
    page.reload()
    expect(page.get_by_label("Uren per week")).to_have_value("24")


def test_what_was_typed_last_is_kept_where_one_leaves_by_a_link(
    page: Page, two_tenants: TwoTenants
) -> None:
    """Nothing of it was sent yet: the page goes away before the field is left."""
    page.get_by_label("Uren per week").fill("24")
    page.evaluate("document.querySelector('.ml-path a').click()")
    page.wait_for_url("**/werkvoorraad/")
    with context.inside(two_tenants.first.schema_name):
        for _ in range(100):
            if Case.objects.filter(facts__weekly_hours=24 * 60).exists():
                break
            page.wait_for_timeout(50)
        assert Case.objects.get().facts["weekly_hours"] == 24 * 60


def test_what_was_typed_last_of_a_topic_is_kept_where_one_leaves_by_a_link(
    page: Page, two_tenants: TwoTenants
) -> None:
    """As of a step: the field is not left, so nothing of it was sent yet."""
    page.goto(re.sub(r"[^/]+/$", "onderzoek/kern/", page.url))
    page.get_by_label(CORE).fill("Het tempo van de ochtend")
    page.evaluate("document.querySelector('.ml-path a').click()")
    page.wait_for_url("**/werkvoorraad/")
    with context.inside(two_tenants.first.schema_name):
        for _ in range(100):
            if GatheredTopic.objects.exists():
                break
            page.wait_for_timeout(50)
    page.go_back()
    page.reload()
    expect(page.get_by_label(CORE)).to_have_value("Het tempo van de ochtend")
