"""Filling a new schema: by the migrations once, and by replaying their statements after that.

Rendering the history of every model takes most of the time of a migration and always ends in the
same statements. They are replayed as plain SQL, never inside a function, so that Citus sees them.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.management import call_command
from django.db import connection

from tenants import context

_WRITES = ("INSERT", "UPDATE", "DELETE")
_CHANGES = ("CREATE", "ALTER", "DROP", "COMMENT", *_WRITES)

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class _Recording:
    """Keeps the statements that change something, as plain SQL, in the order in which they ran."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(
        self,
        execute: Execute,
        sql: str,
        parameters: Sequence[object] | None,
        many: bool,
        context: dict[str, Any],
    ) -> object:
        """Run the statement, and keep it if it succeeded."""
        answer = execute(sql, parameters, many, context)
        if sql.lstrip().upper().startswith(_CHANGES):
            plain = sql if parameters is None else _composed(sql, parameters)
            self.statements.append(plain.strip().rstrip(";"))
        return answer


def _composed(sql: str, parameters: Sequence[object]) -> str:
    composed: str = connection.ops.compose_sql(sql, parameters)  # type: ignore[attr-defined]
    return composed


_blueprint: tuple[str, ...] | None = None  # of the migrations that this process began with


def fill(schema_name: str) -> None:
    """Make all tables of a tenant in its empty schema; the caller has opened a transaction."""
    global _blueprint
    if _blueprint is not None:
        replay(_blueprint, schema_name=schema_name)
        return
    recorded = migrate(schema_name)
    if not any(_changes_rows(statement) for statement in recorded):
        _blueprint = recorded


def migrate(schema_name: str) -> tuple[str, ...]:
    """Run the migrations in a schema and give the statements that changed something."""
    recording = _Recording()
    with connection.execute_wrapper(recording):
        call_command(
            "migrate_schemas", schema_name=schema_name, interactive=False, verbosity=0, tenant=True
        )
    return tuple(recording.statements)


def replay(statements: tuple[str, ...], *, schema_name: str) -> None:
    """Run recorded statements in another schema, whose name none of them holds."""
    with context.as_owner(schema_name), connection.cursor() as cursor:
        cursor.execute(";\n".join(statements))


def _changes_rows(statement: str) -> bool:
    """Rows that a migration writes may differ from tenant to tenant, so they are not replayed."""
    return statement.upper().startswith(_WRITES) and "django_migrations" not in statement
