"""How a program asks for the figures of a card: the calls of the API, and what those leave out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from benchmarking.cells import Selection
from benchmarking.comparison import ProtectedComparison
from benchmarking.definitions import Indicator
from benchmarking.released_indicators.values import ReleasedFigure, Whom
from benchmarking.snapshots import Against

#: What a program fills in itself, by the name that the API has for it.
PERIOD, TARGET_GROUP, CONTRACT = "period", "targetGroup", "contract"
#: Stands in an address where the name of an indicator belongs.
_ANY = "name-of-indicator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The addresses that give the figures of a card.

    `each` names a place in them that is filled in once for every row of the card. `lacks` says in
    words what of the card no address gives; empty where they give all of it.
    """

    addresses: tuple[str, ...]
    each: str = ""
    lacks: str = ""

    @property
    def label(self) -> str:
        """What the calls are: the same figures, or some of them."""
        return _("Met de API") if self.lacks else _("Dezelfde cijfers met de API")

    @property
    def in_words(self) -> str:
        """The calls as they are made, with what has to be filled in and what is not in them."""
        told = [", ".join(f"GET {address}" for address in self.addresses)]
        if self.each:
            told.append(_("Eén keer voor elke waarde van {%(name)s}.") % {"name": self.each})
        if self.lacks:
            told.append(self.lacks)
        return " ".join(told)


def call_of_comparison(comparison: ProtectedComparison, *, each: str = "") -> Call:
    """Return the call that gives a comparison, or that of every group in it (`each`)."""
    given = {
        "tenant": comparison.tenant.code,
        "against": comparison.against,
        **_chosen(comparison.selection),
    }
    return Call(addresses=(_address(reverse("api-benchmark-figures"), given, each),), each=each)


def call_of_organisations(
    asked: Indicator | None, selection: Selection, *, each: str = "", lacks: str = ""
) -> Call:
    """Return the call that gives an indicator of every organisation; of each without one."""
    path = reverse(
        "api-indicator-organisations", kwargs={"name": _ANY if asked is None else asked.name}
    )
    address = _address(path, _chosen(selection), each).replace(_ANY, "{name}")
    return Call(addresses=(address,), each="name" if asked is None else each, lacks=lacks)


def call_of_sides(asked: Indicator, own: ReleasedFigure, group: Whom, *, each: str = "") -> Call:
    """Return the call that gives an indicator of an organisation and of a group beside it.

    The API knows UWV, the G4 and everybody: of another group it gives the organisations in it.
    """
    if group.code not in set(Against):
        return call_of_organisations(asked, own.selection, each=each, lacks=without_group())
    given = {
        "tenant": own.whom.members[0],
        "against": group.code,
        **_chosen(own.selection),
    }
    path = reverse("api-indicator-figures", kwargs={"name": asked.name})
    return Call(addresses=(_address(path, given, each),), each=each)


def without_group() -> str:
    """Say that the figure of a group is not given: it follows from those of its members."""
    return _("Het cijfer van deze groep zelf geeft de API niet, wel dat van elke uitvoerder.")


def _chosen(selection: Selection) -> dict[str, str | int | None]:
    return {
        PERIOD: selection.year,
        TARGET_GROUP: selection.target_group,
        CONTRACT: selection.contract_class,
    }


def _address(path: str, given: Mapping[str, str | int | None], each: str) -> str:
    asked = {name: value for name, value in given.items() if value is not None and name != each}
    parts = [urlencode(asked)] if asked else []
    parts += [f"{each}={{{each}}}"] if each else []
    return f"{path}?{'&'.join(parts)}" if parts else path
