"""Writes to the register: entries and their proofs, each by its keeper."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import MOST_DETAILS, record
from coaches.codes import Employment
from coaches.entries import (
    COACH_FIELDS,
    ORGANISATION_FIELDS,
    EntryUnknown,
    NotTheKeeper,
    StaleEntry,
    keeper_here,
)
from coaches.models import Coach, CoachOrganisation, Entry, Proof
from coaches.queries import organisation_with_kvk

EntryModel = TypeVar("EntryModel", bound=Entry)


class KvkTaken(ValueError):
    """Another entry has this number of the Chamber of Commerce."""

    def __init__(self, organisation_id: UUID) -> None:
        super().__init__("This organisation is in the register: use the entry that is there.")
        self.organisation_id = organisation_id


class EmployerMissing(ValueError):
    """A coach is employed by exactly one: an organisation, the tenant, or a named employer."""

    def __init__(self) -> None:
        super().__init__("Name the organisation or the employer that the coach works for.")


@transaction.atomic
def add_organisation(*, actor: User, values: Mapping[str, Any], is_synthetic: bool = False) -> UUID:
    """Add an organisation, kept by the tenant that the connection works for, or the platform.

    Args:
        actor: who does it.
        values: by the names of `ORGANISATION_FIELDS`; what is left out is not known.
        is_synthetic: whether it is made up.

    Raises:
        NotPermitted: the actor may not keep the register.
        KvkTaken: the register has this organisation.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    given = {name: values[name] for name in ORGANISATION_FIELDS if name in values}
    _check_kvk(given.get("kvk_number", ""))
    made = _made(CoachOrganisation(**given, is_synthetic=is_synthetic))
    record(
        actor=actor, action="register.added", object_kind="coach_organisation", object_id=made.id
    )
    return made.id


@transaction.atomic
def add_coach(
    *,
    actor: User,
    values: Mapping[str, Any],
    organisation_id: UUID | None = None,
    employer_name: str = "",
    is_synthetic: bool = False,
) -> UUID:
    """Add a coach: of an organisation that is kept here, of an employer, or else of the tenant.

    Args:
        actor: who does it.
        values: by the names of `COACH_FIELDS`; what is left out is not known.
        organisation_id: the organisation that employs the coach.
        employer_name: the employer of an internal coach.
        is_synthetic: whether the coach is made up.

    Raises:
        NotPermitted: the actor may not keep the register.
        EntryUnknown, NotTheKeeper: there is no such organisation, or another tenant keeps it.
        EmployerMissing: two employers are given, or none and this is not a tenant.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    if organisation_id is not None:
        locked(CoachOrganisation, organisation_id)
    both = organisation_id is not None and bool(employer_name)
    if both or not (organisation_id or employer_name or keeper_here()):
        raise EmployerMissing
    employment = Employment.ORGANISATION if organisation_id else Employment.TENANT
    made = _made(
        Coach(
            **{name: values[name] for name in COACH_FIELDS if name in values},
            employment=Employment.EMPLOYER if employer_name else employment,
            organisation_id=organisation_id,
            employer_name=employer_name,
            is_synthetic=is_synthetic,
        )
    )
    record(actor=actor, action="register.added", object_kind="coach", object_id=made.id)
    return made.id


@transaction.atomic
def change_entry(
    *,
    actor: User,
    model: type[Entry],
    entry_id: UUID,
    revision: int,
    values: Mapping[str, Any],
) -> None:
    """Change what is known of an organisation or a coach; the audit line names the fields.

    Raises:
        NotPermitted, EntryUnknown, NotTheKeeper: not by this person, or not this entry.
        StaleEntry: somebody changed it after it was opened.
        KvkTaken: another entry has this number.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    found = locked(model, entry_id)
    if found.revision != revision:
        raise StaleEntry
    changed = write_changes(found, values)
    record(
        actor=actor,
        action="register.changed",
        object_kind=kind_of(model),
        object_id=entry_id,
        details={"fields": changed[:MOST_DETAILS]},
    )


@transaction.atomic
def add_proof(
    *,
    actor: User,
    model: type[Entry],
    entry_id: UUID,
    kind: str,
    issuer: str,
    valid_from: date,
    valid_until: date | None,
) -> UUID:
    """Add something that an organisation or a coach can show.

    Raises:
        NotPermitted, EntryUnknown, NotTheKeeper: not by this person, or not to this entry.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    found = locked(model, entry_id)
    made = Proof.objects.create(
        kept_by=found.kept_by,
        organisation_id=entry_id if model is CoachOrganisation else None,
        coach_id=entry_id if model is Coach else None,
        kind=kind,
        issuer=issuer,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    record(
        actor=actor,
        action="register.proof_added",
        object_kind=kind_of(model),
        object_id=entry_id,
        details={"kind": str(kind)},
    )
    return made.id


@transaction.atomic
def remove_proof(*, actor: User, proof_id: UUID) -> tuple[type[Entry], UUID]:
    """Take away a proof that was put in by mistake; give the entry that it was of.

    Raises:
        NotPermitted, EntryUnknown, NotTheKeeper: not by this person, or not this proof.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    found = Proof.objects.filter(pk=proof_id).first()
    if found is None:
        raise EntryUnknown
    if found.kept_by != keeper_here():
        raise NotTheKeeper
    model: type[Entry] = Coach if found.coach_id else CoachOrganisation
    entry_id = found.coach_id or found.organisation_id
    if entry_id is None:
        raise EntryUnknown
    found.delete()
    record(
        actor=actor,
        action="register.proof_removed",
        object_kind=kind_of(model),
        object_id=entry_id,
        details={"kind": found.kind},
    )
    return model, entry_id


def kind_of(model: type[Entry]) -> str:
    """Give what an entry is called in the audit record."""
    return "coach" if model is Coach else "coach_organisation"


def locked(model: type[EntryModel], entry_id: UUID) -> EntryModel:
    """Give an entry that is kept here, held until the transaction ends.

    Raises:
        EntryUnknown: there is none.
        NotTheKeeper: another tenant keeps it, or the platform does.
    """
    kept_by = model._default_manager.filter(pk=entry_id).values_list("kept_by", flat=True).first()
    if kept_by is None:
        raise EntryUnknown
    if kept_by != keeper_here():
        raise NotTheKeeper
    return model._default_manager.select_for_update().get(pk=entry_id)


def write_changes(found: Entry, values: Mapping[str, Any]) -> list[str]:
    """Write new values into an entry that is held; give the names of what changed.

    Raises:
        KvkTaken: another entry has this number.
    """
    names = COACH_FIELDS if isinstance(found, Coach) else ORGANISATION_FIELDS
    given = {name: values[name] for name in names if name in values}
    changed = sorted(name for name, value in given.items() if getattr(found, name) != value)
    if "kvk_number" in changed:
        _check_kvk(given["kvk_number"])
    for name in changed:
        setattr(found, name, given[name])
    found.revision += 1
    found.changed_at = timezone.now()
    found.save()
    return changed


def _check_kvk(number: str) -> None:
    taken = organisation_with_kvk(kvk_number=number) if number else None
    if taken is not None:
        raise KvkTaken(taken)


def _made(entry: EntryModel) -> EntryModel:
    now = timezone.now()
    entry.kept_by, entry.added_at, entry.changed_at = keeper_here(), now, now
    entry.save(force_insert=True)
    return entry
