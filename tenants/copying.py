"""Many rows into a table at once, by COPY: several times as fast as the same rows in statements."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, models
from psycopg import sql

#: Kinds of values that PostgreSQL's driver takes as Django has them; not inside a JSON field.
_AS_THEY_ARE: frozenset[type] = frozenset({str, int, bool, UUID, datetime, date, type(None)})


def copy_in(rows: Sequence[models.Model]) -> None:
    """Add new rows of one model, as whom and where the connection works, in its transaction.

    Every constraint of the table holds them; signals are not sent, as with `bulk_create`. Not for
    tables with row-level security, which PostgreSQL does not copy into.
    """
    if not rows:
        return
    options = type(rows[0])._meta
    fields = options.concrete_fields
    plain: list[frozenset[type]] = [
        frozenset() if isinstance(field, models.JSONField) else _AS_THEY_ARE for field in fields
    ]
    every = list(zip(fields, plain, strict=True))
    columns: list[sql.Composable] = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(options.db_table),
        sql.SQL(", ").join(columns),
    )
    wrapped = connection.wrap_database_errors
    with wrapped, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [
                    value
                    if type(value := getattr(row, field.attname)) in kinds
                    else field.get_db_prep_save(value, connection)
                    for field, kinds in every
                ]
            )
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias
