"""Having people of one organisation who do the same at the same moment come one after the other."""

from django.db import connection

from tenants import context


def one_at_a_time(what: str) -> None:
    """Wait until whoever does this here is done, to the end of the transaction of each.

    Args:
        what: names the act, the same for all who have to wait for one another.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"{what} in {context.current_schema_name()}"],
        )
