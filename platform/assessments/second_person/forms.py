"""The form of a second person who gives a proposal back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import PlainForm
from assessments.fields import OpenText
from assessments.second_person.status import ReturnReason


class GiveBackForm(PlainForm):
    """Why a colleague does not agree, as a code and in words."""

    reason = forms.ChoiceField(
        label=_("Waarom geeft u het terug?"), choices=ReturnReason, widget=forms.RadioSelect
    )
    explanation = OpenText(
        label=_("Uitleg voor uw collega"),
        help_text=_("In uw eigen woorden, zonder diagnose en zonder namen."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
