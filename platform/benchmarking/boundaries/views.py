"""The pages on which an administrator of the platform reads boundaries in, looks, and removes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import queries as people
from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.plain_forms import status_of
from benchmarking.boundaries.actions import NoBoundaries, import_boundaries, remove_boundaries
from benchmarking.boundaries.forms import BoundariesForm
from benchmarking.boundaries.geojson import AreaKind, BoundariesRefused
from benchmarking.boundaries.models import BoundaryMap, Origin
from benchmarking.boundaries.paths import path_of
from benchmarking.boundaries.queries import MapRow, known_areas, map_of, maps
from benchmarking.boundaries.words import KINDS, refusal
from tenants import context as places

#: What the kinds are called in an address.
_SLUGS = {"regios": AreaKind.REGION, "gemeenten": AreaKind.MUNICIPALITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLine:
    """A kind of area with the map that stands of it, or None."""

    slug: str
    label: str
    row: MapRow | None
    by: str


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_TENANTS)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Say of which areas boundaries stand, and take a file."""
    form = BoundariesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kind = _imported(request, form)
        if kind is not None:
            return redirect("boundaries:one", kind)
    context = {"form": form, "lines": _lines()}
    return render(request, "benchmarking/boundaries.html", context, status=status_of(form))


def _imported(request: HttpRequest, form: BoundariesForm) -> str | None:
    """Read the file in and give where its map is to be seen; or say at the field why not."""
    given = form.cleaned_data
    try:
        file = import_boundaries(
            actor=actor_of(request), content=given["bestand"].read(), origin=Origin(given["bron"])
        )
    except BoundariesRefused as refused:
        form.add_error("bestand", refusal(refused))
        return None
    told = _("De grenzen van %(count)s gebieden van %(year)s zijn ingelezen.")
    messages.success(request, told % {"count": len(file.areas), "year": file.year})
    return _slug(file.kind)


@require_safe
@requires(Permission.MANAGE_TENANTS)
@never_cache
def one(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the map that stands of a kind of area, and which codes do not meet the register."""
    row = _found(kind)
    try:
        drawing = row.drawing()
    except BoundaryMap.DoesNotExist as gone:
        raise Http404 from gone
    known = known_areas(row.kind)
    names = {code: shape.name for code, shape in drawing.shapes.items()}
    context = {
        "line": _line(kind, row, _names([row])),
        "drawing": drawing,
        "paths": [path_of(shape.rings, height=drawing.height) for shape in drawing.shapes.values()],
        "unknown": sorted((names[code], code) for code in names.keys() - known.keys()),
        "missing": sorted((known[code], code) for code in known.keys() - names.keys()),
        "matched": len(names.keys() & known.keys()),
    }
    return render(request, "benchmarking/boundary_map.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_TENANTS)
@never_cache
def remove(request: HttpRequest, kind: str) -> HttpResponse:
    """Say what removing a map does, and on a second press remove it."""
    row = _found(kind)
    if request.method != "POST":
        context = {"line": _line(kind, row, {})}
        return render(request, "benchmarking/boundaries_remove.html", context)
    try:
        remove_boundaries(actor=actor_of(request), kind=row.kind)
    except NoBoundaries as nothing:
        raise Http404 from nothing
    messages.success(request, _("De grenzen zijn weggehaald."))
    return redirect("boundaries:overview")


def _found(slug: str) -> MapRow:
    kind = _SLUGS.get(slug)
    row = map_of(kind) if kind else None
    if row is None:
        raise Http404
    return row


def _lines() -> list[MapLine]:
    standing = {row.kind: row for row in maps()}
    names = _names(list(standing.values()))
    return [_line(slug, standing.get(kind), names) for slug, kind in _SLUGS.items()]


def _line(slug: str, row: MapRow | None, names: Mapping[UUID, str]) -> MapLine:
    by = names.get(row.imported_by, "") if row and row.imported_by else ""
    return MapLine(slug=slug, label=str(KINDS[_SLUGS[slug]]), row=row, by=by)


def _names(rows: Sequence[MapRow]) -> Mapping[UUID, str]:
    asked = {row.imported_by for row in rows if row.imported_by}
    with places.as_platform():
        return people.names_of(user_ids=asked)


def _slug(kind: AreaKind) -> str:
    return next(slug for slug, each in _SLUGS.items() if each is kind)
