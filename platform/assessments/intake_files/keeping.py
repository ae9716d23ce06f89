"""Mappings that are kept by name, and the one that a file is read by unless somebody changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.intake_files.guessing import Guess, guess, own_values, with_values
from assessments.intake_files.mapping import ColumnMapping, column_keys, mapping_from_data
from assessments.intake_files.models import KeptMapping
from assessments.intake_files.shipped import shipped_for
from assessments.intake_files.targets import Target
from assessments.pinned_rules import sha256
from assessments.references import check_open_texts
from audit.actions import record
from rulebook.canonical import canonical
from rulebook.case_format.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The mapping that a file is read by; `name` where it was kept under one.

    `is_certain` where nothing is left to ask: our own names and codes, or a kept mapping that
    knows every value of this file.
    """

    mapping: ColumnMapping
    name: str
    is_certain: bool


@transaction.atomic
def keep_mapping(
    *, actor: User, kind: str, name: str, header: Sequence[str], mapping: ColumnMapping
) -> None:
    """Keep a mapping under a name, in place of the one that had it.

    Raises:
        NotPermitted: the actor may not read files in.
        BsnInText: the name could hold a citizen service number.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    check_open_texts(name)
    kept, _is_new = KeptMapping.objects.update_or_create(
        kind=kind,
        name=name,
        defaults={
            "header_hash": header_hash(header),
            "choices": mapping.as_data(),
            "kept_by": actor.id,
            "kept_at": timezone.now(),
        },
    )
    record(
        actor=actor, action="mapping.kept", object_kind="mapping", object_id=kept.id,
        details={"kind": kind, "columns": len(mapping.columns)},
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """A kept mapping as a list shows it."""

    id: UUID
    kind: str
    name: str
    columns: int
    kept_at: datetime


class MappingUnknown(LookupError):
    """There is no such kept mapping: somebody removed it."""

    def __init__(self) -> None:
        super().__init__("This mapping is not kept any more: choose one from the list.")


class NameTaken(ValueError):
    """Another mapping of the same kind of file has this name."""

    def __init__(self) -> None:
        super().__init__("Another mapping of this kind of file has this name: choose another one.")


def kept_mappings() -> tuple[KeptRow, ...]:
    """Give all kept mappings by kind and name."""
    return tuple(_row(each) for each in KeptMapping.objects.order_by("kind", "name"))


def kept_mapping(*, mapping_id: UUID) -> KeptRow:
    """Give one kept mapping.

    Raises:
        MappingUnknown: there is none.
    """
    return _row(_held(mapping_id))


@transaction.atomic
def rename_mapping(*, actor: User, mapping_id: UUID, name: str) -> None:
    """Give a kept mapping another name; later files are read by it as before.

    Raises:
        NotPermitted, MappingUnknown: not by this person, or it is gone.
        NameTaken: another one has this name.
        BsnInText: the name could hold a citizen service number.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    check_open_texts(name)
    kept = _held(mapping_id)
    if KeptMapping.objects.filter(kind=kept.kind, name=name).exclude(pk=kept.pk).exists():
        raise NameTaken
    KeptMapping.objects.filter(pk=kept.pk).update(name=name)
    record(actor=actor, action="mapping.renamed", object_kind="mapping", object_id=kept.id)


@transaction.atomic
def remove_mapping(*, actor: User, mapping_id: UUID) -> None:
    """Remove a kept mapping: the next file with its columns is asked about again.

    Raises:
        NotPermitted, MappingUnknown: not by this person, or it is gone.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    kept = _held(mapping_id)
    record(actor=actor, action="mapping.removed", object_kind="mapping", object_id=kept.id)
    kept.delete()


def _held(mapping_id: UUID) -> KeptMapping:
    found = KeptMapping.objects.filter(pk=mapping_id).first()
    if found is None:
        raise MappingUnknown
    return found


def _row(kept: KeptMapping) -> KeptRow:
    columns = mapping_from_data(kept.choices).columns.values()
    return KeptRow(
        id=kept.id,
        kind=kept.kind,
        name=kept.name,
        columns=sum(bool(each.target) for each in columns),
        kept_at=kept.kept_at,
    )


def proposal(*, kind: str, table: Table, targets: Mapping[str, Target]) -> Proposal:
    """Give the mapping of a file: the kept one of the same columns, a shipped one, or a guess."""
    digest = header_hash(table.header)
    kept = list(KeptMapping.objects.filter(kind=kind).order_by("-kept_at", "-id"))
    for each in kept:
        if each.header_hash == digest:
            before = mapping_from_data(each.choices)
            mapping = with_values(before, table, targets)
            return Proposal(
                mapping=mapping,
                name=each.name,
                is_certain=_knows_every_value(before, table, targets),
            )
    guessed: Guess = guess(table, targets, [mapping_from_data(each.choices) for each in kept])
    shipped = None if guessed.is_certain else shipped_for(kind, table.header)
    if shipped is not None:
        return Proposal(mapping=with_values(shipped, table, targets), name="", is_certain=False)
    return Proposal(mapping=guessed.mapping, name="", is_certain=guessed.is_certain)


def header_hash(header: Sequence[str]) -> str:
    """Give what tells the columns of a file, whatever their order of capitals and spaces."""
    return sha256(canonical(list(column_keys(header))))


def _knows_every_value(mapping: ColumnMapping, table: Table, targets: Mapping[str, Target]) -> bool:
    for place, key in enumerate(column_keys(table.header)):
        choice = mapping.columns.get(key)
        target = targets.get(choice.target) if choice else None
        if choice is None or target is None:
            continue
        if not {text.casefold() for text in own_values(table, place, target)} <= set(choice.values):
            return False
    return True
