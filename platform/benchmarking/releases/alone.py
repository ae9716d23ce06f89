"""Making or deciding on a release alone, from one moment: nobody beside it, and nothing between."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

_LOCK: Final = 0x6D72_656C  # “mrel”: a lock of the connection, so that it dies with who holds it


class OneIsBeingMade(Exception):
    """Two releases at once would each not be held against the other."""

    def __init__(self) -> None:
        super().__init__("A release is being made or decided on: try again when that is done.")


@contextmanager
def alone() -> Iterator[None]:
    """Do something with releases that nobody does at the same moment.

    Raises:
        OneIsBeingMade: somebody is at it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        (is_alone,) = cursor.fetchone()
    if not is_alone:
        raise OneIsBeingMade
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Read everything as it stands at one moment, and write all of it or nothing.

    Inside a transaction that is open already it is that one's business what is read.
    """
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
