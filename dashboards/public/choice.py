"""What everybody can choose of the public figures: the cases, and of an indicator the part."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import PlainForm
from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from dashboards import words
from dashboards.public.figures import Filters

FIELDS = ("deel", "periode", "doelgroep", "contract")


class PublicChoice(PlainForm):
    """Over which cases; what is left open is all of them, and the first part."""

    deel = forms.ChoiceField(label=gettext_lazy("Deel"), required=False)
    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False)
    doelgroep = forms.ChoiceField(label=gettext_lazy("Doelgroep"), required=False)
    contract = forms.ChoiceField(label=gettext_lazy("Contract"), required=False)

    def __init__(
        self,
        given: Mapping[str, str],
        *,
        years: Sequence[int],
        parts: Sequence[tuple[str, str]] = (),
        fields: Sequence[str] = FIELDS,
    ) -> None:
        """Take what the address says of these fields, and nothing else of it."""
        super().__init__(
            {name: given[name] for name in fields if given.get(name)}, auto_id="keuze_%s"
        )
        offered: dict[str, Sequence[tuple[str, str]]] = {
            "deel": parts,
            "periode": [("", _("Alle jaren")), *((str(year), str(year)) for year in years)],
            "doelgroep": [
                ("", _("Alle doelgroepen")),
                *((code, words.said(label)) for code, label in TARGET_GROUPS.items()),
            ],
            "contract": [
                ("", _("Alle contracten")),
                *((code, words.said(label)) for code, label in CONTRACT_CLASSES.items()),
            ],
        }
        self.fields = {
            name: self.fields[name] for name in fields if name != "deel" or len(parts) > 1
        }
        for name, field in self.fields.items():
            field.choices = offered[name]  # type: ignore[attr-defined]  # all are choice fields

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """Nothing: each of these pages stands by itself."""
        return ()

    def filters(self) -> Filters:
        """Return the filters of a valid choice as the release takes them."""
        chosen = self.cleaned_data
        return Filters(
            period=int(chosen["periode"]) if chosen.get("periode") else None,
            target_group=chosen.get("doelgroep") or None,
            contract=chosen.get("contract") or None,
        )

    def address(self) -> str:
        """Return the choice as the query of an address, without what is left open."""
        return urlencode({name: value for name, value in self.data.items() if name in self.fields})

    def in_words(self, *, without: Sequence[str] = ()) -> str:
        """Return the choice as captions and the file have it; what is `without` is of all."""
        told = []
        for name, field in self.fields.items():
            options = dict(field.choices)  # type: ignore[attr-defined]
            first = next(iter(options.values()), "")
            chosen = "" if name in without else self.data.get(name, "")
            told.append(str(options.get(chosen, first)))
        return ", ".join(told)
