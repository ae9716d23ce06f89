"""Django made ready for a command, on the database that is at hand."""

import contextlib
from collections.abc import Iterator

import django

from config import environment
from console import databases, demo_keys
from console.state_folder import locate


@contextlib.contextmanager
def django_for_a_command() -> Iterator[None]:
    """Have Django and a database for the block.

    With DATABASE_URL: that one, and ENVIRONMENT says as what. Without: the demonstration's.
    """
    if not environment.given("DATABASE_URL") and not environment.given("ENVIRONMENT"):
        with django_for_the_demo():
            yield
        return
    _set_up()
    yield


@contextlib.contextmanager
def django_for_the_demo() -> Iterator[None]:
    """Have Django as the demonstration, with keys of its own and the embedded PostgreSQL."""
    environment.provide(ENVIRONMENT="demo", **demo_keys.kept_in(locate(_state())))
    with databases.provided_for_the_demo():
        _set_up()
        yield


def _state() -> str:
    return environment.given("STATE_FOLDER")


def _set_up() -> None:
    name = environment.current().name
    environment.provide(DJANGO_SETTINGS_MODULE=f"config.settings.{name}")
    django.setup()
