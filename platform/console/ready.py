"""Django made ready for a command, on the database that is at hand."""

import contextlib
from collections.abc import Iterator

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from config import environment
from console import databases, demo_keys
from console.refusal import Refusal
from console.state_folder import locate


class DatabaseUnusable(Refusal):
    """The database does not answer, or not to this login."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(f"The database cannot be used. {reason}".strip())


@contextlib.contextmanager
def django_for_a_command() -> Iterator[None]:
    """Have Django and a database for the block.

    With DATABASE_URL: that one, and ENVIRONMENT says as what. Without: the demonstration's.

    Raises:
        DatabaseUnusable: it does not answer, is not prepared, or refuses what was asked.
    """
    if environment.given("DATABASE_URL") or environment.given("ENVIRONMENT"):
        with _repairable():
            _set_up()
            yield
        return
    with django_for_the_demo():
        yield


@contextlib.contextmanager
def django_for_the_demo() -> Iterator[None]:
    """Have Django as the demonstration, with keys of its own and the embedded PostgreSQL.

    Raises:
        DatabaseUnusable: DATABASE_URL names one that does not answer or cannot be used.
    """
    keys = demo_keys.kept_in(locate(environment.given("STATE_FOLDER")))
    environment.provide(ENVIRONMENT="demo", **keys)
    with databases.provided_for_the_demo(), _repairable():
        _set_up()
        yield


@contextlib.contextmanager
def _repairable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, ImproperlyConfigured) as reason:
        raise DatabaseUnusable(reason) from reason


def _set_up() -> None:
    name = environment.current().name
    environment.provide(DJANGO_SETTINGS_MODULE=f"config.settings.{name}")
    django.setup()
