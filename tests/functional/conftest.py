"""What the journeys share: the whole site, answering on one port for every host name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

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


@pytest.fixture(autouse=True)
def _no_page_left_open(browser: Browser) -> Iterator[None]:
    """A page that stays open goes on drawing, and slows down every test after it."""
    yield
    for context in browser.contexts:
        context.close()
