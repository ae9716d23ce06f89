"""What pages say of boundaries and of a file that cannot be used."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benchmarking.boundaries.geojson import AreaKind, BoundariesRefused, Why

KINDS: Final[Mapping[AreaKind, Promise]] = {
    AreaKind.REGION: _("Arbeidsmarktregio's"),
    AreaKind.MUNICIPALITY: _("Gemeenten"),
}
_REFUSED: Final[Mapping[Why, Promise]] = {
    Why.TOO_LARGE: _("Het bestand is groter dan 20 MB. Kies de gegeneraliseerde grenzen."),
    Why.NOT_JSON: _("Dit bestand is geen GeoJSON. Sla het op als GeoJSON, in UTF-8."),
    Why.NOT_AREAS: _("In dit bestand staan geen gebieden (een FeatureCollection)."),
    Why.TOO_MANY: _(
        "In dit bestand staan te veel gebieden of punten. Kies de gegeneraliseerde grenzen van "
        "arbeidsmarktregio's of gemeenten."
    ),
    Why.OTHER_AREAS: _(
        "Gebied %(where)s is geen arbeidsmarktregio (AM18) en geen gemeente (GM0363). Kies het "
        "bestand van een van die twee."
    ),
    Why.MIXED_AREAS: _(
        "In dit bestand staan regio's en gemeenten door elkaar (%(where)s). Lees ze elk in een "
        "eigen bestand in."
    ),
    Why.CODE_MISSING: _("Gebied %(where)s heeft geen code van het CBS (statcode)."),
    Why.CODE_TWICE: _("Gebied %(where)s staat twee keer in het bestand."),
    Why.NAME_UNREADABLE: _("Gebied %(where)s heeft geen leesbare naam (statnaam)."),
    Why.YEAR_MISSING: _(
        "Van gebied %(where)s staat er geen jaar bij. Het hoort in jrstatcode: 2025 en de code."
    ),
    Why.OTHER_YEAR: _("Gebied %(where)s is van een ander jaar dan de rest van het bestand."),
    Why.NO_POLYGON: _("De grens van gebied %(where)s is geen vlak (Polygon of MultiPolygon)."),
    Why.RING_OPEN: _("De grens van gebied %(where)s is niet gesloten, of heeft te weinig punten."),
    Why.NO_NUMBER: _("De grens van gebied %(where)s heeft een punt dat geen twee getallen is."),
    Why.OTHER_GRID: _(
        "De punten passen niet bij het stelsel dat het bestand noemt (%(where)s). Kies EPSG:28992 "
        "of EPSG:4326."
    ),
    Why.OUTSIDE: _("De grens van gebied %(where)s ligt buiten Nederland."),
    Why.TURNED_ROUND: _(
        "Vanaf gebied %(where)s staan breedte en lengte verwisseld. In GeoJSON komt de lengte "
        "eerst."
    ),
    Why.TOO_SMALL: _("Gebied %(where)s is te klein om te tekenen."),
    Why.NONE_KNOWN: _("Meetlat kent geen enkele code uit dit bestand. Kies een recenter jaar."),
}
_WITHOUT_PLACE: Final = _("Het bestand heeft een punt dat geen getal is.")


def names_of_kinds(kinds: frozenset[str]) -> dict[str, str]:
    """Return what the maps in the record are of, by the identifier that they have there."""
    return {kind: str(KINDS[AreaKind(kind)]) for kind in kinds if kind in set(AreaKind)}


def refusal(refused: BoundariesRefused) -> str:
    """Return why a file cannot be used and what to do, in the language of the reader."""
    if refused.why is Why.NO_NUMBER and not refused.where:
        return str(_WITHOUT_PLACE)
    return str(_REFUSED[refused.why]) % {"where": refused.where}
