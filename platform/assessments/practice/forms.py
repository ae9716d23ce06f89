"""The form of an answer to whether a coach may do something."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField
from assessments.plans.codes import Activity
from assessments.practice.codes import REASONS, Answer, AnswerReason
from assessments.sent_once import SentOnceForm


class AnswerForm(SentOnceForm):
    """What the coach wants to do, whether that may, and why."""

    activity = forms.ChoiceField(
        label=_("Wat wil de jobcoach doen?"),
        choices=[("", _("Kies wat de jobcoach wil doen")), *Activity.choices],
    )
    answer = forms.ChoiceField(label=_("Mag dat?"), choices=Answer, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("Waarom?"),
        choices=[
            ("", _("Kies een reden")),
            *(
                (answer.label, [(reason.value, reason.label) for reason in reasons])
                for answer, reasons in REASONS.items()
            ),
        ],
    )
    on = DayField(label=_("Op welke dag?"))

    def answered(self) -> tuple[Activity, Answer, AnswerReason]:
        """Give what was filled in."""
        given = self.cleaned_data
        return (
            Activity(given["activity"]),
            Answer(given["answer"]),
            AnswerReason(given["reason"]),
        )
