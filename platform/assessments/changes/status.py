"""What may change in a decided case, as one table: its place in the address and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.changes.reckoning.history import Kind

#: The names on record. They never say what changed: an illness would stand in the open.
RECORDED: Final = "change.recorded"
CORRECTED: Final = "change.corrected"
TAKEN_BACK: Final = "change.taken_back"
READ: Final = "change.read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One kind of change: its place in the address, what it is called, and what is asked."""

    slug: str
    kind: Kind
    title: Promise
    lead: Promise
    day_label: Promise
    asks_hours: bool = False
    needs_hours: bool = False
    asks_contract: bool = False


WAYS: tuple[Way, ...] = (
    Way(
        slug="uren",
        kind=Kind.HOURS,
        title=_("Andere uren"),
        lead=_("De persoon gaat meer of minder uren werken in dezelfde baan."),
        day_label=_("Eerste dag met de nieuwe uren"),
        asks_hours=True,
        needs_hours=True,
    ),
    Way(
        slug="ander-werk",
        kind=Kind.POSITION,
        title=_("Ander werk bij dezelfde werkgever"),
        lead=_("Een andere functie of werkplek; het contract loopt door."),
        day_label=_("Eerste dag met het andere werk"),
        asks_hours=True,
    ),
    Way(
        slug="werkgever",
        kind=Kind.EMPLOYER,
        title=_("Andere werkgever"),
        lead=_(
            "Een andere werkgever neemt de baan over en de begeleiding loopt door. Is het een "
            "nieuwe baan? Beëindig dan deze baan en vraag begeleiding aan voor de volgende."
        ),
        day_label=_("Eerste dag bij de andere werkgever"),
        asks_hours=True,
        asks_contract=True,
    ),
    Way(
        slug="contract",
        kind=Kind.CONTRACT,
        title=_("Contract verlengd of vernieuwd"),
        lead=_("Een nieuw contract bij dezelfde werkgever."),
        day_label=_("Eerste dag van het nieuwe contract"),
        asks_hours=True,
        asks_contract=True,
    ),
    Way(
        slug="ziekte",
        kind=Kind.ILLNESS,
        title=_("Ziek"),
        lead=_("Alleen de dagen. Schrijf niet op wat iemand heeft."),
        day_label=_("Eerste ziektedag"),
    ),
    Way(
        slug="extra-uren",
        kind=Kind.EXTRA,
        title=_("Extra uren"),
        lead=_("Uren die in één stap bij deze periode komen."),
        day_label=_("Vanaf welke dag?"),
    ),
)
WAY_BY_SLUG: Mapping[str, Way] = {way.slug: way for way in WAYS}
WAY_OF: Mapping[Kind, Way] = {way.kind: way for way in WAYS}
