"""Which boundaries a page draws with, and what it says of where they come from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from benchmarking.boundaries.drawing import Drawing
from benchmarking.boundaries.geojson import AreaKind
from benchmarking.boundaries.models import BoundaryMap, Origin
from benchmarking.boundaries.queries import map_of

#: What is chosen in the address to have regions drawn as tiles, though there are boundaries.
TILES_CHOSEN = "vakken"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingMap:
    """A drawing with its year and where it came from."""

    year: int
    is_made_up: bool
    drawing: Drawing

    @property
    def credit(self) -> str:
        """Whose boundaries these are, short enough to stand in the figure."""
        if self.is_made_up:
            return _("Grenzen: zelf gemaakt, om te oefenen")
        return _("Grenzen %(year)s: CBS") % {"year": self.year}

    @property
    def about(self) -> str:
        """Whose boundaries these are, below the figure."""
        if self.is_made_up:
            return _("De grenzen zijn zelf gemaakt om te oefenen. Zo liggen deze gebieden niet.")
        text = _("De grenzen zijn die van %(year)s uit de gebiedsindelingen van het CBS.")
        return text % {"year": self.year} + " " + _("Ze zijn vereenvoudigd om te tekenen.")

    def without(self, names: dict[str, str]) -> str:
        """Say of which areas, by code, the figure is in the table only; empty where of none."""
        missing = [name for code, name in names.items() if code not in self.drawing.shapes]
        if not missing:
            return ""
        text = _("Niet op deze kaart, wel in de tabel: %(names)s.")
        return text % {"names": ", ".join(missing)}


def standing_map(kind: AreaKind) -> StandingMap | None:
    """Return the drawing that stands of a kind of area, or None."""
    row = map_of(kind)
    if row is None:
        return None
    try:
        drawing = row.drawing()
    except BoundaryMap.DoesNotExist:  # replaced in this very moment
        return None
    return StandingMap(year=row.year, is_made_up=row.origin is Origin.MADE_UP, drawing=drawing)
