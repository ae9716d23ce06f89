"""The form of what a person said of sharing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField
from assessments.sent_once import SentOnceForm
from assessments.sharing.codes import Said, Shared, Way


class SharingForm(SentOnceForm):
    """What it is about, what was said, when and how."""

    about = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"), choices=Shared, widget=forms.CheckboxSelectMultiple
    )
    said = forms.ChoiceField(label=_("Wat is gezegd?"), choices=Said, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("Waaruit blijkt dat?"), choices=Way, widget=forms.RadioSelect)
    on = DayField(label=_("Op welke dag?"))

    def shared(self) -> tuple[Shared, ...]:
        """Give what it is about."""
        return tuple(Shared(code) for code in self.cleaned_data["about"])
