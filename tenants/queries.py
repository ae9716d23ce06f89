"""Reads of tenants and of the register of municipalities; each runs as the platform."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery

from tenants import context
from tenants.models import Domain, Municipality, ServedMunicipality, Tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantRow:
    """What may be said of a tenant outside it."""

    id: UUID
    schema_name: str
    name: str
    kind: str
    profile_name: str
    is_synthetic_policy: bool
    launched_at: datetime | None
    host: str
    municipality_codes: tuple[str, ...]


_OF_A_TENANT = (
    "id",
    "schema_name",
    "name",
    "kind",
    "profile_name",
    "is_synthetic_policy",
    "launched_at",
)
_THIS_TENANT = OuterRef("pk")
_SERVED = ArraySubquery(
    ServedMunicipality.objects.filter(tenant=_THIS_TENANT)
    .order_by("municipality")
    .values("municipality")
)
_FIRST_HOST = Subquery(
    Domain.objects.filter(tenant=_THIS_TENANT)
    .order_by("-is_primary", "domain")
    .values("domain")[:1]
)


def tenant_at(*, host: str) -> TenantRow | None:
    """Give the tenant that answers under a host name, or None."""
    with context.as_platform():
        found = _rows(Tenant.objects.filter(domains__domain=host))
    return replace(found[0], host=host) if found else None


def tenants() -> list[TenantRow]:
    """Give every tenant, also those that are not open yet, by name."""
    return _tenants()


def launched_tenants(*, schema_name: str | None = None) -> list[TenantRow]:
    """Give the tenants that are open, by name; with `schema_name` that one if it is."""
    of_one = {} if schema_name is None else {"schema_name": schema_name}
    return _tenants(launched_at__isnull=False, **of_one)


def launched_at(*, schema_name: str) -> datetime | None:
    """Give when a tenant was opened, or None before that."""
    with context.as_platform():
        found = Tenant.objects.filter(schema_name=schema_name).values_list("launched_at", flat=True)
        return found.first()


def names_of_tenants(*, ids: frozenset[str]) -> dict[str, str]:
    """Give the names of tenants by their identifier as text."""
    with context.as_platform():
        found = Tenant.objects.filter(pk__in=ids).values_list("pk", "name")
        return {str(key): name for key, name in found}


def municipality_names(*, codes: tuple[str, ...]) -> dict[str, str]:
    """Give the names of municipalities by their code."""
    found = Municipality.objects.filter(code__in=codes)
    return dict(found.values_list("code", "name"))


def regions_of_municipalities() -> dict[str, str]:
    """Give the labour-market region of every municipality of which it is known, by their codes."""
    with context.as_platform():
        found = Municipality.objects.exclude(region_code="")
        return dict(found.values_list("code", "region_code"))


def neighbours(*, schema_name: str) -> frozenset[str]:
    """Give the tenants that serve a municipality in a labour-market region of this tenant's.

    Returns:
        schema names, this tenant's own among them; empty where its region is not known.
    """
    with context.as_platform():
        regions = Municipality.objects.filter(tenants__schema_name=schema_name)
        codes = regions.exclude(region_code="").values_list("region_code", flat=True)
        found = Tenant.objects.filter(municipalities__region_code__in=list(codes))
        return frozenset(found.values_list("schema_name", flat=True))


def _tenants(**having: object) -> list[TenantRow]:
    with context.as_platform():
        return _rows(Tenant.objects.filter(**having).order_by("name"))


def _rows(found: QuerySet[Tenant]) -> list[TenantRow]:
    """Read tenants with what hangs under them in one question, without objects of the model.

    There are hundreds of them on every page of the comparison.
    """
    told = found.values_list(*_OF_A_TENANT, _FIRST_HOST, _SERVED)
    return [
        TenantRow(
            **dict(zip(_OF_A_TENANT, of_tenant, strict=True)),
            host=host or "",
            municipality_codes=tuple(served),
        )
        for *of_tenant, host, served in told
    ]
