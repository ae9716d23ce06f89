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
from assessments.models import StagedFile
from audit.actions import record

KEPT_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """An uploaded file: its kind, whose cases it holds, and its bytes."""

    kind: str
    municipality_code: str
    content: bytes


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
        sha256=file_hash(file.content),
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
    )


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
