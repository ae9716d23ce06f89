"""Having people of one organisation who do the same at the same moment come one after the other."""

from django.db import connection

from tenants import context


def one_at_a_time(what: str) -> None:
    """Wait until whoever does this here is done, to the end of the transaction of each.

    Args:
        what: names the act, the same for all who have to wait for one another.
    """
    _lock("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", what)


def not_during(what: str) -> None:
    """Wait until whoever does this here is done, and have them wait until we are.

    Any number of others may go on beside us, as long as none of them does it.

    Args:
        what: of `one_at_a_time`.
    """
    _lock("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", what)


def _lock(statement: str, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"{what} in {context.current_schema_name()}"])
