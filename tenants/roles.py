"""PostgreSQL roles: their names, and the statements that make them and give them rights."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Model

from tenants.access import READ, Rights, Standing, access_of

_LONGEST_NAME = 63  # bytes; PostgreSQL cuts longer names off without an error
_LONGEST_PREFIX = 28
LONGEST_SCHEMA_NAME = _LONGEST_NAME - _LONGEST_PREFIX - len("_t_")


def quoted(name: str) -> str:
    """Quote an identifier for SQL."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def prefix(database: str) -> str:
    """Give what the names of all roles of this database begin with.

    Roles are shared by all databases of a server: with the database's name in front, the test
    database and the demo do not touch each other's roles.
    """
    if len(database.encode()) <= _LONGEST_PREFIX:
        return database
    digest = hashlib.sha256(database.encode()).hexdigest()[:8]
    return f"{database.encode()[: _LONGEST_PREFIX - 9].decode(errors='ignore')}_{digest}"


def role_name(standing: Standing, *, database: str, schema_name: str = "") -> str:
    """Give the name of the role for a standing; for a tenant, of the role of that schema."""
    if standing is Standing.TENANT:
        return f"{prefix(database)}_t_{schema_name}"
    return f"{prefix(database)}_{standing.value}"


def web_login(database: str) -> str:
    """Give the name of the login for the web server, where an administrator has made one.

    It owns nothing and has no right of its own, so that stepping out of a role gains nothing.
    """
    return f"{prefix(database)}_web"


def create_role(role: str) -> list[str]:
    """Give the statements for a role that nobody can sign in with and that inherits nothing."""
    return [
        f"CREATE ROLE {quoted(role)} NOLOGIN NOINHERIT",
        let_step_in(role, login="CURRENT_USER"),
    ]


def let_step_in(role: str, *, login: str) -> str:
    """Give the statement that lets a login take a role on, without having its rights by itself."""
    return f"GRANT {quoted(role)} TO {login} WITH INHERIT FALSE, SET TRUE"


def drop_role(role: str) -> list[str]:
    """Give the statements that take a role's rights away and remove it."""
    return [f"DROP OWNED BY {quoted(role)}", f"DROP ROLE {quoted(role)}"]


def close_the_database(database: str) -> list[str]:
    """Give the statements that take from PUBLIC what PostgreSQL gives everyone by default.

    Without TEMPORARY nobody can lay a table in front of another one in the search path.
    """
    return [
        f"REVOKE TEMPORARY ON DATABASE {quoted(database)} FROM PUBLIC",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC",
    ]


def grants_in_tenant_schema(
    *, schema_name: str, role: str, models: Iterable[type[Model]]
) -> list[str]:
    """Give the statements that set a tenant's rights on the tables of its own schema anew."""
    schema = quoted(schema_name)
    by_rights: dict[Rights, list[str]] = defaultdict(list)
    for model in models:
        by_rights[access_of(model).own].append(f"{schema}.{quoted(model._meta.db_table)}")
    return [
        f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {schema} TO {quoted(role)}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {quoted(role)}",
        *_grants(by_rights, to=role),
    ]


def _grants(by_rights: Mapping[Rights, Iterable[str]], *, to: str) -> Iterator[str]:
    for rights, tables in by_rights.items():
        if rights:
            yield f"GRANT {', '.join(rights)} ON {', '.join(tables)} TO {quoted(to)}"


def grants_in_public(
    *,
    standing: Standing,
    role: str,
    shared_models: Iterable[type[Model]],
    copied_models: Iterable[type[Model]],
) -> list[str]:
    """Give the statements that set one role's rights on the tables of `public` anew.

    Args:
        standing: what kind of role it is.
        role: its name.
        shared_models: models that exist only in `public`.
        copied_models: models of the tenants' schemas with a copy in `public` for the platform.
    """
    by_rights: dict[Rights, list[str]] = defaultdict(list)
    for model in shared_models:
        rights = access_of(model).shared_rights().get(standing, ())
        by_rights[rights].append(f"public.{quoted(model._meta.db_table)}")
    if standing is Standing.PLATFORM:
        for model in copied_models:
            by_rights[access_of(model).own].append(f"public.{quoted(model._meta.db_table)}")
    return [
        f"GRANT USAGE ON SCHEMA public TO {quoted(role)}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quoted(role)}",
        *_grants(by_rights, to=role),
    ]


def row_security(*, database: str, models: Iterable[type[Model]]) -> list[str]:
    """Give the statements that show a tenant only its own rows of the shared fact tables.

    The policies rest on `current_user` and not on a setting, because anyone may change a setting
    and settings do not reach the workers of Citus. FORCE holds the table's owner to them too.
    """
    statements: list[str] = []
    for model in models:
        access = access_of(model)
        if access.row_owner is None:
            continue
        table = f"public.{quoted(model._meta.db_table)}"
        literal = role_name(Standing.TENANT, database=database).replace("'", "''")
        own = f"current_user = '{literal}' || {quoted(access.row_owner)}"
        statements += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS own_rows ON {table}",
            f"CREATE POLICY own_rows ON {table} USING ({own}) WITH CHECK ({own})",
        ]
        if access.everybody_reads:
            statements += _read_by_everybody(table, access.row_owner, database=database)
            continue
        for standing, rights in access.shared_rights().items():
            if standing is Standing.TENANT:
                continue
            policy, role = f"{standing.value}_rows", role_name(standing, database=database)
            operation = "SELECT" if rights == READ else "ALL"
            seen = access.benchmark_sees if standing is Standing.BENCHMARK else "true"
            to = f"FOR {operation} TO {quoted(role)}"
            statements += [
                f"DROP POLICY IF EXISTS {policy} ON {table}",
                f"CREATE POLICY {policy} ON {table} {to} USING ({seen})",
            ]
    return statements


def _read_by_everybody(table: str, row_owner: str, *, database: str) -> list[str]:
    """Give the policies that open all rows for reading, and those of nobody to the platform."""
    platform = quoted(role_name(Standing.PLATFORM, database=database))
    own = f"{quoted(row_owner)} = ''"
    return [
        f"DROP POLICY IF EXISTS everybody_reads ON {table}",
        f"CREATE POLICY everybody_reads ON {table} FOR SELECT USING (true)",
        f"DROP POLICY IF EXISTS platform_rows ON {table}",
        f"CREATE POLICY platform_rows ON {table} TO {platform} USING ({own}) WITH CHECK ({own})",
    ]
