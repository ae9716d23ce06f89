"""Storing fact rows: many in one statement, and the same row never twice."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from psycopg import sql


def add_rows(rows: Sequence[models.Model]) -> None:
    """Add rows of one table of facts; a row that is there already stays as it is.

    It is there where one act told twice of the same: a revision follows from what is on record, so
    the second row would be the first one again. Row-level security holds each row.
    """
    if rows:
        names = [field.attname for field in rows[0]._meta.concrete_fields]
        add_columns(type(rows[0]), {name: [getattr(row, name) for row in rows] for name in names})


def add_columns(model: type[models.Model], columns: Mapping[str, Sequence[object]]) -> None:
    """Add rows given as columns by the names of their fields, as `add_rows` does.

    Each column goes over as one array, in which a value that many rows have is written once. The
    table holds every value to its own type: a text that is too long is refused, not cut off.
    """
    fields = [field for field in model._meta.concrete_fields if field.attname in columns]
    names = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} FROM unnest({arrays}) AS new ({names}) "
        "ON CONFLICT DO NOTHING"
    ).format(
        table=sql.Identifier(model._meta.db_table),
        names=sql.SQL(", ").join(names),
        values=sql.SQL(", ").join(map(_value, fields, names)),
        arrays=sql.SQL(", ").join(map(_array, fields)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_array_text(columns[field.attname]) for field in fields])


def _value(field: models.Field[object, object], name: sql.Identifier) -> sql.Composable:
    return sql.SQL("{}::text[]").format(name) if isinstance(field, ArrayField) else name


def _array(field: models.Field[object, object]) -> sql.Composable:
    is_text = isinstance(field, models.CharField | ArrayField)
    kind = "text" if is_text else str(field.db_type(connection))
    return sql.SQL("%s::{}[]").format(sql.SQL(kind))


def _array_text(values: Sequence[object]) -> str:
    """Give values as PostgreSQL writes an array."""
    plain: list[Hashable] = [tuple(value) if isinstance(value, list) else value for value in values]
    written = {value: _written(value) for value in set(plain)}
    return f"{{{','.join([written[value] for value in plain])}}}"


def _written(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, tuple):
        return _quoted(_array_text(value))
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
