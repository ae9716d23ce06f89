"""Mappings that are kept by name, and the one that a file is read by unless somebody changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.intake_files.guessing import Guess, guess, own_values, shipped_for, with_values
from assessments.intake_files.mapping import ColumnMapping, column_keys, mapping_from_data
from assessments.intake_files.models import KeptMapping
from assessments.intake_files.targets import Target
from assessments.pinned_rules import sha256
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
    """
    check_permission(actor, Permission.IMPORT_CASES)
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


def proposal(*, kind: str, table: Table, targets: Mapping[str, Target]) -> Proposal:
    """Give the mapping of a file: the kept one of the same columns, a shipped one, or a guess."""
    digest = header_hash(table.header)
    kept = list(KeptMapping.objects.filter(kind=kind).order_by("-kept_at"))
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
