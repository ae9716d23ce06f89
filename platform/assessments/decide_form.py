"""The form of a decision, and what a refused choice says in words beside its field."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from assessments import choices
from assessments.actions import LONGEST_MOTIVATION
from assessments.choices import (
    AsAdvised,
    Choice,
    ChoiceRefused,
    LeaveAside,
    Otherwise,
    deviates,
    is_advised,
    reasons_for,
)
from assessments.codes import DecisionOutcome
from assessments.fields import OpenText, TypedField
from rulebook.finding import Finding
from rulebook.wording import date_long, hours_minutes

ADVISED = "advised"
_CHOOSE = ("", gettext_lazy("Kies een reden"))


class DecideForm(PlainForm):
    """As advised, or otherwise with hours, a period and a coded reason.

    Without an advice there is nothing to follow or to deviate from, and the form asks why one
    decides all the same.
    """

    choice = forms.ChoiceField(
        label=gettext_lazy("Wat besluit u?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies wat u besluit."),
            "invalid_choice": gettext_lazy("Kies wat u besluit."),
        },
    )
    minutes = TypedField(
        kind="minutes",
        label=gettext_lazy("Toe te kennen uren"),
        help_text=gettext_lazy("Voor de hele periode. Bijvoorbeeld 62:30 of 62,5."),
    )
    starts_on = TypedField(
        kind="date",
        label=gettext_lazy("Eerste dag"),
        help_text=gettext_lazy("Bijvoorbeeld 31-12-2025."),
    )
    ends_on = TypedField(
        kind="date",
        label=gettext_lazy("Laatste dag"),
        help_text=gettext_lazy("Tot en met deze dag."),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reden om af te wijken"),
        help_text=gettext_lazy("Uw reden telt mee als maatwerk en blijft bij het besluit staan."),
        error_messages={"invalid_choice": gettext_lazy("Kies een van deze redenen.")},
        required=False,
    )
    motivation = OpenText(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy(
            "In uw eigen woorden, zonder diagnose en zonder namen. De aanvrager leest dit in de "
            "brief."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_MOTIVATION,
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        finding: Finding,
        may_leave_aside: bool = False,
        proposed: Mapping[str, object] | None = None,
    ) -> None:
        self.finding = finding
        initial = {
            "starts_on": finding.support_start,
            "ends_on": finding.support_end,
            **(proposed or {}),
        }
        super().__init__(data, initial=initial)
        aside = (DecisionOutcome.INCOMPLETE.value, _("Buiten behandeling laten"))
        self._choose("choice", [*_choices(finding), *([aside] if may_leave_aside else [])])
        self._choose("reason", [_CHOOSE, *_reasons(finding)])
        self._name_reason([deviates(outcome, finding) for outcome in _others(finding)])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _name_reason(self, deviating: list[bool]) -> None:
        """Ask for a reason to deviate only where there is something to deviate from."""
        field = self.fields["reason"]
        if all(deviating):
            return
        field.label = _("Reden") if any(deviating) else _("Waarom besluit u zonder advies?")
        field.help_text = _("Uw reden blijft bij het besluit staan.")

    def clean(self) -> dict[str, Any]:
        """Hold the choice against the advice."""
        given = super().clean() or {}
        if not self.errors:
            for refused in choices.refusals(self.decided(), self.finding):
                self.refuse(refused)
        return given

    def decided(self) -> Choice:
        """Give the choice that was made; fields that do not belong to it are left out."""
        given = self.cleaned_data
        if given["choice"] == ADVISED:
            return AsAdvised()
        if given["choice"] == DecisionOutcome.INCOMPLETE:
            return LeaveAside()
        if given["choice"] == DecisionOutcome.REFUSE:
            return Otherwise(outcome=DecisionOutcome.REFUSE, reason=given["reason"])
        return Otherwise(
            outcome=DecisionOutcome.GRANT_OTHERWISE,
            reason=given["reason"],
            minutes=given["minutes"] or 0,
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
        )

    def refuse(self, refused: ChoiceRefused) -> None:
        """Say at its field why a choice cannot be a decision."""
        self.add_error(refused.field, words_of(refused))


def words_of(refused: ChoiceRefused) -> str:
    """Say in the active language what to do about a choice that was refused."""
    language = language_now()
    if isinstance(refused, choices.MoreThanWorked):
        return _(
            "In deze periode wordt %(worked)s gewerkt. Geef minder uren of een langere periode."
        ) % {"worked": hours_minutes(refused.worked, language)}
    if isinstance(refused, choices.MinutesRefused):
        too_many = _("Zoveel uren kan een besluit niet toekennen. Kijk na wat u typte.")
        return too_many if refused.is_too_many else _("Geef meer dan 0 uur.")
    if isinstance(refused, choices.ReasonMissing) and not refused.is_tailoring:
        return _("Kies waarom u zonder advies besluit.")
    return str(_WORDS[type(refused)])


_WORDS: Mapping[type[ChoiceRefused], str | Promise] = {
    choices.AdviceNotKnown: gettext_lazy(
        "Er is nog geen advies om te volgen. Beantwoord eerst de open vragen, of besluit anders "
        "met een reden."
    ),
    choices.NotADeviation: gettext_lazy(
        "Dit is wat de regels adviseren. Kies ‘zoals geadviseerd’, of wijzig uren of periode."
    ),
    choices.ReasonMissing: gettext_lazy("Kies de reden waarom u anders besluit."),
    choices.PeriodRefused: gettext_lazy(
        "Geef een eerste en een laatste dag; de laatste ligt niet voor de eerste."
    ),
}


def _others(finding: Finding) -> tuple[DecisionOutcome, ...]:
    """What can be decided other than as advised."""
    refuse = () if finding.verdict == "not_met" else (DecisionOutcome.REFUSE,)
    return (DecisionOutcome.GRANT_OTHERWISE, *refuse)


def _choices(finding: Finding) -> list[tuple[str, str]]:
    others = [(outcome.value, _otherwise(outcome, finding)) for outcome in _others(finding)]
    return [(ADVISED, advice_in_words(finding)), *others] if is_advised(finding) else others


def _otherwise(outcome: DecisionOutcome, finding: Finding) -> str:
    refuses = outcome is DecisionOutcome.REFUSE
    if deviates(outcome, finding):
        return _("Afwijzen, anders dan geadviseerd") if refuses else _("Anders toekennen")
    return _("Afwijzen zonder advies") if refuses else _("Toekennen zonder advies")


def _reasons(finding: Finding) -> list[Any]:
    """The reasons that fit; by choice where one choice has other reasons than another."""
    fitting = {outcome: reasons_for(outcome, finding) for outcome in _others(finding)}
    groups = [
        (_otherwise(outcome, finding), [(reason.value, reason.label) for reason in reasons])
        for outcome, reasons in fitting.items()
    ]
    return groups if len(set(fitting.values())) > 1 else groups[0][1]


def advice_in_words(finding: Finding) -> str:
    """Say what deciding as advised comes down to, where there is an advice."""
    language = language_now()
    if finding.verdict == "not_met":
        return _("Zoals geadviseerd: afwijzen")
    hours = hours_minutes(finding.minutes or 0, language)
    if finding.support_start is None or finding.support_end is None:
        return _("Zoals geadviseerd: %(hours)s toekennen") % {"hours": hours}
    return _("Zoals geadviseerd: %(hours)s toekennen, van %(start)s tot en met %(end)s") % {
        "hours": hours,
        "start": date_long(finding.support_start, language),
        "end": date_long(finding.support_end, language),
    }
