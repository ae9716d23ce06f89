"""How far long work is, told to whoever listens in this thread; to nobody otherwise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

READING, WRITING = "reading", "writing"

Listener = Callable[[str, int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Have `listener` hear of all work inside: its phase, how much is done, and of how much."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(phase: str, *, done: int, total: int) -> None:
    """Say how far a phase is."""
    listener = _listener.get()
    if listener is not None:
        listener(phase, done, total)
