"""Writes to the own list of a tenant: putting an organisation on it, and taking it off."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from coaches.entries import EntryUnknown, NotTheKeeper, keeper_here
from coaches.models import CoachOrganisation, Listing


@transaction.atomic
def put_on_list(
    *, actor: User, organisation_id: UUID, valid_from: date, valid_until: date | None
) -> None:
    """Put an organisation on the own list of this tenant, whoever keeps its entry.

    Raises:
        NotPermitted: the actor may not keep the register.
        EntryUnknown: there is no such organisation.
        NotTheKeeper: the platform has no list.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    if not CoachOrganisation.objects.filter(pk=organisation_id).exists():
        raise EntryUnknown
    if not keeper_here():
        raise NotTheKeeper
    Listing.objects.update_or_create(
        kept_by=keeper_here(),
        organisation_id=organisation_id,
        defaults={"valid_from": valid_from, "valid_until": valid_until},
    )
    record(
        actor=actor,
        action="register.listed",
        object_kind="coach_organisation",
        object_id=organisation_id,
    )


@transaction.atomic
def take_off_list(*, actor: User, organisation_id: UUID) -> None:
    """Take an organisation off the own list; where it is not on it nothing happens.

    Raises:
        NotPermitted: the actor may not keep the register.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    own = Listing.objects.filter(kept_by=keeper_here(), organisation_id=organisation_id)
    removed, _of_each = own.delete()
    if removed:
        record(
            actor=actor,
            action="register.unlisted",
            object_kind="coach_organisation",
            object_id=organisation_id,
        )
