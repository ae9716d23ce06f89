"""Python's search for cycles, made rarer while many rows are in memory that have none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (100_000, 50, 100)


@contextmanager
def searched_seldom() -> Iterator[None]:
    """Have the rows of a large file not be searched again and again: a quarter of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
