"""What the journeys share: the whole site, answering on one port for every host name."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tenants import context
from tests.tenant_fixtures import TwoTenants


@pytest.fixture(scope="session")
def _server(two_tenants: TwoTenants) -> Iterator[LiveServer]:
    """The server itself; pytest-django's own fixture would flush every table after a test."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def port(_server: LiveServer, real_commits: TwoTenants) -> int:
    """The port of the site: `eikenberg.localhost` is a tenant, `localhost` the public host."""
    return int(_server.thread.port)


@pytest.fixture(scope="module")
def port_of_module(_server: LiveServer, real_commits_of_module: TwoTenants) -> int:
    """The same, for a module that clears away what it wrote once, after its last journey."""
    return int(_server.thread.port)


@pytest.fixture
def page_of(browser: Browser, two_tenants: TwoTenants) -> Callable[..., Page]:
    """Open a window of somebody of Eikenberg: page_of(user, home, java_script_enabled=False).

    Signed in already, without the page of signing in, which other journeys go by.
    """
    tenant, name = two_tenants.first, settings.SESSION_COOKIE_NAME

    def opened(user: User, home: str, **given: object) -> Page:
        signed_in = Client(SERVER_NAME=tenant.host)
        with context.inside(tenant.schema_name):
            signed_in.force_login(user)
        window = browser.new_context(locale="nl-NL", **given)  # type: ignore[arg-type]
        window.add_cookies([{"name": name, "value": signed_in.cookies[name].value, "url": home}])
        return window.new_page()

    return opened


@pytest.fixture(autouse=True)
def _no_page_left_open(browser: Browser) -> Iterator[None]:
    """A page that stays open goes on drawing, and slows down every test after it."""
    yield
    for window in browser.contexts:
        window.close()
