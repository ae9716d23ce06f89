"""What the platform does: set up an organisation with its first administrator, open it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.actions import add_first_administrator, add_person_of_the_platform
from accounts.models import User
from accounts.permissions import Permission, Role, check_permission
from audit.actions import record
from rulebook.profiles import shipped_profile_names
from tenants import actions, context, queries


class ProfileUnknown(Exception):
    """No shipped profile has this name."""

    def __init__(self, name: str) -> None:
        known = ", ".join(shipped_profile_names())
        super().__init__(f"There is no shipped profile {name}. Choose one of: {known}.")


class TenantUnknown(Exception):
    """There is no tenant with this schema."""

    def __init__(self, schema_name: str) -> None:
        super().__init__(f"There is no tenant {schema_name}: choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTenant:
    """What has to be known of an organisation to set it up."""

    schema_name: str
    name: str
    kind: str
    profile_name: str
    municipality_codes: Sequence[str]
    hosts: Sequence[str]
    is_synthetic: bool


@transaction.atomic
def set_up_tenant(*, actor: User | None, new: NewTenant, administrator: str = "") -> str:
    """Make a tenant, with its first administrator where an address is given, or nothing at all.

    Args:
        actor: the platform administrator; None on the command line.
        new: what the organisation is.
        administrator: address of the person who will add the others; may be empty.

    Returns:
        The password for the first sign-in of that person, or an empty text.

    Raises:
        NotPermitted: the actor does not manage tenants.
        ProfileUnknown: the profile is not shipped.
        SchemaNameRefused, HostMissing, MunicipalityUnknown, RealMunicipalityWithInventedPolicy,
        TenantExists: what was given cannot be a tenant.
    """
    if actor is not None:
        check_permission(actor, Permission.MANAGE_TENANTS)
    if new.profile_name not in shipped_profile_names():
        raise ProfileUnknown(new.profile_name)
    tenant = actions.create_tenant(
        schema_name=new.schema_name,
        name=new.name,
        kind=new.kind,
        profile_name=new.profile_name,
        municipality_codes=new.municipality_codes,
        hosts=new.hosts,
        is_synthetic=new.is_synthetic,
    )
    with context.as_platform():
        record(actor=actor, action="tenant.created", object_kind="tenant", object_id=tenant.id)
    with context.inside(new.schema_name):
        record(actor=actor, action="tenant.created", object_kind="tenant", object_id=tenant.id)
        if not administrator:
            return ""
        _administrator, password = add_first_administrator(actor=actor, email=administrator)
    return password


@transaction.atomic
def add_platform_user(*, email: str, name: str, role: Role) -> str:
    """Add somebody of the platform itself, from the command line only.

    Args:
        email: the address to sign in with on the public host.
        name: what colleagues call this person.
        role: one of `PLATFORM_ROLES`.

    Returns:
        The password for the first sign-in, which must be changed then.

    Raises:
        EmailTaken, RoleElsewhere: this person cannot be added so.
    """
    with context.as_platform():
        _user, password = add_person_of_the_platform(email=email, name=name, role=role)
    return password


@transaction.atomic
def launch_tenant(*, actor: User | None, schema_name: str) -> None:
    """Open a tenant: others see its name and its protected figures from now on.

    Args:
        actor: the platform administrator; None on the command line.
        schema_name: which tenant.

    Raises:
        NotPermitted: the actor does not manage tenants.
        TenantUnknown: there is none with this schema.
    """
    if actor is not None:
        check_permission(actor, Permission.MANAGE_TENANTS)
    found = [row for row in queries.tenants() if row.schema_name == schema_name]
    if not found:
        raise TenantUnknown(schema_name)
    actions.launch_tenant(schema_name=schema_name)
    with context.as_platform():
        record(actor=actor, action="tenant.launched", object_kind="tenant", object_id=found[0].id)


@transaction.atomic
def add_municipality(*, actor: User | None, code: str, name: str) -> None:
    """Put a fictitious municipality (code XX0001) into the register, or change its name.

    Args:
        actor: the platform administrator; None on the command line and for the demonstration.
        code: what identifies it ever after.
        name: what people call it.

    Raises:
        NotPermitted: the actor does not manage tenants.
    """
    if actor is not None:
        check_permission(actor, Permission.MANAGE_TENANTS)
    actions.add_municipality(code=code, name=name)
    with context.as_platform():
        record(actor=actor, action="municipality.added", object_kind="municipality", object_id=code)
