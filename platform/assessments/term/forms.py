"""Forms of the clock: on which day something happened, and what to do when that cannot be."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from assessments.term.clock.events import Kind, LateReason, Refusal
from assessments.term.clock.lines import reason_words
from assessments.term.queries import KeptEvent
from assessments.term.status import Way

REFUSED: Mapping[Refusal, Promise] = {
    Refusal.ALREADY_SUBMITTED: _("De aanvraag is al ingediend. Verbeter de regel die er staat."),
    Refusal.NOT_SUBMITTED: _("De aanvraag is nog niet ingediend. Doe dat eerst."),
    Refusal.BEFORE_SUBMISSION: _("Geef een dag op of na de dag waarop de aanvraag binnenkwam."),
    Refusal.IN_THE_FUTURE: _("Geef vandaag of een eerdere dag."),
    Refusal.ENDED: _(
        "Er is al besloten, of de aanvraag is ingetrokken. De termijn loopt niet meer."
    ),
    Refusal.TERM_IS_OVER: _("Op die dag was de termijn al voorbij. Dan kan dit niet meer."),
    Refusal.NO_TIME_TO_COMPLETE: _("Uw beleid geeft geen dagen om een aanvraag aan te vullen."),
    Refusal.NOTHING_ASKED: _("Leg eerst de brief vast waarin u om de aanvulling vroeg."),
    Refusal.ALREADY_EXTENDED: _("Uitstel kan één keer. Er staat al een bericht van uitstel."),
    Refusal.STANDS_STILL: _("De termijn staat stil. Geef het bericht pas als hij weer loopt."),
    Refusal.NOT_LATER: _("Noem een dag na de laatste dag die er nu staat."),
    Refusal.NOT_REASONABLE: _(
        "Noem een eerdere dag: uitstel is hoogstens zo lang als de termijn zelf."
    ),
    Refusal.NOT_OVER: _("De termijn is nog niet voorbij. Dit hoeft dan niet."),
    Refusal.NO_REASON: _("Kies een reden."),
}
_OF_UNTIL = {Refusal.NOT_LATER, Refusal.NOT_REASONABLE}


class TermForm(PlainForm):
    """On which day something happened; of an extension the day it names, of lateness the reason."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, data: QueryDict | None = None, *, way: Way, seen: int, received: date | None = None
    ) -> None:
        super().__init__(data, initial={"seen": seen, "day": received or timezone.localdate()})
        self.fields["day"] = DayField(label=str(way.day_label))
        if way.kind is Kind.EXTENDED:
            self.fields["until"] = DayField(
                label=_("Uiterlijk welke dag noemt u voor het besluit?")
            )
        if way.kind is Kind.LATE:
            language = language_now()
            reasons = [(r.value, reason_words(r).in_language(language)) for r in LateReason]
            self.fields["reason"] = forms.ChoiceField(
                label=_("Reden"), choices=reasons, widget=forms.RadioSelect
            )

    def given(self) -> dict[str, Any]:
        """Give what the action asks for."""
        reason = self.cleaned_data.get("reason")
        return {
            "seen": self.cleaned_data["seen"],
            "day": self.cleaned_data["day"],
            "until": self.cleaned_data.get("until"),
            "reason": LateReason(reason) if reason else None,
        }

    def refuse(self, refusal: Refusal) -> None:
        """Say at its field what to do about an event that does not fit."""
        field = "until" if refusal in _OF_UNTIL and "until" in self.fields else "day"
        self.add_error(field, ValidationError(str(REFUSED[refusal]), code=refusal.value))


class CorrectionForm(PlainForm):
    """Another day for a line, or that it should not have been there."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    what = forms.ChoiceField(
        label=_("Wat klopt er niet?"),
        choices=[
            ("day", _("De dag: het was een andere")),
            ("gone", _("De regel: die had er niet moeten staan")),
        ],
        initial="day",
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None = None, *, kept: KeptEvent, seen: int) -> None:
        super().__init__(data, initial={"seen": seen, "day": kept.event.day, "what": "day"})
        self.fields["day"] = DayField(label=_("Welke dag was het?"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the day only where the day is what has to be put right."""
        given = super().clean() or {}
        if given.get("what") == "day" and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Vul een dag in, zoals 31-12-2025."))
        return given

    def refuse(self, refusal: Refusal) -> None:
        """Say at the day what to do about a correction that does not fit."""
        self.add_error("day", ValidationError(str(REFUSED[refusal]), code=refusal.value))
