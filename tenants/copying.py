"""Many rows into a table at once, by COPY: several times as fast as the same rows in statements."""

from collections.abc import Sequence

from django.db import connection, models
from psycopg import sql

#: Fields whose values PostgreSQL's driver takes as Django has them.
_AS_THEY_ARE = (
    models.UUIDField,
    models.DateTimeField,
    models.DateField,
    models.IntegerField,
    models.BooleanField,
)


def copy_in(rows: Sequence[models.Model]) -> None:
    """Add new rows of one model, as whom and where the connection works, in its transaction.

    Every constraint of the table holds them; signals are not sent, as with `bulk_create`. Not for
    tables with row-level security, which PostgreSQL does not copy into.
    """
    if not rows:
        return
    options = type(rows[0])._meta
    fields = options.concrete_fields
    prepared = [
        (field.attname, None if isinstance(field, _AS_THEY_ARE) else field.get_db_prep_save)
        for field in fields
    ]
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
                    prepare(getattr(row, name), connection) if prepare else getattr(row, name)
                    for name, prepare in prepared
                ]
            )
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias
