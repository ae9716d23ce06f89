"""The lock that one demonstration of a checkout holds while it runs."""

import contextlib
import fcntl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from console.refusal import Refusal
from console.state_folder import make

#: Of the folder with data.
NAME: Final = "demo.lock"


class DemoRunsAlready(Refusal):
    """Another terminal runs the demonstration of this checkout."""

    def __init__(self) -> None:
        super().__init__(
            "The demonstration of this checkout runs already, in another terminal. "
            "Stop it there with Ctrl-C first."
        )


@contextlib.contextmanager
def alone(folder: Path, *, patience: float) -> Iterator[None]:
    """Be the only one for the block that works with the demonstration in a folder.

    Args:
        folder: with its data.
        patience: seconds to wait for another to end.

    Raises:
        DemoRunsAlready: another went on longer.
    """
    make(folder, mode=0o711)
    deadline = time.monotonic() + patience
    with (folder / NAME).open("a") as file:
        while not _lock(file):
            if time.monotonic() > deadline:
                raise DemoRunsAlready
            time.sleep(0.1)
        yield


def _lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
