"""Every page that can be opened without naming a thing: no rule of WCAG broken, nothing spilled."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page

from accounts.models import User
from tenants.queries import TenantRow
from tests.functional.axe import LAPTOP, PHONE, problems, spills_sideways
from tests.tenant_fixtures import PASSWORD, TwoTenants

pytestmark = pytest.mark.browser

TENANT_ROLES = ("consultant", "policy_officer", "analyst", "tenant_admin")
PLATFORM_ROLES = ("platform_admin", "platform_analyst")
#: What is no page: answers for machines, and files to keep.
NO_PAGE = (
    "api/", "graphql", "health", "csv", "json", "yaml", "atom", "pdf", "xlsx",
    "afmelden", "taal", "i18n",
)  # fmt: skip


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif "<" not in route and not any(part in route for part in NO_PAGE):
            yield route


def _signed_in(browser: Browser, home: str, user: User) -> Page:
    page = browser.new_context(locale="nl-NL").new_page()
    page.goto(f"{home}/aanmelden/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    return page


def _problems_on(page: Page, home: str, routes: list[str]) -> list[str]:
    found: list[str] = []
    seen: set[str] = set()
    for route in routes:
        # In turn, because the journeys look at theirs on both; nothing spills on either.
        here, other = (PHONE, LAPTOP) if len(seen) % 2 else (LAPTOP, PHONE)
        page.set_viewport_size({"width": other[0], "height": 900})
        answer = page.goto(f"{home}/{route}")
        if page.url in seen:  # an address that leads on to another page
            continue
        seen.add(page.url)
        if answer is None or answer.status == 405:  # only to send something to
            continue
        assert answer.status == 200, f"{route} answers {answer.status}"
        found += [f"{page.url} is wider than {other[0]}"] if spills_sideways(page) else []
        found += problems(page, on=here)
    return found


def _tenant_home(tenant: TenantRow, port: int) -> str:
    return f"http://{tenant.host}:{port}"


def test_every_page_of_an_organisation(
    browser: Browser, port: int, two_tenants: TwoTenants, make_user: Callable[..., User]
) -> None:
    """One person with every role walks every address that needs no number."""
    routes = sorted(set(_routes(get_resolver("config.urls").url_patterns)))
    assert {"werkvoorraad/", "beleid/", "vergelijken/tabel/", "beheer/gebruikers/"} <= set(routes)
    user = make_user(two_tenants.first, *TENANT_ROLES, password=PASSWORD)
    home = _tenant_home(two_tenants.first, port)
    page = _signed_in(browser, home, user)
    assert _problems_on(page, home, routes) == []


def test_every_page_of_the_platform(
    browser: Browser, port: int, make_user: Callable[..., User]
) -> None:
    """The platform's own people, on the public host; what both hosts have was looked at above."""
    of_organisations = set(_routes(get_resolver("config.urls").url_patterns)) - {""}
    routes = sorted(
        set(_routes(get_resolver("config.urls_public").url_patterns)) - of_organisations
    )
    assert {"", "profielen/", "beheer/basis/"} <= set(routes)
    home = f"http://localhost:{port}"
    page = _signed_in(browser, home, make_user(None, *PLATFORM_ROLES, password=PASSWORD))
    assert _problems_on(page, home, routes) == []
