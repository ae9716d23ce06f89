"""From the distances of a group to a draft with the own part of a proposal, without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tenants import context
from tests.functional.axe import problems
from tests.tenant_fixtures import TwoTenants
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.browser


def test_a_policy_officer_gets_from_distances_to_a_draft_without_script(
    port: int,
    real_commits: TwoTenants,
    make_user: Callable[..., User],
    page_of: Callable[..., Page],
) -> None:
    """Weigh a topic, share the address, look at the proposals, and begin a draft with one."""
    tenant = real_commits.first
    with context.inside(tenant.schema_name):
        decide_cases(60)
    user = make_user(tenant, "policy_officer")
    home = f"http://{tenant.host}:{port}"
    page = page_of(user, home, java_script_enabled=False)
    page.goto(f"{home}/beleid/")
    page.get_by_role("link", name="Harmoniseren").click()
    page.get_by_text("Pas de gewichten aan").click()
    page.get_by_label("Begrippen en vormen").fill("100")
    page.get_by_role("button", name="Toon afstanden").click()
    expect(page).to_have_url(re.compile("gewicht_definitions=100"))
    expect(page.locator("#gewichten summary")).to_contain_text("1 aangepast")
    page.get_by_role("link", name="Wat brengt deze groep het dichtst bij elkaar?").click()
    proposal = page.get_by_role("region", name="Voorstel 1.")
    expect(proposal).to_contain_text("van 60 aanvragen")
    proposal.get_by_label("Naam van de nieuwe versie").fill("Samen met Duinzicht")
    proposal.get_by_role("button", name="Begin een concept hiermee").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Samen met Duinzicht")


def test_the_proposals_break_no_rule_of_wcag(
    port: int,
    real_commits: TwoTenants,
    make_user: Callable[..., User],
    page_of: Callable[..., Page],
) -> None:
    """With own cases worked through; without them it is among the pages that all are looked at."""
    tenant = real_commits.first
    with context.inside(tenant.schema_name):
        decide_cases(60)
    user = make_user(tenant, "policy_officer")
    home = f"http://{tenant.host}:{port}"
    page = page_of(user, home)
    page.goto(f"{home}/beleid/harmoniseren/dichterbij/")
    expect(page.get_by_text("van 60 aanvragen").first).to_be_attached()
    assert problems(page) == []
