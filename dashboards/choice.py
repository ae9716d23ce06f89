"""The choices of a comparison as a form, in the address: a link shows the same to others."""

from collections.abc import Mapping

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import PlainForm
from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from benchmarking.comparison import ProtectedComparison
from benchmarking.snapshots import Against, Choices, protected_comparison
from dashboards import words

#: Names in the address, in Dutch as all addresses.
FIELDS = ("uitvoerder", "met", "periode", "doelgroep", "contract")
#: Of a value in the address that nobody offers, as much is repeated on the page.
LONGEST_SHOWN = 40


class ChoiceForm(PlainForm):
    """Which organisation, against whom, over which cases; what is left open is all."""

    uitvoerder = forms.ChoiceField(label=gettext_lazy("Uitvoerder"))
    met = forms.ChoiceField(label=gettext_lazy("Naast"))
    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False)
    doelgroep = forms.ChoiceField(label=gettext_lazy("Doelgroep"), required=False)
    contract = forms.ChoiceField(label=gettext_lazy("Contract"), required=False)

    def __init__(self, given: Mapping[str, str], *, choices: Choices, own_tenant: str) -> None:
        """Take what the address says; what it leaves out is the own organisation beside UWV."""
        chosen = {name: value for name, value in given.items() if name in FIELDS and value}
        # An organisation that is not open yet cannot be shown, not even to its own people.
        tenant = chosen.get("uitvoerder", own_tenant if own_tenant in choices.tenants else "")
        against = Against.ALL if tenant in choices.uwv else Against.UWV
        filled = {"uitvoerder": tenant, "met": against.value} | chosen
        super().__init__(filled, auto_id="keuze_%s")
        self._uwv = choices.uwv
        texts = {
            "uitvoerder": list(choices.tenants.items()),
            "met": [(kind.value, words.label_of_reference(kind)) for kind in choices.against],
            "periode": [
                ("", _("Alle jaren")),
                *((str(year), str(year)) for year in choices.years),
            ],
            "doelgroep": [
                ("", _("Alle doelgroepen")),
                *((code, words.said(TARGET_GROUPS[code])) for code in choices.target_groups),
            ],
            "contract": [
                ("", _("Alle contracten")),
                *((code, words.said(CONTRACT_CLASSES[code])) for code in choices.contract_classes),
            ],
        }
        for name, options in texts.items():
            self._offer(name, options, given=filled.get(name, ""))

    def _offer(self, name: str, options: list[tuple[str, str]], *, given: str) -> None:
        """Fill the list of a field. A value that is not in it stands on top, as what it is.

        Otherwise the browser would show the first of the list, as if that had been asked for.
        """
        field = self.fields[name]
        field.choices = options  # type: ignore[attr-defined]  # all are choice fields
        if given in [value for value, _label in options]:
            return
        if not given:
            field.widget.choices = [("", _("Kies een uitvoerder")), *options]
            field.error_messages["required"] = _(
                "Uw organisatie is nog niet geopend en staat daarom niet in de lijst."
            )
            return
        short = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
        unknown = _("%(value)s (bestaat niet)") % {"value": short}
        field.widget.choices = [(given, unknown), *options]
        problem = _("“%(value)s” staat niet in de lijst. Kies een van de mogelijkheden.")
        # Django fills the message in once more.
        field.error_messages["invalid_choice"] = (problem % {"value": short}).replace("%", "%%")

    def clean(self) -> dict[str, str]:
        """Refuse UWV beside itself: there would be nothing to see."""
        chosen = self.cleaned_data
        if chosen.get("uitvoerder") in self._uwv and chosen.get("met") == Against.UWV:
            self.add_error(
                "met", _("UWV staat dan naast zichzelf. Kies de G4 of alle uitvoerders.")
            )
        return chosen

    def comparison(self) -> ProtectedComparison:
        """Return the protected comparison of a valid choice."""
        chosen = self.cleaned_data
        return protected_comparison(
            tenant=chosen["uitvoerder"],
            against=chosen["met"],
            period=int(chosen["periode"]) if chosen["periode"] else None,
            target_group=chosen["doelgroep"] or None,
            contract=chosen["contract"] or None,
        )

    def address(self) -> str:
        """Return the choice as the query of an address, without what is left open."""
        pairs = [(name, self.data.get(name, "")) for name in FIELDS]
        return urlencode([(name, value) for name, value in pairs if value])

    def in_words(self) -> str:
        """Return the choice in words, for a file that travels without its address."""
        chosen = []
        for name in FIELDS:
            options = dict(self.fields[name].choices)  # type: ignore[attr-defined]
            chosen.append(f"{self.fields[name].label}: {options.get(self.data.get(name, ''), '')}")
        return " · ".join(chosen)
