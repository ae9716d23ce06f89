"""The forms of watching over coaching: a report that came, a log looked at, what was seen."""

from collections.abc import Mapping

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.plain_forms import DayField, PlainForm
from assessments.oversight.codes import LogVerdict, RemarkKind
from assessments.sent_once import SentOnceForm


class ReportForm(SentOnceForm):
    """The day on which a report came."""

    received_on = DayField(label=gettext_lazy("Wanneer kwam het verslag binnen?"))

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={"received_on": timezone.localdate()})


class LogCheckForm(PlainForm):
    """How a log was found."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Hoe is het logboek?"),
        choices=LogVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe u het logboek vond.")},
    )


class RemarkForm(SentOnceForm):
    """What was seen of who coaches, and when."""

    on = DayField(label=gettext_lazy("Wanneer zag u dit?"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Wat zag u?"),
        help_text=gettext_lazy("Kies een of meer. Namen en gezondheid horen hier niet."),
        choices=RemarkKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies ten minste één ding.")},
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})

    def seen(self) -> tuple[RemarkKind, ...]:
        """Give what was chosen."""
        return tuple(RemarkKind(code) for code in self.cleaned_data["kinds"])
