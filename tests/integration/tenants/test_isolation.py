"""No role reads or writes a row that is not its own, with every filter of our code taken away."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, models, transaction
from psycopg import errors

from accounts.models import User
from tenants import context, roles, schemas
from tenants.access import Standing, access_of

pytestmark = pytest.mark.django_db

TENANT_MODELS = schemas.tenant_models()
VERBS = {
    "select": "SELECT * FROM {table}",
    "insert": "INSERT INTO {table} DEFAULT VALUES",
    "update": "UPDATE {table} SET {column} = {column}",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table} CASCADE",
    "lock": "LOCK TABLE {table} IN ACCESS SHARE MODE",
    "copy": "COPY {table} TO STDOUT",
}
RIGHT_OF = {"select": "SELECT", "insert": "INSERT", "update": "UPDATE", "delete": "DELETE"}


def _label(model: type[models.Model]) -> str:
    return model._meta.label


def _sql(verb: str, schema_name: str, model: type[models.Model]) -> str:
    return VERBS[verb].format(
        table=f"{schema_name}.{roles.quoted(model._meta.db_table)}",
        column=roles.quoted(model._meta.pk.column),
    )


@contextmanager
def refused() -> Iterator[None]:
    """PostgreSQL itself refuses for lack of rights; the transaction of the test goes on."""
    with pytest.raises(ProgrammingError) as caught, transaction.atomic():
        yield
    assert isinstance(caught.value.__cause__, errors.InsufficientPrivilege)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("model", TENANT_MODELS, ids=_label)
def test_a_tenant_cannot_touch_anothers_table(verb, model, inside_first, second_tenant):
    """Raw SQL with the other schema's name in front is refused for every model and every verb."""
    with refused():
        run(_sql(verb, second_tenant.schema_name, model))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("model", TENANT_MODELS, ids=_label)
@pytest.mark.parametrize("standing", [context.as_platform, context.as_benchmark])
def test_platform_and_benchmark_cannot_touch_a_tenants_table(standing, verb, model, first_tenant):
    """Platform administrators and the comparison see no row of a tenant."""
    with standing(), refused():
        run(_sql(verb, first_tenant.schema_name, model))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("model", schemas.copied_models(), ids=_label)
def test_a_tenant_cannot_touch_what_the_platform_keeps(verb, model, inside_first):
    """The accounts, sessions and audit record of platform administrators are theirs alone."""
    with refused():
        run(_sql(verb, "public", model))


@pytest.mark.parametrize("verb", RIGHT_OF)
@pytest.mark.parametrize("model", schemas.shared_models(), ids=_label)
def test_a_tenant_has_only_the_declared_rights_on_shared_tables(verb, model, inside_first):
    """What a model does not give to tenants, they do not have."""
    given = {right.split()[0] for right in access_of(model).tenant}
    if RIGHT_OF[verb] not in given:
        with refused():
            run(_sql(verb, "public", model))
    else:
        assert _may(model, RIGHT_OF[verb])


def _may(model: type[models.Model], right: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_any_column_privilege(%s, %s) OR has_table_privilege(%s, %s)"
            if right != "DELETE"
            else "SELECT has_table_privilege(%s, %s) OR has_table_privilege(%s, %s)",
            [f"public.{model._meta.db_table}", right] * 2,
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("model", TENANT_MODELS, ids=_label)
def test_a_tenant_has_the_declared_rights_on_its_own_table(model, inside_first):
    """Every model can be used, and what is append-only can only be added to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants "
            "WHERE table_schema = %s AND table_name = %s AND grantee = current_user",
            [inside_first.schema_name, model._meta.db_table],
        )
        found = {right for (right,) in cursor.fetchall()}
    assert found == {right for right in access_of(model).own if "(" not in right}


@pytest.mark.parametrize("verb", ["insert", "update", "delete", "truncate"])
@pytest.mark.parametrize("model", TENANT_MODELS, ids=_label)
def test_a_tenant_cannot_do_to_its_own_table_what_is_not_declared(verb, model, inside_first):
    """Decisions, receipts and the audit record stay as they are; nothing is ever truncated."""
    if RIGHT_OF.get(verb) not in access_of(model).own:
        with refused():
            run(_sql(verb, inside_first.schema_name, model))


def test_no_tenant_table_stands_in_public(two_tenants):
    """`public` holds the shared tables and the platform's own sign-in, and nothing more."""
    expected = {model._meta.db_table for model in schemas.shared_models()}
    expected |= {model._meta.db_table for model in schemas.copied_models()} | {"django_migrations"}
    with context.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = {name for (name,) in cursor.fetchall()}
    assert found == expected
    only_for_tenants = set(settings.TENANT_APPS) - set(settings.SHARED_APPS)
    in_public = {*schemas.shared_models(), *schemas.copied_models()}
    assert only_for_tenants.isdisjoint(model._meta.app_config.name for model in in_public)


def test_no_foreign_key_leaves_a_schema(two_tenants):
    """A tenant can be exported, restored and moved alone."""
    with context.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint c JOIN pg_class a ON a.oid = c.conrelid "
            "JOIN pg_class b ON b.oid = c.confrelid "
            "WHERE contype = 'f' AND a.relnamespace <> b.relnamespace"
        )
        assert cursor.fetchall() == []


