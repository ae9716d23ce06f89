"""The form with which an organisation says whether it takes part, and from when."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField, PlainForm

YES, NO = "ja", "nee"


class SharingForm(PlainForm):
    """Whether the organisation takes part, from today or a later day on."""

    meedoen = forms.ChoiceField(
        label=_("Mogen totalen van uw besluiten meetellen?"),
        choices=[(YES, _("Ja, wij doen mee")), (NO, _("Nee, wij doen niet mee"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord.")},
    )
    kenmerk = forms.BooleanField(
        label=_("Het kenmerk van de cliënt is bij ons van de mens, en niet van de aanvraag."),
        help_text=_("Nodig als u meedoet. Anders telt één mens als meer mensen."),
        required=False,
    )
    vanaf = DayField(label=_("Vanaf welke dag?"), help_text=_("Vandaag of later."))

    def clean(self) -> dict[str, Any]:
        """Let nobody take part who does not say that references are of people."""
        given = super().clean() or self.cleaned_data
        if given.get("meedoen") == YES and not given.get("kenmerk"):
            self.add_error("kenmerk", gettext("Verklaar dit, of kies dat u niet meedoet."))
        return given

    def clean_vanaf(self) -> Any:  # noqa: ANN401 - Django's form
        """Take no day that has passed."""
        day = self.cleaned_data["vanaf"]
        if day < timezone.localdate():
            raise forms.ValidationError(gettext("Kies vandaag of een latere dag."))
        return day
