"""A tenant is made in one step, whole or not at all, and every migration sets its rights anew."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from audit.models import AuditEvent
from policy_profiles import public_urls
from rulebook.profiles import shipped_profile_names
from tenants import actions, blueprint, context, queries, register, roles, schemas
from tenants.access import Standing
from tenants.models import Municipality, Tenant
from tenants.reserved_names import RESERVED_NAMES, NameReserved

pytestmark = pytest.mark.django_db

SHAPE = """
    SELECT 'column' AS kind, table_name, column_name,
           concat_ws(' ', data_type, is_nullable, character_maximum_length, column_default)
      FROM information_schema.columns WHERE table_schema = %(schema)s
    UNION ALL
    SELECT 'index', tablename, indexname, replace(indexdef, %(schema)s || '.', '')
      FROM pg_indexes WHERE schemaname = %(schema)s
    UNION ALL
    SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(pg_constraint.oid)
      FROM pg_constraint WHERE connamespace = %(schema)s::regnamespace
    UNION ALL
    SELECT 'right', table_name, grantee, privilege_type
      FROM information_schema.role_table_grants WHERE table_schema = %(schema)s
     ORDER BY 1, 2, 3, 4
"""


def make(schema_name: str = "heidedorp", **given: object) -> Tenant:
    values: dict[str, object] = {
        "name": schema_name.title(),
        "kind": "municipality",
        "profile_name": "low-rate",
        "municipality_codes": ["XX9001"],
        "hosts": [f"{schema_name}.localhost"],
        "is_synthetic": True,
    }
    return actions.create_tenant(schema_name=schema_name, **values | given)


def shape(schema_name: str) -> list[tuple[str, ...]]:
    """Give columns, indexes, constraints and rights as PostgreSQL has them."""
    with context.as_owner(schema_name), connection.cursor() as cursor:
        cursor.execute(SHAPE, {"schema": schema_name})
        return [
            tuple(value.replace(schema_name, "…") if value else "" for value in row)
            for row in cursor.fetchall()
        ]


def exists(query: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(query, [name])
        return cursor.fetchone() is not None


def anything_left(schema_name: str) -> bool:
    """Whether a row, a schema or a role of this tenant is there."""
    database = connection.settings_dict["NAME"]
    role = roles.role_name(Standing.TENANT, database=database, schema_name=schema_name)
    return (
        any(row.schema_name == schema_name for row in queries.tenants())
        or exists("SELECT 1 FROM pg_namespace WHERE nspname = %s", schema_name)
        or exists("SELECT 1 FROM pg_roles WHERE rolname = %s", role)
    )


def test_a_replayed_tenant_is_the_same_as_a_migrated_one(two_tenants, monkeypatch):
    """Down to the last column, index, constraint and right."""
    replayed: list[str] = []
    replay = blueprint.replay

    def seen(statements: tuple[str, ...], *, schema_name: str) -> None:
        replayed.append(schema_name)
        replay(statements, schema_name=schema_name)

    monkeypatch.setattr(blueprint, "replay", seen)
    make("nagespeeld", municipality_codes=[])
    assert replayed == ["nagespeeld"]
    migrated = two_tenants.first  # the first one that a process makes
    assert shape("nagespeeld") == shape(migrated.schema_name)
    assert len(shape("nagespeeld")) > 100


def test_a_new_tenant_is_private_and_has_what_it_needs(two_tenants):
    """Row, host, municipality, schema, role; nobody sees it yet."""
    tenant = make(hosts=["Heidedorp.localhost", "heide.example"])
    row = queries.tenant_at(host="heidedorp.localhost")
    assert (row.id, row.host, row.municipality_codes) == (
        tenant.id,
        "heidedorp.localhost",
        ("XX9001",),
    )
    assert queries.tenant_at(host="heide.example").schema_name == "heidedorp"
    assert "heidedorp" not in {row.schema_name for row in queries.launched_tenants()}
    actions.launch_tenant(schema_name="heidedorp")
    assert "heidedorp" in {row.schema_name for row in queries.launched_tenants()}


@pytest.mark.parametrize("nth", [1, 2])
def test_what_fails_halfway_leaves_nothing(nth, two_tenants, monkeypatch):
    """Neither when rights are given nor when the first policy is put into force."""

    def fail(*args: object) -> None:
        raise ZeroDivisionError

    if nth == 1:
        monkeypatch.setattr(schemas, "grant_in_tenant", fail)
    else:
        monkeypatch.setattr(actions, "on_created", [*actions.on_created, fail])
    with pytest.raises(ZeroDivisionError):
        make("halverwege")
    assert not anything_left("halverwege")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0].endswith("_platform")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"municipality_codes": ["XX9001", "XX7777"]}, actions.MunicipalityUnknown),
        ({"municipality_codes": ["GM0363"]}, actions.RealMunicipalityWithInventedPolicy),
        ({"hosts": []}, actions.HostMissing),
        ({"hosts": ["EIKENBERG.localhost"]}, actions.TenantExists),
        ({"name": "Eikenberg"}, actions.TenantExists),
        ({"schema_name": "eikenberg"}, actions.TenantExists),
        ({"schema_name": "verschillen"}, NameReserved),
        ({"hosts": ["geen host"]}, actions.HostRefused),
        ({"kind": "koninkrijk"}, ValueError),
    ],
)
def test_what_cannot_be_a_tenant_is_refused(given, problem, two_tenants):
    """With the reason, and nothing is left behind."""
    with pytest.raises(problem), transaction.atomic():
        make(**{"schema_name": "heidedorp"} | given)
    assert not anything_left("heidedorp")


def test_no_page_of_the_public_site_hides_that_of_an_organisation():
    """Each organisation has a page below /profielen/ under its own name, after all fixed ones."""
    fixed = {str(page.pattern).split("/")[1] for page in public_urls.urlpatterns}
    pages = {word for word in fixed if word and "." not in word and "<" not in word}
    assert "verschillen" in pages
    assert pages <= RESERVED_NAMES
    assert not RESERVED_NAMES & set(shipped_profile_names())


def test_a_real_municipality_may_have_published_policy(two_tenants):
    """The rule is about invented policy only."""
    published = {"profile_name": "g4-2015", "is_synthetic": False}
    make("proefdam", municipality_codes=["GM0363"], **published)
    assert queries.tenant_at(host="proefdam.localhost").municipality_codes == ("GM0363",)


def test_a_migration_takes_back_rights_that_somebody_gave(first_tenant):
    """Rights follow the declarations on the models, not what a hand changed at night."""
    database = connection.settings_dict["NAME"]
    role = roles.quoted(
        roles.role_name(Standing.TENANT, database=database, schema_name=first_tenant.schema_name)
    )
    with context.as_owner(first_tenant.schema_name):
        schemas.run([f"GRANT ALL ON audit_auditevent TO {role}"])
    with context.inside(first_tenant.schema_name):
        AuditEvent.objects.all().delete()
    call_command("migrate_schemas", verbosity=0, interactive=False)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with context.inside(first_tenant.schema_name), refused, transaction.atomic():
        AuditEvent.objects.all()._raw_delete("default")


def test_no_migration_is_missing(two_tenants):
    """Every tenant's schema stands where the code expects it."""
    call_command("migrate_schemas", check_unapplied=True, verbosity=0)
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    "given",
    [
        {"code": "GM0001", "is_fictitious": True},
        {"code": "XX0001", "is_fictitious": False},
        {"code": "0363", "is_fictitious": False},
        {"code": "XX0002", "is_fictitious": True, "region_code": "Zuid"},
    ],
)
def test_a_code_tells_whether_a_municipality_exists(given, two_tenants):
    """An invented one cannot carry a code of Statistics Netherlands, nor the other way round."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.create(name="Proef", **given)


def test_the_register_holds_what_was_verified(two_tenants):
    """35 regions of 2025, each with its centre; a region nobody verified is left open."""
    regions = register.region_names()
    rows = register.registered_municipalities()
    assert len(regions) == 35
    assert regions["AM18"] == "Groot Amsterdam"
    assert not {"AM04", "AM16", "AM31"} & set(regions)
    assert {row.region_code for row in rows} - {""} == set(regions)
    assert queries.municipality_names(codes=("GM0363", "GM0180")) == {
        "GM0363": "Amsterdam",
        "GM0180": "Staphorst",
    }
    assert Municipality.objects.get(code="GM0180").region_code == ""


def test_role_names_fit_and_differ(two_tenants):
    """PostgreSQL cuts names at 63 bytes; two long ones must not become the same."""
    longest = "x" * roles.LONGEST_SCHEMA_NAME
    databases = ("meetlat", "a" * 63, "a" * 62 + "b", "é" * 31)
    names = {
        roles.role_name(Standing.TENANT, database=database, schema_name=schema_name)
        for database in databases
        for schema_name in (longest, "eikenberg")
    }
    assert len(names) == 2 * len(databases)
    assert max(len(name.encode()) for name in names) <= 63
