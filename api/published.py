"""The published profiles as they hold today, by the code that stands in addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

from policy_profiles.register.queries import PublishedRow, published_profiles


class NotPublished(LookupError):
    """Nobody has a published profile under this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No profile is published under {code!r}; the list of profiles has them.")
        self.code = code


_kept: ContextVar[list[PublishedRow] | None] = ContextVar("published_profiles", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Inside the block the register is read once, by whoever asks first: for one request."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def published() -> list[PublishedRow]:
    """Every published profile, the UWV baseline first."""
    kept = _kept.get()
    if kept:
        return list(kept)
    rows = published_profiles(on=timezone.localdate())
    if kept is not None:
        kept.extend(rows)
    return rows


def published_by_code(code: str) -> PublishedRow:
    """One published profile.

    Raises:
        NotPublished: there is none under this code.
    """
    for row in published():
        if row.code == code:
            return row
    raise NotPublished(code)