def test_shared_rows_are_guarded_row_by_row(two_tenants):
    """Row-level security is on, also for the owner of the table, and rests on the role."""
    declared = {m._meta.db_table for m in schemas.shared_models() if access_of(m).row_owner}
    with context.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policies ON tablename = relname "
            "WHERE relrowsecurity AND relforcerowsecurity AND policyname = 'own_rows' "
            "AND qual LIKE '%CURRENT_USER%' AND with_check = qual"
        )
        assert {name for (name,) in cursor.fetchall()} == declared


def test_a_missing_schema_fails_closed(first_tenant):
    """Without its schema a tenant reads and writes nothing, least of all in `public`."""
    with context.as_owner():
        run(f"DROP SCHEMA {first_tenant.schema_name} CASCADE")
    with context.inside(first_tenant.schema_name), pytest.raises(Exception, match="not there"):
        User.objects.count()


def test_a_missing_table_does_not_fall_through_to_public(first_tenant):
    """PostgreSQL would take the platform's table of the same name; the role may not read it."""
    with context.as_owner(first_tenant.schema_name):
        run(f"ALTER TABLE {first_tenant.schema_name}.accounts_user RENAME TO elsewhere")
    with context.inside(first_tenant.schema_name), refused():
        User.objects.count()


def test_an_unknown_tenant_fails_closed(two_tenants):
    """A name without a role behind it gives no access at all."""
    with context.inside("nergens"), pytest.raises(Exception, match="is not there"):
        User.objects.count()


def test_a_changed_search_path_gives_nothing(inside_first, second_tenant):
    """Whoever gets another path into the session still has only the own role."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path = {second_tenant.schema_name}")
        with pytest.raises(ProgrammingError):
            cursor.execute("SELECT * FROM accounts_user")


def test_no_role_has_anothers_rights_by_itself(two_tenants):
    """Neither the login nor a tenant's role inherits a role; each step is a statement."""
    database = connection.settings_dict["NAME"]
    first, second = (
        roles.role_name(Standing.TENANT, database=database, schema_name=tenant.schema_name)
        for tenant in (two_tenants.first, two_tenants.second)
    )
    with context.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(%s, %s, 'MEMBER'), pg_has_role(session_user, %s, 'USAGE'), "
            "rolcanlogin, rolinherit FROM pg_roles WHERE rolname = %s",
            [first, second, first, first],
        )
        assert cursor.fetchone() == (False, False, False, False)


def test_no_role_of_the_application_may_make_anything(inside_first):
    """No table, no schema and no temporary table that could stand in front of a real one."""
    for statement in (
        "CREATE TABLE own_table (x int)",
        "CREATE TEMPORARY TABLE accounts_user (x int)",
        "CREATE TABLE public.own_table (x int)",
        "CREATE SCHEMA own_schema",
    ):
        with refused():
            run(statement)


def test_the_login_is_not_mighty(two_tenants):
    """Row-level security and rights hold only for a login that cannot pass them by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = session_user")
        assert cursor.fetchone() == (False, False)
