"""What every test can ask for: tenants with a real database, and a real Chromium."""

import gc
from collections.abc import Iterator
from datetime import date, datetime, tzinfo

import pytest
from django.template.base import Template
from django.template.context import Context
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone, translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from console import chromium

# A busy machine makes no property false, and every run draws the same: a run that fails says
# something of what was changed. `--hypothesis-profile=search` looks for what nobody drew before.
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("meetlat", settings.get_profile("search"), derandomize=True)
settings.load_profile("meetlat")

pytest_plugins = ["tests.tenant_fixtures", "tests.benchmark_fixtures"]

JOURNEYS = "tests/functional/"
_SAFE_ALONE = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


class JourneysTogether(LoadFileScheduling):
    """Keep the tests of a file with one worker, and all journeys with one.

    Two browsers at once take longer on two cores than one after the other.
    """

    def _split_scope(self, nodeid: str) -> str:
        is_journey = nodeid.startswith(JOURNEYS)
        return "journeys" if is_journey else str(super()._split_scope(nodeid))


def pytest_configure(config: pytest.Config) -> None:
    """Have all of a run be of the day on which it began: it may well go on past midnight.

    Modules of tests work out their days when they are read. Moments stay what they are.
    """
    day, real = timezone.localdate(), timezone.localdate

    def of_one_day(value: datetime | None = None, timezone: tzinfo | None = None) -> date:
        return day if value is None else real(value, timezone)

    patch = pytest.MonkeyPatch()
    patch.setattr(timezone, "localdate", of_one_day)
    config.add_cleanup(patch.undo)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the journeys: they take longest, and one worker walks them all."""
    items.sort(key=lambda item: not item.nodeid.startswith(JOURNEYS))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for rubbish less often, and not among what stays: it took a tenth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> JourneysTogether:
    """Say which worker gets which tests, in the order of collection."""
    return JourneysTogether(config, log)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Make the test database, also for a run of nothing but journeys; one for each worker.

    pytest-django's own makes it only if some test has the mark `django_db`.
    """
    with django_db_blocker.unblock():
        made = setup_databases(
            0,
            interactive=False,
            aliases={"default"},
            serialized_aliases=(),
            keepdb=django_db_keepdb,
        )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, 0)


@pytest.fixture(scope="session", autouse=True)
def _templates_as_in_production(django_test_environment: None) -> None:
    """Pages are made without Django's record of every part of them, an eighth of all the time.

    So there is no `response.context`: tests read what people read. Django itself puts it back.
    """
    Template._render = _rendered


def _rendered(template: Template, context: Context) -> str:
    return template.nodelist.render(context)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A page that was asked for in English leaves its language behind in the thread."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a Chromium for the journeys; without one the test fails and says how to get it."""
    program = chromium.find()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would refuse the database beside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=str(program), args=[*_SAFE_ALONE])
        yield started
        started.close()
