"""What every test can ask for: tenants with a real database, and a real Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from console import chromium

pytest_plugins = ["tests.tenant_fixtures"]

_SAFE_ALONE = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a Chromium for the journeys; without one the test fails and says how to get it."""
    program = chromium.find()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(program), args=[*_SAFE_ALONE])
        yield started
        started.close()
