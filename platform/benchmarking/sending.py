"""Storing fact rows: many in one statement, and the same row never twice."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from psycopg import sql

_ENCODER: Final = DjangoJSONEncoder(ensure_ascii=False)


def add_rows(rows: Sequence[models.Model]) -> None:
    """Add rows of one table of facts; a row that is there already stays as it is.

    It is there where one act told twice of the same: a revision follows from what is on record, so
    the second row would be the first one again. The table itself says of which types its columns
    are, and row-level security holds each row.
    """
    if rows:
        names = [field.attname for field in rows[0]._meta.concrete_fields]
        add_values(type(rows[0]), [{name: getattr(row, name) for name in names} for row in rows])


def add_values(model: type[models.Model], rows: Sequence[Mapping[str, object]]) -> None:
    """Add rows by the names of their fields, the same of all, as `add_rows` does."""
    options = model._meta
    columns = {
        field.attname: str(field.column)
        for field in options.concrete_fields
        if field.attname in rows[0]
    }
    statement = sql.SQL(
        "INSERT INTO {0} ({1}) SELECT {1} FROM json_populate_recordset(NULL::{0}, %s) "
        "ON CONFLICT DO NOTHING"
    ).format(
        sql.Identifier(options.db_table),
        sql.SQL(", ").join(sql.Identifier(column) for column in columns.values()),
    )
    values = [{columns[name]: value for name, value in row.items()} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(statement, [_ENCODER.encode(values)])
