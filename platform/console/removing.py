"""What removing a database takes away: its data, and of the demonstration what goes with them."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config import environment
from console import databases, demo_keys, demo_lock
from console.state_folder import locate

_PATIENCE = 1.0  # seconds; a demonstration that is just ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Removable:
    """What is there to remove in the folder with data; no `paths` where there is nothing."""

    folder: Path
    paths: tuple[Path, ...]
    for_tests: bool

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Be sure for the block that no demonstration uses the data.

        Raises:
            DemoRunsAlready: one does.
        """
        if self.for_tests:
            yield
            return
        with demo_lock.alone(self.folder, patience=_PATIENCE):
            yield

    def remove(self) -> None:
        """Stop the server and remove it all."""
        server = databases.of_the_tests() if self.for_tests else databases.of_the_demo()
        server.remove()
        for path in self.paths:
            if path != server.folder:
                path.unlink(missing_ok=True)
        if not self.for_tests:  # which we hold, and made where there was none
            (self.folder / demo_lock.NAME).unlink(missing_ok=True)


def removable(*, for_tests: bool) -> Removable:
    """Give what there is of the tests, or of the demonstration.

    With DATABASE_URL the keys stay: they are those of a demonstration whose data are elsewhere.
    """
    folder = locate(environment.given("STATE_FOLDER"))
    names = [databases.FOLDER_OF_TESTS] if for_tests else [databases.FOLDER_OF_DEMO]
    if not for_tests and not environment.given("DATABASE_URL"):
        names += [demo_keys.NAME, demo_lock.NAME]
    found = [folder / name for name in names]
    return Removable(
        folder=folder, paths=tuple(path for path in found if path.exists()), for_tests=for_tests
    )
