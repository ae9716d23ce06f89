"""Reading a file of boundaries in, and removing what was read in."""

import hashlib

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from benchmarking.boundaries.drawing import drawn
from benchmarking.boundaries.geojson import (
    AreaKind,
    BoundariesRefused,
    BoundaryFile,
    Why,
    read_boundaries,
)
from benchmarking.boundaries.kept import as_kept
from benchmarking.boundaries.models import BoundaryMap, Origin
from benchmarking.boundaries.queries import known_areas
from tenants import context

OBJECT_KIND = "boundaries"


class NoBoundaries(LookupError):
    """There is no drawing of this kind of area."""

    def __init__(self, kind: AreaKind) -> None:
        super().__init__(f"No boundaries of kind {kind.value} were read in: nothing to remove.")


def import_boundaries(*, actor: User | None, content: bytes, origin: Origin) -> BoundaryFile:
    """Keep the drawing of a file, in the place of the one of the same kind of area.

    Args:
        actor: the administrator of the platform; None for a command.
        content: the file.
        origin: where it came from, as was said.

    Raises:
        NotPermitted: the actor does not manage tenants.
        BoundariesRefused: the file cannot be used; what stood stays.
    """
    if actor is not None:
        check_permission(actor, Permission.MANAGE_TENANTS)
    file = read_boundaries(content)
    if not known_areas(file.kind).keys() & file.areas.keys():
        raise BoundariesRefused(Why.NONE_KNOWN)
    drawing, sha256 = drawn(file), hashlib.sha256(content).hexdigest()
    with context.as_platform(), transaction.atomic():
        _locked(file.kind).delete()
        BoundaryMap.objects.create(
            kind=file.kind.value,
            year=file.year,
            origin=origin,
            sha256=sha256,
            imported_at=timezone.now(),
            imported_by=actor.id if actor else None,
            width=drawing.width,
            height=drawing.height,
            shapes=as_kept(drawing),
        )
        record(
            actor=actor,
            action="boundaries.imported",
            object_kind=OBJECT_KIND,
            object_id=file.kind.value,
            details={
                "year": file.year,
                "origin": origin.value,
                "areas": len(file.areas),
                "sha256": sha256,
            },
        )
    return file


def remove_boundaries(*, actor: User | None, kind: AreaKind) -> None:
    """Remove the drawing of a kind of area; the maps are schematic again.

    Raises:
        NotPermitted: the actor does not manage tenants.
        NoBoundaries: there is none.
    """
    if actor is not None:
        check_permission(actor, Permission.MANAGE_TENANTS)
    with context.as_platform(), transaction.atomic():
        found = _locked(kind).first()
        if found is None:
            raise NoBoundaries(kind)
        details = {"year": found.year, "sha256": found.sha256}
        found.delete()
        record(
            actor=actor,
            action="boundaries.removed",
            object_kind=OBJECT_KIND,
            object_id=kind.value,
            details=details,
        )


def _locked(kind: AreaKind) -> QuerySet[BoundaryMap]:
    return BoundaryMap.objects.select_for_update().filter(kind=kind.value)
