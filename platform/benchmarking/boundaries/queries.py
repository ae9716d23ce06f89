"""Which drawings stand, and their shapes; read as the platform, for every face."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from benchmarking.boundaries.drawing import Drawing
from benchmarking.boundaries.geojson import AreaKind
from benchmarking.boundaries.kept import from_kept
from benchmarking.boundaries.models import BoundaryMap, Origin
from tenants import context
from tenants.models import Municipality
from tenants.register import region_names


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """One drawing that stands, without its shapes."""

    id: UUID
    kind: AreaKind
    year: int
    origin: Origin
    sha256: str
    imported_at: datetime
    imported_by: UUID | None

    def drawing(self) -> Drawing:
        """Return its shapes; they never change under one identifier.

        Raises:
            BoundaryMap.DoesNotExist: it was replaced or removed meanwhile.
        """
        return _drawing(self.id)


def map_of(kind: AreaKind) -> MapRow | None:
    """Return the drawing that stands of a kind of area, or None."""
    return next((row for row in maps() if row.kind is kind), None)


def maps() -> list[MapRow]:
    """Return the drawings that stand: of regions, then of municipalities."""
    names = ("id", "kind", "year", "origin", "sha256", "imported_at", "imported_by")
    with context.as_platform():
        found = {row["kind"]: row for row in BoundaryMap.objects.values(*names)}
    return [
        MapRow(**found[kind] | {"kind": kind, "origin": Origin(found[kind]["origin"])})
        for kind in AreaKind
        if kind in found
    ]


def known_areas(kind: AreaKind) -> dict[str, str]:
    """Return the areas of the register by code, with what we call them."""
    if kind is AreaKind.REGION:
        return dict(region_names())
    with context.as_platform():
        return dict(Municipality.objects.order_by("code").values_list("code", "name"))


@lru_cache(maxsize=4)
def _drawing(map_id: UUID) -> Drawing:
    with context.as_platform():
        row = BoundaryMap.objects.get(pk=map_id)
    return from_kept(row.width, row.height, row.shapes)
