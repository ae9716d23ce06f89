"""Schemas, roles and rights as they stand in the database; everything here runs as the owner."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

from tenants import blueprint, context, roles
from tenants.access import Standing
from tenants.database.base import PUBLIC


class RoleNotOurs(Exception):
    """A role of this name exists on the server and belongs to another login."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"The role {role} exists and this login may not give it out. Use another database "
            f'name, or have an administrator run: GRANT "{role}" TO the login WITH ADMIN OPTION.'
        )


def tenant_models() -> list[type[Model]]:
    """Give every model with a table in each tenant's schema."""
    return _models_of(settings.TENANT_APPS)


def shared_models() -> list[type[Model]]:
    """Give every model with a table in `public` only."""
    in_tenants = set(tenant_models())
    return [model for model in _models_of(settings.SHARED_APPS) if model not in in_tenants]


def copied_models() -> list[type[Model]]:
    """Give every model of the tenants' schemas that has a copy in `public` for the platform."""
    in_tenants = set(tenant_models())
    return [model for model in _models_of(settings.SHARED_APPS) if model in in_tenants]


def _models_of(app_names: Iterable[str]) -> list[type[Model]]:
    return [
        model
        for app_name in app_names
        for config in apps.get_app_configs()
        if config.name == app_name
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def ensure_shared_roles() -> None:
    """Make the roles of platform and benchmark where they are missing; close `public`."""
    database = connection.settings_dict["NAME"]
    with context.as_owner():
        for standing in (Standing.PLATFORM, Standing.BENCHMARK):
            ensure_role(roles.role_name(standing, database=database))
        run(roles.close_the_database(database))


def grant_in_public() -> None:
    """Set the rights of platform and benchmark on `public`, and its row security, anew."""
    database = connection.settings_dict["NAME"]
    with context.as_owner():
        shared, copied = _made(PUBLIC, shared_models()), _made(PUBLIC, copied_models())
        for standing in (Standing.PLATFORM, Standing.BENCHMARK):
            role = roles.role_name(standing, database=database)
            grants = roles.grants_in_public(
                standing=standing, role=role, shared_models=shared, copied_models=copied
            )
            run(grants)
        run(roles.row_security(database=database, models=shared))


def grant_in_tenant(schema_name: str) -> None:
    """Set the rights of a tenant's role on its own schema and on `public` anew."""
    database = connection.settings_dict["NAME"]
    role = roles.role_name(Standing.TENANT, database=database, schema_name=schema_name)
    with context.as_owner():
        ensure_role(role)
        own, shared = _made(schema_name, tenant_models()), _made(PUBLIC, shared_models())
        run(roles.grants_in_tenant_schema(schema_name=schema_name, role=role, models=own))
        run(
            roles.grants_in_public(
                standing=Standing.TENANT, role=role, shared_models=shared, copied_models=()
            )
        )


def _made(schema_name: str, models: list[type[Model]]) -> list[type[Model]]:
    """Leave out models without a table yet; without a grant nobody can use them anyway."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema_name])
        tables = {name for (name,) in cursor.fetchall()}
    return [model for model in models if model._meta.db_table in tables]


def ensure_role(role: str) -> None:
    """Make a role if it is missing, and let this login and that of the web server step into it.

    Raises:
        RoleNotOurs: the role exists and belongs to somebody else.
    """
    with connection.cursor() as cursor:
        if not _role_exists(role):
            run(roles.create_role(role))
        cursor.execute("SELECT pg_has_role(session_user, %s, 'SET')", [role])
        (may_step_in,) = cursor.fetchone()
    if not may_step_in:
        raise RoleNotOurs(role)
    web = roles.web_login(connection.settings_dict["NAME"])
    if _role_exists(web):
        run([roles.let_step_in(role, login=roles.quoted(web))])


def _role_exists(role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        return cursor.fetchone() is not None


def make_schema(schema_name: str) -> None:
    """Make a schema with all tables of a tenant; the caller has opened a transaction."""
    with context.as_owner():
        run([f"CREATE SCHEMA {roles.quoted(schema_name)}"])
        blueprint.fill(schema_name)


def schema_names() -> list[str]:
    """Give the schemas of all tenants, by name."""
    with context.as_platform():
        tenant_model = apps.get_model(settings.TENANT_MODEL)
        return list(
            tenant_model.objects.order_by("schema_name").values_list("schema_name", flat=True)
        )


def run(statements: Iterable[str]) -> None:
    """Run statements as plain SQL, in one go."""
    together = ";\n".join(statements)
    if together:
        with connection.cursor() as cursor:
            cursor.execute(together)
