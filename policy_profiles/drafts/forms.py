"""The forms around a draft: starting one, naming and planning it, and searching in it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import PlainForm
from policy_profiles.drafts.queries import bases
from policy_profiles.policy_day import PolicyDayField
from rulebook.profiles import shipped_layers

CURRENT = "nu"
_NAME_MISSING = _("Geef de nieuwe versie een naam.")


class StartForm(PlainForm):
    """What a draft is called and what it starts from."""

    naam = forms.CharField(
        label=_("Naam van de nieuwe versie"),
        max_length=40,
        error_messages={"required": _NAME_MISSING},
        help_text=_("Zoals “Beleid 2027”. Zo heet de versie later ook in de lijst."),
    )
    begin = forms.ChoiceField(label=_("Waarmee begint u?"), widget=forms.RadioSelect)
    ingang = PolicyDayField(
        label=_("Gaat in op"), required=False, help_text=_("Mag nog open blijven.")
    )

    def __init__(self, data: QueryDict | None = None, *, has_current: bool, language: str) -> None:
        """Offer the version in force, if one is, and the layers that one's own can lie on."""
        super().__init__(data)
        choices = [
            (name, gettext("Leeg, op basis van: %(title)s")
             % {"title": shipped_layers()[name].title.in_language(language)})
            for name in bases()
        ]  # fmt: skip
        if has_current:
            choices.insert(0, (CURRENT, gettext("Het beleid dat nu geldt, met de eigen waarden")))
        self.fields["begin"].choices = choices  # type: ignore[attr-defined]
        self.fields["begin"].initial = choices[0][0]


class PeriodForm(PlainForm):
    """From when to when something is meant to hold."""

    ingang = PolicyDayField(label=_("Gaat in op"), required=False)
    einde = PolicyDayField(
        label=_("Geldt tot"),
        required=False,
        help_text=_("De eerste dag waarop het niet meer geldt. Meestal leeg."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for days that run forward."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("ingang"), cleaned.get("einde")
        if end and not start and "ingang" not in self.errors:
            self.add_error("ingang", gettext("Kies ook de dag waarop het ingaat."))
        if start and end and end <= start:
            self.add_error("einde", gettext("Kies een dag na de dag waarop het ingaat."))
        return cleaned


class PlanForm(PeriodForm):
    """The name of a draft and the days it is meant for."""

    naam = forms.CharField(
        label=_("Naam van de nieuwe versie"),
        max_length=40,
        error_messages={"required": _NAME_MISSING},
    )
    field_order = ("naam", "ingang", "einde")


class DraftFilter(PlainForm):
    """Which values of a draft are shown."""

    zoek = forms.CharField(
        label=_("Zoeken in dit beleid"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    toon = forms.ChoiceField(
        label=_("Laat zien"),
        required=False,
        choices=[
            ("", _("alles")),
            ("eigen", _("wat hier is ingevuld")),
            ("uwv", _("wat verschilt van de UWV-basis")),
            ("regio", _("wat verschilt van de regio")),
            ("nu", _("wat verschilt van wat nu geldt")),
            ("reden", _("afwijkingen zonder reden")),
        ],
    )
