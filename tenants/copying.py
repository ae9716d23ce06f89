"""Many rows into a table at once: several times as fast as the same rows in statements."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice
from typing import TypeVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from psycopg import sql

#: Kinds of values that PostgreSQL's driver takes as Django has them; not inside a JSON field.
_AS_THEY_ARE: frozenset[type] = frozenset({str, int, bool, UUID, datetime, date, type(None)})
_ENCODER = DjangoJSONEncoder(ensure_ascii=False)

Row = TypeVar("Row")
Made = TypeVar("Made")
Plain = str | int | UUID | datetime | date | None


def copy_in(rows: Iterable[models.Model]) -> None:
    """Add new rows of one model, as whom and where the connection works, in its transaction.

    Every constraint of the table holds them; signals are not sent, as with `bulk_create`. Not for
    tables with row-level security, which PostgreSQL does not copy into. Rows that are made while
    they are asked for go over while the next ones are made; whoever makes them asks the database
    nothing meanwhile.
    """
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    fields = first._meta.concrete_fields
    plain: list[frozenset[type]] = [
        frozenset() if isinstance(field, models.JSONField) else _AS_THEY_ARE for field in fields
    ]
    every = list(zip(fields, plain, strict=True))
    statement = _copy_statement(type(first), [field.attname for field in fields])
    wrapped = connection.wrap_database_errors
    with wrapped, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in chain((first,), waiting):
            copy.write_row(
                [
                    value
                    if type(value := getattr(row, field.attname)) in kinds
                    else field.get_db_prep_save(value, connection)
                    for field, kinds in every
                ]
            )
            row._state.adding = False
            row._state.db = connection.alias


def copy_values(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Plain]]
) -> None:
    """Add new rows of a model from the values of its fields, as `copy_in` does.

    Nothing is made of a value: JSON is text, a list is one as `array_text` writes it, and
    identifiers and days may be text too. Half the time of rows of the model.
    """
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    wrapped = connection.wrap_database_errors
    statement = _copy_statement(model, names)
    with wrapped, connection.cursor() as cursor, cursor.copy(statement) as copy:
        write = copy.write_row
        write(first)
        for row in waiting:
            write(row)


def beside(rows: Iterable[Row], work: Iterable[Made], made: list[Made]) -> Iterator[Row]:
    """Give rows that are copied, and meanwhile put what comes of other work into `made`.

    The database takes rows in while the next ones are waited for: so neither waits for the other.
    What works asks the database nothing.
    """
    others = iter(work)
    for row in rows:
        yield row
        made.extend(islice(others, 1))
    made.extend(others)


@lru_cache(maxsize=4096)
def array_text(codes: tuple[str, ...]) -> str:
    """Give codes as PostgreSQL writes a list; for codes of letters, digits and underscores."""
    return f"{{{','.join(codes)}}}"


def _copy_statement(model: type[models.Model], names: Sequence[str]) -> sql.Composed:
    columns = [sql.Identifier(_column(model, name)) for name in names]
    return sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(columns)
    )


def _column(model: type[models.Model], name: str) -> str:
    return next(str(f.column) for f in model._meta.concrete_fields if f.attname == name)


def compress_quickly() -> None:
    """Have large texts compressed by LZ4 until the transaction ends, where the server has it.

    PostgreSQL's own way takes half a millisecond for the text of a receipt, LZ4 a tenth of it.
    Reading does not depend on it. PostgreSQL as it is embedded here comes without.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('default_toast_compression', 'lz4', true) FROM pg_settings "
            "WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
        )


def update_in(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Store some fields of rows of one model that are there already, in one statement.

    The rows go over as one JSON text, and the table itself says of which types its columns are:
    many times as fast as `bulk_update`, which has the database weigh every row for every row.
    """
    if not rows:
        return
    model = type(rows[0])
    key = model._meta.pk.attname
    columns = [_column(model, name) for name in names]
    statement = sql.SQL(
        "UPDATE {0} SET {1} FROM json_populate_recordset(NULL::{0}, %s) AS new "
        "WHERE {0}.{2} = new.{2}"
    ).format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.SQL("{0} = new.{0}").format(sql.Identifier(c)) for c in columns),
        sql.Identifier(_column(model, key)),
    )
    every = ((_column(model, key), key), *zip(columns, names, strict=True))
    values = [{column: getattr(row, name) for column, name in every} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(statement, [_ENCODER.encode(values)])
