"""The choices of the comparison as a form, in the address: a link shows the same to others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import PlainForm
from benchmarking.boundaries.geojson import AreaKind
from benchmarking.boundaries.queries import map_of
from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from benchmarking.comparison import ProtectedComparison
from benchmarking.definitions import indicator, indicators
from benchmarking.method.parts import parts_of
from benchmarking.snapshots import Against, Choices, protected_comparison
from dashboards import words
from dashboards.long_list import LongList
from dashboards.offered import groups_by_kind, indicators_by_topic
from dashboards.standing_maps import TILES_CHOSEN
from rulebook.headings import TOPICS

#: Names in the address, in Dutch as all addresses. Every page carries all of them along.
FIELDS = (
    "indicator", "deel", "uitvoerder", "met", "groep", "onderwerp", "periode", "doelgroep",
    "contract", "kaart",
)  # fmt: skip
#: How a map is drawn: no choice of figures, so no caption or file names it.
MAP = "kaart"
#: What is chosen where two sides stand beside each other.
OF_COMPARISON = ("uitvoerder", "met", "periode", "doelgroep", "contract")
#: Of a value in the address that nobody offers, as much is repeated on the page.
LONGEST_SHOWN = 40
FIRST_INDICATOR = "awarded_hours"

Option = tuple[str, str]
#: Options in a list, or under headings: (heading, options).
Options = Sequence[Option | tuple[str, Sequence[Option]]]


class Filters(TypedDict):
    """Over which cases: None is all."""

    period: int | None
    target_group: str | None
    contract: str | None


class ChoiceForm(PlainForm):
    """Which organisation, against whom, over which cases; what is left open is all."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"), widget=LongList)
    uitvoerder = forms.ChoiceField(label=gettext_lazy("Uitvoerder"), widget=LongList)
    met = forms.ChoiceField(label=gettext_lazy("Naast"))
    groep = forms.ChoiceField(label=gettext_lazy("Groep ernaast"), widget=LongList)
    onderwerp = forms.ChoiceField(label=gettext_lazy("Onderwerp van beleid"), required=False)
    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False)
    doelgroep = forms.ChoiceField(label=gettext_lazy("Doelgroep"), required=False)
    contract = forms.ChoiceField(label=gettext_lazy("Contract"), required=False)
    kaart = forms.ChoiceField(label=gettext_lazy("Kaart"), required=False)

    def __init__(
        self,
        given: Mapping[str, str],
        *,
        choices: Choices,
        own_tenant: str,
        fields: Sequence[str] = OF_COMPARISON,
    ) -> None:
        """Take what the address says; what it leaves out is the own organisation beside UWV.

        What this page does not ask (`fields` says what it does) is carried along as it is.
        """
        chosen = {name: value for name, value in given.items() if name in FIELDS and value}
        if "groep" in chosen:  # an own choice of organisations, as an address that was typed has it
            chosen["groep"] = chosen["groep"].replace(" ", "+")
        # An organisation that is not open yet cannot be shown, not even to its own people.
        tenant = chosen.get("uitvoerder", own_tenant if own_tenant in choices.tenants else "")
        against = Against.ALL if tenant in choices.uwv else Against.UWV
        first = {"uitvoerder": tenant, "met": against.value, "groep": Against.ALL.value}
        first = {name: first[name] for name in first if name in fields or name == "uitvoerder"}
        if "indicator" in fields:
            first["indicator"] = FIRST_INDICATOR
        super().__init__(first | chosen, auto_id="keuze_%s")
        fields = [name for name in fields if name != MAP or map_of(AreaKind.REGION)]
        self.fields = {name: self.fields[name] for name in fields}
        self.choices = choices
        for name in fields:
            self._offer(name, self._options(name), given=self.data.get(name, ""))

    def _options(self, name: str) -> Options:
        choices = self.choices
        match name:
            case "indicator":
                return indicators_by_topic()
            case "uitvoerder":
                return list(choices.tenants.items())
            case "met":
                return [(kind.value, words.label_of_reference(kind)) for kind in choices.against]
            case "groep":
                return groups_by_kind(
                    own=str(self.data.get("uitvoerder", "")), chosen=str(self.data.get(name, ""))
                )
            case "kaart":
                return [("", _("Met grenzen")), (TILES_CHOSEN, _("Met vakken"))]
            case "onderwerp":
                every = ("", _("Alle onderwerpen, gewogen"))
                return [every, *((code, words.said(label)) for code, label in TOPICS.items())]
            case "periode":
                return [("", _("Alle jaren")), *((str(year), str(year)) for year in choices.years)]
            case "doelgroep":
                codes = choices.target_groups
                return [
                    ("", _("Alle doelgroepen")),
                    *((code, words.said(TARGET_GROUPS[code])) for code in codes),
                ]
            case _:
                codes = choices.contract_classes
                return [
                    ("", _("Alle contracten")),
                    *((code, words.said(CONTRACT_CLASSES[code])) for code in codes),
                ]

    def _offer(self, name: str, options: Options, *, given: str) -> None:
        """Fill the list of a field. A value that is not in it stands on top, as what it is.

        Otherwise the browser would show the first of the list, as if that had been asked for.
        """
        field = self.fields[name]
        field.choices = options  # type: ignore[attr-defined]  # all are choice fields
        if given in dict(_flat(options)):
            return
        if not given:
            field.widget.choices = [("", _("Kies een uitvoerder")), *options]
            field.error_messages["required"] = _(
                "Uw organisatie is nog niet geopend en staat daarom niet in de lijst."
            )
            return
        short = _short(given)
        unknown = _("%(value)s (bestaat niet)") % {"value": short}
        field.widget.choices = [(given, unknown), *options]
        problem = _("“%(value)s” staat niet in de lijst. Kies een van de mogelijkheden.")
        # Django fills the message in once more.
        field.error_messages["invalid_choice"] = (problem % {"value": short}).replace("%", "%%")

    def clean(self) -> dict[str, str]:
        """Refuse UWV beside itself: there would be nothing to see; and a part that nothing has."""
        chosen = self.cleaned_data
        if "indicator" in chosen:
            self._check_part(chosen["indicator"])
        if chosen.get("uitvoerder") in self.choices.uwv and chosen.get("met") == Against.UWV:
            self.add_error(
                "met", _("UWV staat dan naast zichzelf. Kies de G4 of alle uitvoerders.")
            )
        return chosen

    def _check_part(self, name: str) -> None:
        """Let go of a part of an indicator that was looked at before; refuse one of none at all."""
        part = str(self.data.get("deel", ""))
        if not part or part in parts_of(indicator(name)):
            return
        self.data = {field: value for field, value in self.data.items() if field != "deel"}
        if not any(part in parts_of(other) for other in indicators().values()):
            problem = _("Het deel “%(value)s” bestaat niet. Kies een deel op de pagina.")
            self.add_error(None, problem % {"value": _short(part)})

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """What the address holds for other pages, so that it is still there on the way back."""
        return tuple(
            (name, self.data[name])
            for name in FIELDS
            if name not in self.fields and self.data.get(name)
        )

    @property
    def year(self) -> int | None:
        """The year of a valid choice, None for all."""
        return int(self.cleaned_data["periode"]) if self.cleaned_data["periode"] else None

    def filters(self) -> Filters:
        """Return the filters of a valid choice as the benchmark takes them."""
        chosen = self.cleaned_data
        return Filters(
            period=self.year,
            target_group=chosen["doelgroep"] or None,
            contract=chosen["contract"] or None,
        )

    def comparison(self) -> ProtectedComparison:
        """Return the protected comparison of a valid choice."""
        chosen = self.cleaned_data
        return protected_comparison(
            tenant=chosen["uitvoerder"],
            against=chosen["met"],
            period=self.year,
            target_group=chosen["doelgroep"] or None,
            contract=chosen["contract"] or None,
        )

    def address(self, **other: str) -> str:
        """Return the choice as the query of an address, without what is left open.

        `other` are fields with another value than was chosen.
        """
        given = {name: self.data.get(name, "") for name in FIELDS} | other
        return urlencode([(name, value) for name, value in given.items() if value])

    def chosen_besides(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return what the address holds besides one field, for a form that asks that one anew."""
        given = ((each, str(self.data.get(each, ""))) for each in FIELDS if each != name)
        return tuple((each, value) for each, value in given if value)

    def label_of(self, name: str) -> str:
        """Return what was chosen of a field, as the list says it."""
        options = self.fields[name].choices  # type: ignore[attr-defined]
        return dict(_flat(options)).get(self.data.get(name, ""), "")

    def in_words(self) -> str:
        """Return the choice in words, for a file that travels without its address."""
        return " · ".join(
            f"{self.fields[name].label}: {self.label_of(name)}"
            for name in self.fields
            if name != MAP
        )

    def in_short(self, *, without: Sequence[str] = ()) -> str:
        """Return the choice as it stands in every caption; what is `without` is of all."""
        named = [name for name in self.fields if name not in ("indicator", MAP)]
        return ", ".join(
            self._label_of_all(name) if name in without else self.label_of(name) for name in named
        )

    def _label_of_all(self, name: str) -> str:
        return dict(_flat(self._options(name))).get("", "")


def _short(given: str) -> str:
    return given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"


def _flat(options: Options) -> Iterator[Option]:
    for value, label in options:
        if isinstance(label, str):
            yield value, label
        else:
            yield from label
