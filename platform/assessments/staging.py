"""Uploaded files between their dry run and their confirmation: kept an hour, by their uploader."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.intake_files.mapping import ColumnMapping, mapping_from_data
from assessments.kept_models import StagedFile
from audit.actions import record

KEPT_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """An uploaded file: its kind, whose cases it holds, its rows as CSV and what they mean.

    `sha256` is that of the bytes that were uploaded. `mapping` is None until it was chosen.
    """

    kind: str
    municipality_code: str
    content: bytes
    sha256: str
    mapping: ColumnMapping | None = None


class FileNotKept(LookupError):
    """The file is gone: confirmed, expired, or uploaded by somebody else."""

    def __init__(self) -> None:
        super().__init__("This file is not kept any more: choose it again.")


@transaction.atomic
def keep(*, actor: User, file: KeptFile) -> UUID:
    """Keep a file until its uploader confirms it; removes all that have expired.

    Raises:
        NotPermitted: the actor may not read files in.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    forget_expired_files()
    kept = StagedFile.objects.create(
        kind=file.kind,
        municipality_code=file.municipality_code,
        content=zlib.compress(file.content, 1),
        sha256=file.sha256,
        mapping=file.mapping.as_data() if file.mapping else None,
        uploaded_by=actor.id,
        expires_at=timezone.now() + KEPT_FOR,
    )
    details = {"kind": file.kind, "bytes": len(file.content)}
    record(actor=actor, action="file.kept", object_kind="file", object_id=kept.id, details=details)
    return kept.id


@transaction.atomic
def forget_expired_files() -> None:
    """Remove every file that nobody confirmed in time; the worker does so too."""
    expired = StagedFile.objects.filter(expires_at__lt=timezone.now()).select_for_update()
    for file in expired.only("id"):
        record(actor=None, action="file.expired", object_kind="file", object_id=file.id)
        file.delete()


def kept(*, actor: User, file_id: UUID) -> KeptFile:
    """Give a file that the actor uploaded.

    Raises:
        FileNotKept: it is gone or somebody else's.
    """
    found = StagedFile.objects.filter(
        pk=file_id, uploaded_by=actor.id, expires_at__gte=timezone.now()
    ).first()
    if found is None:
        raise FileNotKept
    return KeptFile(
        kind=found.kind,
        municipality_code=found.municipality_code,
        content=zlib.decompress(found.content),
        sha256=found.sha256,
        mapping=mapping_from_data(found.mapping) if found.mapping else None,
    )


@transaction.atomic
def note_look(*, actor: User, file_id: UUID) -> None:
    """Record that somebody looked at what is in a file."""
    record(actor=actor, action="file.looked_at", object_kind="file", object_id=file_id)


@transaction.atomic
def choose_mapping(*, actor: User, file_id: UUID, mapping: ColumnMapping) -> None:
    """Keep beside a file what its columns are.

    Raises:
        FileNotKept: it is gone or somebody else's.
    """
    own = StagedFile.objects.filter(
        pk=file_id, uploaded_by=actor.id, expires_at__gte=timezone.now()
    )
    if not own.update(mapping=mapping.as_data()):
        raise FileNotKept
    details = {"read": sum(bool(each.target) for each in mapping.columns.values())}
    record(
        actor=actor, action="file.columns_chosen", object_kind="file", object_id=file_id,
        details=details,
    )  # fmt: skip


@transaction.atomic
def remove(*, actor: User, file_id: UUID) -> None:
    """Remove a file that the actor uploaded; one that is gone already stays gone."""
    own = StagedFile.objects.filter(pk=file_id, uploaded_by=actor.id).select_for_update()
    for file in own.only("id"):
        record(actor=actor, action="file.removed", object_kind="file", object_id=file.id)
        file.delete()


def file_hash(content: bytes) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
