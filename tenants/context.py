"""The one place, beside the request middleware, that chooses as which tenant a query runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from django.apps import apps
from django.db import connection
from django_tenants.postgresql_backend.base import FakeTenant

from tenants.access import Standing
from tenants.database.base import PUBLIC, DatabaseWrapper, checked_schema_name

T = TypeVar("T")


class AlreadyInsideAnotherTenant(Exception):
    """One tenant's work never steps into another tenant."""

    def __init__(self, *, inside: str, asked: str) -> None:
        super().__init__(
            f"This work runs inside {inside} and asked for {asked}. Leave the first tenant "
            "before entering the second; compare tenants through the benchmark."
        )


class NotInsideATenant(Exception):
    """This work belongs to a tenant and was started without one."""

    def __init__(self) -> None:
        super().__init__("Run this inside a tenant: with tenants.context.inside(schema_name): …")


def here() -> DatabaseWrapper:
    """Give this thread's connection, with the place it is in."""
    return cast(DatabaseWrapper, connection)


def current_schema_name() -> str:
    """Give the schema of the tenant that this thread is working for.

    Raises:
        NotInsideATenant: the thread works for the platform or the benchmark.
    """
    schema_name: str = here().schema_name
    if schema_name == PUBLIC:
        raise NotInsideATenant
    return schema_name


@contextmanager
def inside(schema_name: str) -> Iterator[None]:
    """Work as one tenant: its schema, its role, its rows and no others.

    Read what you need before leaving: a lazy queryset read outside is refused or, worse, another's.

    Raises:
        SchemaNameRefused: no tenant can be called so.
        AlreadyInsideAnotherTenant: this thread works for another tenant.
    """
    checked_schema_name(schema_name)
    if here().schema_name not in (PUBLIC, schema_name):
        raise AlreadyInsideAnotherTenant(inside=here().schema_name, asked=schema_name)
    with _standing(Standing.TENANT, schema_name):
        yield


@contextmanager
def as_platform() -> Iterator[None]:
    """Work as the platform: tenants, shared register and platform administrators."""
    with _standing(Standing.PLATFORM, PUBLIC):
        yield


@contextmanager
def as_benchmark() -> Iterator[None]:
    """Work as the benchmark: reads fact rows and the shared register, writes nothing."""
    with _standing(Standing.BENCHMARK, PUBLIC):
        yield


@contextmanager
def as_owner(schema_name: str = PUBLIC) -> Iterator[None]:
    """Work as the owner of the tables: only for migrations and for making a tenant."""
    if schema_name != PUBLIC:
        checked_schema_name(schema_name)
    with _standing(Standing.OWNER, schema_name):
        yield


def collect(read: Callable[[], T]) -> dict[str, T]:
    """Call `read` inside every launched tenant and give its answers by schema name.

    Raises:
        AlreadyInsideAnotherTenant: called while working for one tenant.
    """
    with as_platform():
        launched = apps.get_model("tenants", "Tenant").objects.filter(launched_at__isnull=False)
        names = list(launched.order_by("schema_name").values_list("schema_name", flat=True))
    answers: dict[str, T] = {}
    for name in names:
        with inside(name):
            answers[name] = read()
    return answers


@contextmanager
def _standing(standing: Standing, schema_name: str) -> Iterator[None]:
    wrapper = here()
    before, tenant_before = wrapper.place, wrapper.tenant
    wrapper.stand_as(standing, FakeTenant(schema_name))
    try:
        yield
    finally:
        wrapper.stand_as(before.standing, tenant_before, includes_public=before.includes_public)
