"""The form of a change of coach: from when, why, what is handed over; who is chosen beside it."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.plain_forms import DayField, PlainForm
from assessments.following.codes import CoachReason, HandedOver


class CoachChangeForm(PlainForm):
    """From when another coach takes over, why, and what the one hands to the other."""

    from_day = DayField(label=gettext_lazy("Vanaf welke dag?"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom komt er een ander?"),
        choices=CoachReason.choices,
        widget=forms.RadioSelect,
    )
    handed_over = forms.MultipleChoiceField(
        label=gettext_lazy("Wat wordt overgedragen?"),
        choices=HandedOver.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean_from_day(self) -> date:
        """Take a day on which somebody has taken over, and none that is still to come."""
        day: date = self.cleaned_data["from_day"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("Deze dag moet nog komen. Kies vandaag of eerder."))
        return day
