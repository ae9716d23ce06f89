"""The form of a session in which coaching, wage value and trial placement are judged together."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from assessments.fields import FactTypedField
from assessments.joint.actions import Session
from assessments.joint.codes import JointPart, TrialVerdict
from assessments.plans.codes import Participant
from rulebook.facts import FACT_BY_NAME, FactValue

_NOT_JUDGED = ("", gettext_lazy("niet beoordeeld"))


class JointForm(PlainForm):
    """When, with whom, which of the three were judged, and what was found of each.

    What is known of need and wage value stands there already. It counts as judged in this session
    where somebody says so, and not because it was sent along.
    """

    on = DayField(label=gettext_lazy("Wanneer was dit?"))
    with_whom = forms.MultipleChoiceField(
        label=gettext_lazy("Wie waren erbij?"),
        choices=Participant.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies wie erbij waren.")},
    )
    judged = forms.MultipleChoiceField(
        label=gettext_lazy("Wat hebt u in dit gesprek beoordeeld?"),
        help_text=gettext_lazy("Wat u niet aankruist, telt niet als samen beoordeeld."),
        choices=JointPart.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Zeg van ten minste één ding wat u vond.")},
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
        self._known = known
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
        """Ask what was found of each thing that was judged, and the days of what is approved."""
        given = super().clean() or {}
        for part, field, is_new in self._answers(given):
            is_judged = part in given.get("judged", ())
            if is_judged and given.get(field) in (None, "") and field not in self.errors:
                self.add_error(field, _("Geef wat u hiervan vond, of kruis dit niet aan."))
            if is_new and not is_judged and "judged" not in self.errors:
                told = {"part": str(part.label)}
                text = _("U vulde iets in bij ‘%(part)s’. Kruis aan dat u dat beoordeelde.")
                self.add_error("judged", text % told)
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
        judged = given["judged"]
        trial = given["trial"] if JointPart.TRIAL in judged else ""
        return Session(
            on=given["on"],
            with_whom=tuple(Participant(code) for code in given["with_whom"]),
            need=given["need"] if JointPart.COACHING in judged else "",
            wage_value=given["wage_value"] if JointPart.WAGE_VALUE in judged else None,
            trial=TrialVerdict(trial) if trial else None,
            trial_starts_on=given["trial_starts_on"],
            trial_ends_on=given["trial_ends_on"],
        )

    def _answers(self, given: Mapping[str, Any]) -> list[tuple[JointPart, str, bool]]:
        """Give each part with its field, and whether something else was filled in than is known."""
        fields = {
            JointPart.COACHING: "need",
            JointPart.WAGE_VALUE: "wage_value",
            JointPart.TRIAL: "trial",
        }
        return [
            (part, name, bool(given.get(name)) and given[name] != self._known.get(name))
            for part, name in fields.items()
        ]
