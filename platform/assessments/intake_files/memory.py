"""Python's search for cycles, made rarer while many rows are in memory that have none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

_SELDOM: Final = (100_000, 50, 100)


@dataclass(slots=True)
class _Searching:
    """How many files are being read in this process, and how often it searched before the first.

    The threshold is one of the whole process. With a file in each of two threads, each putting
    back what it found, the one that began last would leave it as the other had set it.
    """

    files: int = 0
    before: tuple[int, int, int] = (0, 0, 0)
    lock: Lock = field(default_factory=Lock)

    def begin(self) -> None:
        """Search seldom from the first file on."""
        with self.lock:
            if not self.files:
                self.before = gc.get_threshold()
                gc.set_threshold(*_SELDOM)
            self.files += 1

    def end(self) -> None:
        """Search as before once the last file is through."""
        with self.lock:
            self.files -= 1
            if not self.files:
                gc.set_threshold(*self.before)


_searching = _Searching()


@contextmanager
def searched_seldom() -> Iterator[None]:
    """Have the rows of a large file not be searched again and again: a quarter of the time."""
    _searching.begin()
    try:
        yield
    finally:
        _searching.end()
