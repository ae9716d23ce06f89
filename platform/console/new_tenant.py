"""Setting up an organisation: tenant, first administrator and the line in the audit record."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from accounts.actions import create_user
from accounts.permissions import Role
from audit.actions import record
from rulebook.profiles import shipped_profile_names
from tenants import actions, context
from tenants.database.base import SchemaNameRefused

_FIRST_PASSWORD_BYTES = 12  # 16 signs to type over once

REFUSALS = (
    SchemaNameRefused,
    actions.HostMissing,
    actions.HostRefused,
    actions.MunicipalityUnknown,
    actions.RealMunicipalityWithInventedPolicy,
    actions.TenantExists,
)


class ProfileUnknown(Exception):
    """No shipped profile has this name."""

    def __init__(self, name: str) -> None:
        known = ", ".join(shipped_profile_names())
        super().__init__(f"There is no shipped profile {name}. Choose one of: {known}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTenant:
    """What has to be known of an organisation to set it up."""

    schema_name: str
    name: str
    kind: str
    profile_name: str
    municipality_codes: tuple[str, ...]
    hosts: tuple[str, ...]
    is_synthetic: bool


def set_up(*, new: NewTenant) -> None:
    """Make the tenant and record it, together or not at all.

    Raises:
        ProfileUnknown: the profile is not shipped.
        REFUSALS: what was given cannot be a tenant; nothing is left behind.
    """
    if new.profile_name not in shipped_profile_names():
        raise ProfileUnknown(new.profile_name)
    with context.as_owner(), transaction.atomic():
        tenant = actions.create_tenant(
            schema_name=new.schema_name,
            name=new.name,
            kind=new.kind,
            profile_name=new.profile_name,
            municipality_codes=new.municipality_codes,
            hosts=new.hosts,
            is_synthetic=new.is_synthetic,
        )
        record(actor=None, action="tenant.created", object_kind="tenant", object_id=tenant.id)


def add_first_administrator(*, schema_name: str, email: str) -> str:
    """Add the person who will add the others, and give the password for the first sign-in.

    Raises:
        EmailTaken: the address is in use there.
    """
    password = secrets.token_urlsafe(_FIRST_PASSWORD_BYTES)
    with context.inside(schema_name), transaction.atomic():
        user = create_user(
            email=email, name=email.split("@")[0], roles=[Role.TENANT_ADMIN], password=password
        )
        user.must_change_password = True
        user.save(update_fields=["must_change_password"])
        record(actor=None, action="user.added", object_kind="user", object_id=user.id)
    return password
