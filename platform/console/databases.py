"""Which database a command or a test run uses: the one of DATABASE_URL, or an embedded one."""

import atexit
import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from config import environment
from console.embedded_postgresql import DATABASE, EmbeddedPostgresql
from console.refusal import Refusal
from console.state_folder import locate

_MOST_TEST_RUNS = 8
#: In the folder with data.
FOLDER_OF_DEMO, FOLDER_OF_TESTS = "postgresql", "postgresql-for-tests"


class TooManyTestRuns(Refusal):
    """Every name for a test database is in use."""

    def __init__(self) -> None:
        super().__init__(
            f"{_MOST_TEST_RUNS} test runs of this checkout are under way. Wait for one to end, "
            "or set STATE_FOLDER to another folder."
        )


def of_the_demo() -> EmbeddedPostgresql:
    """Give the server that keeps the data of the demo."""
    return EmbeddedPostgresql(locate(environment.given("STATE_FOLDER")) / FOLDER_OF_DEMO)


def kept_data_of_the_demo() -> Path | None:
    """Give the folder with what an earlier demo left, from which the next one goes on."""
    folder = of_the_demo().folder
    return folder if (folder / "data" / "PG_VERSION").exists() else None


def of_the_tests() -> EmbeddedPostgresql:
    """Give the server of the tests: a folder of its own, fast, without promise to keep data."""
    folder = locate(environment.given("STATE_FOLDER")) / FOLDER_OF_TESTS
    return EmbeddedPostgresql(folder, throwaway=True)


def provide_for_tests() -> None:
    """Have a database until this process ends, started if DATABASE_URL names none.

    Test runs at the same time get a database each: Django makes `test_` and the name in the URL.

    Raises:
        TooManyTestRuns: more run at the same time than there are names.
    """
    if environment.given("DATABASE_URL"):
        return
    surroundings = contextlib.ExitStack()
    server = of_the_tests()
    url = urlsplit(surroundings.enter_context(server.running()))
    name = surroundings.enter_context(_name_of_ones_own(server))
    environment.provide(DATABASE_URL=url._replace(path=f"/{name}").geturl())
    atexit.register(surroundings.close)


@contextlib.contextmanager
def _name_of_ones_own(server: EmbeddedPostgresql) -> Iterator[str]:
    names = (DATABASE, *(f"{DATABASE}_{number}" for number in range(2, _MOST_TEST_RUNS + 1)))
    for name in names:
        with (server.folder / f"{name}.run").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield name
            return
    raise TooManyTestRuns


@contextlib.contextmanager
def provided_for_the_demo() -> Iterator[None]:
    """Have a database for the block, started if DATABASE_URL names none."""
    if environment.given("DATABASE_URL"):
        yield
        return
    with of_the_demo().running() as url:
        environment.provide(DATABASE_URL=url)
        yield
