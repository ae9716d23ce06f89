"""The form of a session in which coaching, wage value and trial placement are judged together."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from assessments.fields import FactTypedField
from assessments.joint.actions import Session
from assessments.joint.codes import TrialVerdict
from assessments.plans.codes import Participant
from rulebook.facts import FACT_BY_NAME, FactValue

_NOT_JUDGED = ("", gettext_lazy("niet beoordeeld"))


class JointForm(PlainForm):
    """When, with whom, and what was found of each of the three."""

    on = DayField(label=gettext_lazy("Wanneer was dit?"))
    with_whom = forms.MultipleChoiceField(
        label=gettext_lazy("Wie waren erbij?"),
        choices=Participant.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies wie erbij waren.")},
    )
    need = forms.ChoiceField(label=gettext_lazy("Hoeveel begeleiding is nodig?"), required=False)
    wage_value = FactTypedField(
        fact=FACT_BY_NAME["wage_value"],
        label=gettext_lazy("Loonwaarde"),
        help_text=gettext_lazy("In procenten. Bijvoorbeeld 45 of 45,5."),
    )
    trial = forms.ChoiceField(
        label=gettext_lazy("Proefplaatsing"),
        choices=[_NOT_JUDGED, *TrialVerdict.choices],
        required=False,
    )
    trial_starts_on = DayField(
        label=gettext_lazy("Eerste dag van de proefplaatsing"), required=False
    )
    trial_ends_on = DayField(
        label=gettext_lazy("Laatste dag van de proefplaatsing"), required=False
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        known: Mapping[str, FactValue | None],
    ) -> None:
        initial = {
            "on": timezone.localdate(),
            "need": known.get("need"),
            "wage_value": known.get("wage_value"),
        }
        super().__init__(data, initial=initial)
        need, field = FACT_BY_NAME["need"], self.fields["need"]
        if isinstance(field, forms.ChoiceField):
            language = language_now()
            words = [(code, need.code_labels[code].in_language(language)) for code in need.codes]
            field.choices = [_NOT_JUDGED, *words]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one of the three, and for the days of what is approved."""
        given = super().clean() or {}
        if not (given.get("need") or given.get("wage_value") is not None or given.get("trial")):
            self.add_error("need", gettext_lazy("Zeg van ten minste één ding wat u vond."))
        first, last = given.get("trial_starts_on"), given.get("trial_ends_on")
        if given.get("trial") == TrialVerdict.APPROVED and (not first or not last or last < first):
            self.add_error(
                "trial_ends_on",
                gettext_lazy(
                    "Geef een eerste en een laatste dag; de laatste ligt niet voor de eerste."
                ),
            )
        return given

    def session(self) -> Session:
        """Give the session as it was filled in."""
        given = self.cleaned_data
        return Session(
            on=given["on"],
            with_whom=tuple(Participant(code) for code in given["with_whom"]),
            need=given["need"],
            wage_value=given["wage_value"],
            trial=TrialVerdict(given["trial"]) if given["trial"] else None,
            trial_starts_on=given["trial_starts_on"],
            trial_ends_on=given["trial_ends_on"],
        )
