"""Which database a command or a test run uses: the one of DATABASE_URL, or an embedded one."""

import atexit
import contextlib
from collections.abc import Iterator

from config import environment
from console.embedded_postgresql import EmbeddedPostgresql
from console.state_folder import locate


def of_the_demo() -> EmbeddedPostgresql:
    """Give the server that keeps the data of the demo."""
    return EmbeddedPostgresql(locate(environment.given("STATE_FOLDER")) / "postgresql")


def of_the_tests() -> EmbeddedPostgresql:
    """Give the server of the tests: a folder of its own, fast, without promise to keep data."""
    folder = locate(environment.given("STATE_FOLDER")) / "postgresql-for-tests"
    return EmbeddedPostgresql(folder, throwaway=True)


def provide_for_tests() -> None:
    """Have a database until this process ends, started if DATABASE_URL names none."""
    if not environment.given("DATABASE_URL"):
        surroundings = contextlib.ExitStack()
        environment.provide(DATABASE_URL=surroundings.enter_context(of_the_tests().running()))
        atexit.register(surroundings.close)


@contextlib.contextmanager
def provided_for_the_demo() -> Iterator[None]:
    """Have a database for the block, started if DATABASE_URL names none."""
    if environment.given("DATABASE_URL"):
        yield
        return
    with of_the_demo().running() as url:
        environment.provide(DATABASE_URL=url)
        yield
