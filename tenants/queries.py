"""Reads of tenants and of the register of municipalities; each runs as the platform."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tenants import context
from tenants.models import Domain, Municipality, Tenant


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


def tenant_at(*, host: str) -> TenantRow | None:
    """Give the tenant that answers under a host name, or None."""
    with context.as_platform():
        domain = (
            Domain.objects.select_related("tenant")
            .prefetch_related("tenant__servedmunicipality_set")
            .filter(domain=host)
            .first()
        )
        return _row(domain.tenant, host=host) if domain else None


def tenants() -> list[TenantRow]:
    """Give every tenant, also those that are not open yet, by name."""
    return _tenants()


def launched_tenants() -> list[TenantRow]:
    """Give the tenants that are open, by name."""
    return _tenants(launched_at__isnull=False)


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


def _tenants(**having: bool) -> list[TenantRow]:
    with context.as_platform():
        found = (
            Tenant.objects.filter(**having)
            .prefetch_related("domains", "servedmunicipality_set")
            .order_by("name")
        )
        return [_row(tenant, host=_primary_host(tenant)) for tenant in found]


def _primary_host(tenant: Tenant) -> str:
    hosts = sorted(tenant.domains.all(), key=lambda domain: (not domain.is_primary, domain.domain))
    return hosts[0].domain if hosts else ""


def _row(tenant: Tenant, *, host: str) -> TenantRow:
    served = tenant.servedmunicipality_set.all()
    return TenantRow(
        id=tenant.id,
        schema_name=tenant.schema_name,
        name=tenant.name,
        kind=tenant.kind,
        profile_name=tenant.profile_name,
        is_synthetic_policy=tenant.is_synthetic_policy,
        launched_at=tenant.launched_at,
        host=host,
        municipality_codes=tuple(sorted(row.municipality_id for row in served)),
    )
