"""What is checked before the first request: that the database keeps our connections apart."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

_ROUNDS = 3


class PooledByTransaction(ImproperlyConfigured):
    """A pooler hands one connection of PostgreSQL to several of ours, with role and path."""

    def __init__(self) -> None:
        super().__init__(
            "DATABASE_URL leads to a pooler in transaction (or statement) mode, where one tenant's "
            "query runs under another tenant's role. Use session mode, or connect directly."
        )


def check_database() -> None:
    """Refuse to serve behind a pooler that mixes tenants; a mighty login is refused as well.

    Raises:
        PooledByTransaction, LoginTooMighty, RoleMissing: this process must not serve anybody.
    """
    first, second = connection.copy(), connection.copy()
    try:
        refuse_shared_backends(first, second)
    finally:
        first.close()
        second.close()


def refuse_shared_backends(first: BaseDatabaseWrapper, second: BaseDatabaseWrapper) -> None:
    """Let two connections take turns; each must keep a backend of PostgreSQL to itself.

    In transaction mode the backend that the first one has just given back is handed to the second.

    Raises:
        PooledByTransaction: they do not.
    """
    for _ in range(_ROUNDS):
        own = _backend(first)
        second.set_autocommit(False)
        other, again = _backend(second), _backend(first)
        second.rollback()
        second.set_autocommit(True)
        if own == other or own != again:
            raise PooledByTransaction


def _backend(wrapper: BaseDatabaseWrapper) -> int:
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    return int(process)
