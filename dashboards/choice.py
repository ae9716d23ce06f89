"""The choices of a comparison as a form, in the address: a link shows the same to others."""

from collections.abc import Mapping

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from benchmarking.comparison import ProtectedComparison
from benchmarking.snapshots import Against, Choices, protected_comparison
from dashboards import words

#: Names in the address, in Dutch as all addresses.
FIELDS = ("uitvoerder", "met", "periode", "doelgroep", "contract")


class ChoiceForm(forms.Form):
    """Which organisation, against whom, over which cases; what is left open is all."""

    uitvoerder = forms.ChoiceField(label=_("Uitvoerder"))
    met = forms.ChoiceField(label=_("Naast"))
    periode = forms.ChoiceField(label=_("Periode"), required=False)
    doelgroep = forms.ChoiceField(label=_("Doelgroep"), required=False)
    contract = forms.ChoiceField(label=_("Contract"), required=False)

    def __init__(self, given: Mapping[str, str], *, choices: Choices, own_tenant: str) -> None:
        """Take what the address says; what it leaves out is the own organisation beside UWV."""
        chosen = {name: value for name, value in given.items() if name in FIELDS and value}
        tenant = chosen.get("uitvoerder", own_tenant)
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
            field = self.fields[name]
            field.choices = options  # type: ignore[attr-defined]  # all are choice fields
            field.error_messages["invalid_choice"] = _("Kies een van de mogelijkheden in de lijst.")

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
