"""Fixtures of tenants: two are made once per session, and every test leaves them as it found them.

`two_tenants` are Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious and
launched, with their policy in force, taking part in the benchmark, and without users or cases.
Most tests take `first_tenant` with the mark `django_db`: what they write is rolled back. Threads
and live servers need `real_commits` instead of that mark: what they write is removed afterwards.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from accounts.actions import create_user
from accounts.models import User
from accounts.permissions import Role
from benchmarking.models import FactEdition
from benchmarking.participation.agreement import begin_edition
from benchmarking.participation.queries import standing
from policy_profiles.register.models import PublishedProfile
from tenants import actions, context, queries, roles, schemas
from tenants.queries import TenantRow

PASSWORD = "drie-gewone-woorden-samen"
PUBLIC_HOST = "localhost"
_REGISTER_OF_TENANTS = "tenants"
#: Where something stands from the moment a tenant is made: its first policy, and that on record.
_FILLED_AT_FIRST = {"policy_profiles", "audit", "participation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoTenants:
    """Two tenants that must never see each other's rows."""

    first: TenantRow
    second: TenantRow


@pytest.fixture(scope="session")
def two_tenants(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> TwoTenants:
    """Two launched tenants, made once per session."""
    with django_db_blocker.unblock():
        first = _tenant("eikenberg", "Eikenberg", code="XX9001", profile="hour-caps")
        second = _tenant("duinzicht", "Duinzicht", code="XX9002", profile="weekly-hours")
        connection.close()
    return TwoTenants(first=first, second=second)


def _tenant(schema_name: str, name: str, *, code: str, profile: str) -> TenantRow:
    host = f"{schema_name}.localhost"
    if queries.tenant_at(host=host) is None:  # else the database of a session before is used again
        actions.add_municipality(code=code, name=name)
        actions.create_tenant(
            schema_name=schema_name,
            name=name,
            kind="municipality",
            profile_name=profile,
            municipality_codes=[code],
            hosts=[host],
            is_synthetic=True,
        )
        actions.launch_tenant(schema_name=schema_name)
    take_part(schema_name)
    made = queries.tenant_at(host=host)
    assert made is not None
    return made


def take_part(schema_name: str) -> None:
    """Have a tenant send its facts to the benchmark, unless it does: all that it ever decided."""
    with context.inside(schema_name), transaction.atomic():
        if standing(on=timezone.localdate()) is None:
            begin_edition(from_day=date(2000, 1, 1))


@pytest.fixture
def first_tenant(two_tenants: TwoTenants) -> TenantRow:
    """Eikenberg; enter it with `tenants.context.inside(first_tenant.schema_name)`."""
    return two_tenants.first


@pytest.fixture
def second_tenant(two_tenants: TwoTenants) -> TenantRow:
    """Duinzicht."""
    return two_tenants.second


@pytest.fixture(scope="module")
def for_whole_module(two_tenants: TwoTenants, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what fixtures of a module write until its last test; each test is still rolled back.

    Only for modules whose tests are all marked `django_db`: other connections see none of it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def inside_first(first_tenant: TenantRow, db: None) -> Iterator[TenantRow]:
    """Run the whole test inside Eikenberg; what it writes is rolled back."""
    with context.inside(first_tenant.schema_name):
        yield first_tenant


@pytest.fixture
def make_user() -> Callable[..., User]:
    """Make a user of a tenant, or with None of the platform: make_user(tenant, "consultant")."""

    def make(tenant: TenantRow | None, *given: str, password: str | None = None) -> User:
        where = context.inside(tenant.schema_name) if tenant else context.as_platform()
        home = tenant.host if tenant else "platform.example"
        with where:
            number = User.objects.count() + 1
            address = f"medewerker{number}@{home}"
            names = [Role(role).value for role in given]
            return create_user(
                email=address,
                name=f"Medewerker {number} van {tenant.name if tenant else 'Meetlat'}",
                roles=names,
                password=password,
            )

    return make


@pytest.fixture
def sign_in(make_user: Callable[..., User]) -> Callable[..., Client]:
    """Give a browser with a new user signed in: sign_in(tenant, "consultant").get("/").

    The user is `client.user`. Without roles nobody is signed in. With None it is the public host.
    """

    def signed_in(tenant: TenantRow | None, *given: str) -> Client:
        client = Client(SERVER_NAME=tenant.host if tenant else PUBLIC_HOST)
        if given:
            client.user = make_user(tenant, *given)
            where = context.inside(tenant.schema_name) if tenant else context.as_platform()
            with where:
                client.force_login(client.user)
        return client

    return signed_in


@pytest.fixture(scope="session")
def _as_made(
    two_tenants: TwoTenants, django_db_blocker: DjangoDbBlocker
) -> Mapping[str, list[Model]]:
    """What stands in each tenant from the beginning, by its schema."""
    with django_db_blocker.unblock():
        rows = {
            tenant.schema_name: _rows_of(tenant.schema_name)
            for tenant in (two_tenants.first, two_tenants.second)
        }
        connection.close()
    return rows


def _rows_of(schema_name: str) -> list[Model]:
    filled = [m for m in schemas.tenant_models() if m._meta.app_label in _FILLED_AT_FIRST]
    with context.inside(schema_name):
        rows = [row for model in filled for row in model._default_manager.all()]
    with context.as_benchmark():
        rows += FactEdition.objects.filter(tenant_schema=schema_name)
    with context.as_platform():
        return rows + list(PublishedProfile.objects.filter(schema_name=schema_name))


@pytest.fixture
def real_commits(
    two_tenants: TwoTenants, _as_made: Mapping[str, list[Model]], django_db_blocker: DjangoDbBlocker
) -> Iterator[TwoTenants]:
    """Commit for real, for threads and live servers; afterwards both tenants are as when made.

    Not together with the mark `django_db`.
    """
    with django_db_blocker.unblock():
        yield two_tenants
        _make_as_made(_as_made)


@pytest.fixture(scope="module")
def real_commits_of_module(
    two_tenants: TwoTenants, _as_made: Mapping[str, list[Model]], django_db_blocker: DjangoDbBlocker
) -> Iterator[TwoTenants]:
    """Commit for real, and clear away once after a whole module.

    For modules whose tests each work with rows of their own, and mind nobody else's.
    """
    with django_db_blocker.unblock():
        yield two_tenants
        _make_as_made(_as_made)


def _make_as_made(as_made: Mapping[str, list[Model]]) -> None:
    _empty(list(as_made))
    for schema_name, rows in as_made.items():
        with context.inside(schema_name), transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
    connection.close()


def _empty(schema_names: list[str]) -> None:
    own = {
        (schema_name, model._meta.db_table)
        for schema_name in schema_names
        for model in schemas.tenant_models()
    }
    shared = {
        ("public", model._meta.db_table)
        for model in [*schemas.copied_models(), *schemas.shared_models()]
        if model._meta.app_label != _REGISTER_OF_TENANTS
    }
    with context.as_owner():
        written = sorted(_written_to([*schema_names, "public"]) & (own | shared))
        named = [f"{schema}.{roles.quoted(table)}" for schema, table in written]
        # No table outside the two sets refers to one of theirs, so what follows is one of theirs.
        schemas.run([f"TRUNCATE {', '.join(named)} CASCADE"] if named else [])


def _written_to(schema_names: list[str]) -> set[tuple[str, str]]:
    """Give the tables that take room: to empty hundreds that never held a row takes a second."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname, relname FROM pg_class JOIN pg_namespace s ON s.oid = relnamespace"
            " WHERE nspname = ANY(%s) AND relkind = 'r' AND pg_relation_size(pg_class.oid) > 0",
            [schema_names],
        )
        return set(cursor.fetchall())


@pytest.fixture(autouse=True)
def _back_to_the_platform() -> Iterator[None]:
    """A test that stepped into a tenant does not leave the next test there."""
    yield
    connection.set_schema_to_public()
