"""The pytest plugin that has a database ready before Django reads its settings."""

from collections.abc import Generator

import pytest

from config import environment
from console.databases import provide_for_tests


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Provide the database first: pytest-django loads the settings inside this hook."""
    if not environment.given("ENVIRONMENT"):
        environment.provide(ENVIRONMENT="testing")
    provide_for_tests()
    return (yield)
