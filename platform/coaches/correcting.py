"""Corrections: a tenant proposes a change in the entry of another, who takes it over or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from coaches.actions import kind_of, locked, write_changes
from coaches.entries import COACH_FIELDS, ORGANISATION_FIELDS, EntryUnknown, keeper_here
from coaches.models import Coach, CoachOrganisation, Correction, CorrectionAnswer, Entry


class NothingToCorrect(ValueError):
    """What is proposed is what the register says already."""

    def __init__(self) -> None:
        super().__init__("The register says this already: change at least one field.")


class AnsweredAlready(Exception):
    """A correction is answered once."""

    def __init__(self) -> None:
        super().__init__("This correction has its answer already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A correction with the values as they are now; `is_accepted` None has no answer yet."""

    id: UUID
    entry_id: UUID
    is_coach: bool
    name: str
    proposed_by: str
    keeper: str
    changes: Mapping[str, Any]
    now: Mapping[str, Any]
    proposed_at: datetime
    is_accepted: bool | None


@transaction.atomic
def propose_correction(
    *, actor: User, model: type[Entry], entry_id: UUID, values: Mapping[str, Any]
) -> UUID:
    """Propose to the keeper of an entry what it should say.

    Raises:
        NotPermitted: the actor may not keep the register.
        EntryUnknown: there is no such entry.
        NothingToCorrect: nothing would change.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    found = model._default_manager.filter(pk=entry_id).first()
    if found is None:
        raise EntryUnknown
    names = COACH_FIELDS if model is Coach else ORGANISATION_FIELDS
    changes = {
        name: values[name]
        for name in names
        if name in values and values[name] != getattr(found, name)
    }
    if not changes:
        raise NothingToCorrect
    made = Correction.objects.create(
        kept_by=keeper_here(),
        keeper=found.kept_by,
        organisation_id=entry_id if model is CoachOrganisation else None,
        coach_id=entry_id if model is Coach else None,
        changes=changes,
        proposed_at=timezone.now(),
    )
    record(actor=actor, action="register.corrected", object_kind=kind_of(model), object_id=entry_id)
    return made.id


@transaction.atomic
def answer_correction(*, actor: User, correction_id: UUID, accept: bool) -> None:
    """Take a correction over, or leave the entry as it is; by the keeper, once.

    Raises:
        NotPermitted: the actor may not keep the register.
        EntryUnknown: there is no such correction.
        NotTheKeeper: the entry is another's.
        AnsweredAlready: it was answered.
        KvkTaken: another entry has the proposed number.
    """
    check_permission(actor, Permission.KEEP_REGISTER)
    found = Correction.objects.filter(pk=correction_id).first()
    if found is None:
        raise EntryUnknown
    entry_id = found.coach_id or found.organisation_id
    if entry_id is None:
        raise EntryUnknown
    model: type[Entry] = Coach if found.coach_id else CoachOrganisation
    entry = locked(model, entry_id)
    if CorrectionAnswer.objects.filter(correction=found).exists():
        raise AnsweredAlready
    if accept:
        write_changes(entry, _as_columns(model, found.changes))
    CorrectionAnswer.objects.create(
        kept_by=keeper_here(), correction=found, is_accepted=accept, answered_at=timezone.now()
    )
    done = "register.correction_accepted" if accept else "register.correction_declined"
    record(actor=actor, action=done, object_kind=kind_of(model), object_id=entry_id)


def correction(*, correction_id: UUID) -> CorrectionRow:
    """Give a correction that is addressed to who asks, or comes from there.

    Raises:
        EntryUnknown: there is none.
    """
    rows = _rows(Correction.objects.filter(pk=correction_id))
    here = keeper_here()
    own = [row for row in rows if here in (row.proposed_by, row.keeper)]
    if not own:
        raise EntryUnknown
    return own[0]


def corrections_here() -> tuple[CorrectionRow, ...]:
    """Give the corrections to and from who asks, what waits for an answer first."""
    here = keeper_here()
    found = Correction.objects.filter(keeper=here) | Correction.objects.filter(kept_by=here)
    rows = _rows(found.order_by("-proposed_at", "-id"))
    return tuple(sorted(rows, key=lambda row: row.is_accepted is not None))


def waiting_here() -> int:
    """Give how many corrections wait for an answer from who asks."""
    return Correction.objects.filter(keeper=keeper_here(), answer__isnull=True).count()


def _rows(found: QuerySet[Correction]) -> tuple[CorrectionRow, ...]:
    return tuple(_row(each) for each in found.select_related("organisation", "coach", "answer"))


def _row(found: Correction) -> CorrectionRow:
    entry = found.coach or found.organisation
    if entry is None:
        raise EntryUnknown
    answer = getattr(found, "answer", None)
    return CorrectionRow(
        id=found.id,
        entry_id=entry.id,
        is_coach=found.coach_id is not None,
        name=entry.name,
        proposed_by=found.kept_by,
        keeper=found.keeper,
        changes=_as_columns(type(entry), found.changes),
        now={name: getattr(entry, name, None) for name in found.changes},
        proposed_at=found.proposed_at,
        is_accepted=answer.is_accepted if answer else None,
    )


def _as_columns(model: type[Entry], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Give stored changes as their columns hold them; what the register lost is left out."""
    names = COACH_FIELDS if model is Coach else ORGANISATION_FIELDS
    return {
        name: _as_column(model, name, value) for name, value in changes.items() if name in names
    }


def _as_column(model: type[Entry], name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    if value is None or isinstance(value, list):
        return value
    kind = model._meta.get_field(name).get_internal_type()
    return date.fromisoformat(value) if kind == "DateField" else value
