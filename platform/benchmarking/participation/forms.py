"""The form with which an organisation says whether it takes part in the benchmark."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField, PlainForm

YES, NO = "ja", "nee"


class ParticipationForm(PlainForm):
    """Whether the organisation takes part, and the day of the first decision or of the end."""

    meedoen = forms.ChoiceField(
        label=_("Doet uw organisatie mee met de benchmark?"),
        choices=[(YES, _("Ja, wij doen mee")), (NO, _("Nee, wij doen niet mee"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord.")},
    )
    vanaf = DayField(
        label=_("Vanaf welke dag?"),
        help_text=_(
            "Wie begint: besluiten vanaf deze dag gaan mee, ook als de dag al voorbij is. "
            "Wie stopt: vandaag of later."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Take no day that has passed from whoever stops."""
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("vanaf")
        is_over = isinstance(day, date) and day < timezone.localdate()
        if cleaned.get("meedoen") == NO and is_over:
            self.add_error("vanaf", gettext("Kies vandaag of een latere dag om te stoppen."))
        return cleaned
