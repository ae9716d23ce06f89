"""The few questions that somebody can answer of themselves; each may stay open."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from assessments.fields import TypedField
from rulebook.facts import FACT_BY_NAME, FactValue

_YES_NO = (("yes", _("ja")), ("no", _("nee")), ("", _("weet ik niet")))
_SURE = ("structural_limitation", "target_register", "wage_cost_subsidy_group")


def _whether(label: Any, help_text: Any = "") -> forms.ChoiceField:  # noqa: ANN401 - words
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=_YES_NO, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


class TryForm(PlainForm):
    """Work, contract, and whether one belongs to a group; without a name or an address."""

    work_situation = forms.ChoiceField(label=_("Hebt u werk?"), required=False)
    contract_form = forms.ChoiceField(label=_("Wat voor contract is het?"), required=False)
    weekly_hours = TypedField(
        kind="minutes",
        label=_("Hoeveel uur per week werkt u?"),
        help_text=_("Zoals het in het contract staat."),
    )
    contract_start = DayField(label=_("Eerste dag van het contract"), required=False)
    contract_end = DayField(
        label=_("Laatste dag van het contract"),
        help_text=_("Laat leeg bij een vast contract."),
        required=False,
    )
    structural_limitation = _whether(
        _("Hebt u een beperking die een jaar of langer duurt?"),
        _("Welke hoeft u niet te zeggen. Wij bewaren dit niet."),
    )
    target_register = _whether(_("Staat u in het doelgroepregister (banenafspraak)?"))
    wage_cost_subsidy_group = _whether(_("Krijgt uw werkgever loonkostensubsidie voor u?"))

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        language = language_now()
        for name in ("work_situation", "contract_form"):
            labels = FACT_BY_NAME[name].code_labels
            known = [(code, label.in_language(language)) for code, label in labels.items()]
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [("", gettext("weet ik niet, of nog niet")), *known]

    def clean(self) -> dict[str, Any]:
        """Refuse a contract that ends before it begins."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("contract_start"), given.get("contract_end")
        if first and last and last < first:
            text = gettext("Kies een dag op of na de eerste dag van het contract.")
            self.add_error("contract_end", text)
        return given

    def told(self) -> dict[str, FactValue | None]:
        """Give what was told as facts of the rules; what stayed open is None."""
        given = self.cleaned_data
        facts: dict[str, FactValue | None] = {
            name: given[name] or None for name in ("work_situation", "contract_form")
        }
        facts |= {name: given[name] for name in ("weekly_hours", "contract_start", "contract_end")}
        facts |= {name: {"yes": True, "no": False}.get(given[name]) for name in _SURE}
        return facts
