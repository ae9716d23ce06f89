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
    vanaf = DayField(label=_("Vanaf welke dag?"), help_text=_("Vandaag of later."))

    def clean_vanaf(self) -> Any:  # noqa: ANN401 - Django's form
        """Take no day that has passed."""
        day = self.cleaned_data["vanaf"]
        if day < timezone.localdate():
            raise forms.ValidationError(gettext("Kies vandaag of een latere dag."))
        return day
