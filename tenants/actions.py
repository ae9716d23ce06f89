"""Writes to the register of tenants: making one in one step, and opening it."""

import re
from collections.abc import Callable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from tenants import context, schemas
from tenants.database.base import checked_schema_name
from tenants.models import Domain, Municipality, ServedMunicipality, Tenant, TenantKind
from tenants.reserved_names import check_not_reserved

_HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")

#: What the rooms above give every new tenant. Called inside it, in the transaction that makes it:
#: what one of them refuses is not made.
on_created: list[Callable[[Tenant], None]] = []


class MunicipalityUnknown(Exception):
    """A code is not in the register of municipalities."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(
            f"Not in the register of municipalities: {', '.join(codes)}. Add them first, or use "
            "codes such as GM0363."
        )


class RealMunicipalityWithInventedPolicy(Exception):
    """A real municipality never carries policy that somebody made up."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(
            f"{', '.join(codes)} exist and this policy is invented. Use fictitious municipalities "
            "(codes such as XX0001) or a policy that was published."
        )


class HostMissing(Exception):
    """A tenant without a host name cannot be reached."""

    def __init__(self) -> None:
        super().__init__("Give at least one host name, such as amsterdam.localhost.")


class HostRefused(ValueError):
    """This can be no host name."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host!r} is not a host name: use letters, digits, hyphens and points, such as "
            "amsterdam.localhost, without port or address."
        )


class TenantExists(Exception):
    """The schema, the name or a host name is taken."""

    def __init__(self, *, field: str, value: str) -> None:
        self.field = field
        super().__init__(f"The {field} {value} is taken by another tenant: choose another.")


def create_tenant(
    *,
    schema_name: str,
    name: str,
    kind: str,
    profile_name: str,
    municipality_codes: Sequence[str],
    hosts: Sequence[str],
    is_synthetic: bool,
) -> Tenant:
    """Make a tenant in one step: row, host names, schema, role, tables and rights, or nothing.

    It stays private until `launch_tenant`. The caller records who did it.

    Args:
        schema_name: lower-case letters, digits and underscores; never changes.
        name: what people call it.
        kind: one of `TenantKind`.
        profile_name: the shipped policy profile that it starts with.
        municipality_codes: CBS codes of the municipalities that it works for; none for UWV.
        hosts: host names without port; the first is the one that links use.
        is_synthetic: whether its policy is invented.

    Raises:
        SchemaNameRefused, NameReserved, HostMissing, HostRefused, MunicipalityUnknown,
        RealMunicipalityWithInventedPolicy, TenantExists: what was given cannot be a tenant;
            nothing is left behind.
    """
    checked_schema_name(schema_name)
    check_not_reserved(schema_name)
    if not hosts:
        raise HostMissing
    for host in hosts:
        if not _HOST_NAME.fullmatch(host.lower()):
            raise HostRefused(host)
    with context.as_owner(), transaction.atomic():
        _one_at_a_time()
        _check_free(schema_name=schema_name, name=name, hosts=hosts)
        _check_municipalities(municipality_codes, is_synthetic=is_synthetic)
        tenant = Tenant.objects.create(
            schema_name=schema_name,
            name=name,
            kind=TenantKind(kind),
            profile_name=profile_name,
            is_synthetic_policy=is_synthetic,
        )
        ServedMunicipality.objects.bulk_create(
            ServedMunicipality(tenant=tenant, municipality_id=code) for code in municipality_codes
        )
        for place, host in enumerate(hosts):
            Domain(tenant=tenant, domain=host.lower(), is_primary=place == 0).save()
        schemas.make_schema(schema_name)
        schemas.grant_in_tenant(schema_name)
        with context.inside(schema_name):
            for give in on_created:
                give(tenant)
    return tenant


def launch_tenant(*, schema_name: str) -> None:
    """Open a tenant: from now on others see its name and its protected figures."""
    with context.as_platform():
        Tenant.objects.filter(schema_name=schema_name, launched_at__isnull=True).update(
            launched_at=timezone.now()
        )


def add_municipality(*, code: str, name: str, region_code: str = "") -> None:
    """Put a fictitious municipality (code XX0001) into the register, or change its name.

    The caller records who did it.
    """
    with context.as_platform():
        Municipality.objects.update_or_create(
            code=code,
            defaults={"name": name, "region_code": region_code},
            create_defaults={
                "name": name,
                "region_code": region_code,
                "is_fictitious": code.startswith("XX"),
            },
        )


def _one_at_a_time() -> None:
    """Have whoever makes another tenant wait, so that the same one sent twice is refused once."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE tenants_tenant IN SHARE ROW EXCLUSIVE MODE")


def _check_free(*, schema_name: str, name: str, hosts: Sequence[str]) -> None:
    if Tenant.objects.filter(schema_name=schema_name).exists() or _schema_exists(schema_name):
        raise TenantExists(field="schema_name", value=schema_name)
    if Tenant.objects.filter(name=name).exists():
        raise TenantExists(field="name", value=name)
    taken = Domain.objects.filter(domain__in=[host.lower() for host in hosts]).first()
    if taken:
        raise TenantExists(field="schema_name", value=taken.domain)


def _schema_exists(schema_name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema_name])
        return cursor.fetchone() is not None


def _check_municipalities(codes: Sequence[str], *, is_synthetic: bool) -> None:
    found = dict(Municipality.objects.filter(code__in=codes).values_list("code", "is_fictitious"))
    if unknown := sorted(set(codes) - set(found)):
        raise MunicipalityUnknown(unknown)
    real = sorted(code for code, is_fictitious in found.items() if not is_fictitious)
    if is_synthetic and real:
        raise RealMunicipalityWithInventedPolicy(real)
