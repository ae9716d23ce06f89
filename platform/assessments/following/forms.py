"""The forms of following: the log, a contact, a measure of the work, an obligation, who follows."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import DayField, PlainForm
from assessments.choices import MOST_MINUTES
from assessments.fields import OpenText, TypedField
from assessments.following.codes import (
    ContactWay,
    ObligationFollowUp,
    ObligationOutcome,
    WageSource,
)
from assessments.following.keeping_log import Done
from assessments.following.models import LONGEST_HEADLINE
from assessments.following.norms import PER_HOUR
from assessments.plans.codes import Activity, Participant
from assessments.plans.rows import GoalRow
from assessments.sent_once import SentOnceForm

_MOST_IN_A_WEEK = 60 * 60
_MOST_WAGE_VALUE = 20_000


class LogForm(SentOnceForm):
    """Coaching from the report of the coach: of one day, or over some days on headlines."""

    first_day = DayField(label=gettext_lazy("Op welke dag?"))
    last_day = DayField(
        label=gettext_lazy("Tot en met"),
        help_text=gettext_lazy("Laat dit leeg als het om één dag gaat."),
        required=False,
    )
    minutes = TypedField(
        kind="minutes",
        label=gettext_lazy("Uren"),
        help_text=gettext_lazy("Bijvoorbeeld 1:30 of 1,5."),
    )
    activities = forms.MultipleChoiceField(
        label=gettext_lazy("Wat de jobcoach deed"),
        choices=Activity.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    goal = forms.ChoiceField(label=gettext_lazy("Voor welk doel?"), required=False)
    headline = OpenText(
        label=gettext_lazy("In hoofdlijnen"),
        help_text=gettext_lazy(
            "Wat is er gedaan? Zonder diagnose, zonder iets over gezondheid en zonder namen."
        ),
        max_length=LONGEST_HEADLINE,
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, detail: str, goals: Iterable[GoalRow]
    ) -> None:
        super().__init__(data, initial={"first_day": timezone.localdate()})
        named = [(str(goal.key), goal.values.specific) for goal in goals]
        self.fields["goal"] = forms.ChoiceField(
            label=gettext_lazy("Voor welk doel?"),
            choices=[("", gettext_lazy("geen doel in het bijzonder")), *named],
            required=False,
        )
        if not named:
            del self.fields["goal"]
        if detail == PER_HOUR:
            del self.fields["last_day"]
            self.fields["activities"].required = True

    def clean_minutes(self) -> int:
        """Ask for hours: an entry without them adds nothing up."""
        return _minutes(self.cleaned_data["minutes"], MOST_MINUTES)

    def clean(self) -> dict[str, Any]:
        """Hold the two days against each other."""
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Kies de eerste dag of een latere."))
        return given

    def done(self) -> Done:
        """Give the coaching as it was filled in."""
        given = self.cleaned_data
        return Done(
            first_day=given["first_day"],
            last_day=given.get("last_day") or given["first_day"],
            minutes=given["minutes"],
            activities=tuple(given["activities"]),
            goal_key=UUID(given["goal"]) if given.get("goal") else None,
            headline=given["headline"],
            once=given["once"],
        )


class ContactForm(SentOnceForm):
    """That there was contact: when, how and with whom."""

    on = DayField(label=gettext_lazy("Op welke dag?"))
    way = forms.ChoiceField(
        label=gettext_lazy("Hoe?"), choices=ContactWay.choices, widget=forms.RadioSelect
    )
    with_whom = forms.MultipleChoiceField(
        label=gettext_lazy("Met wie?"),
        choices=[each for each in Participant.choices if each[0] != Participant.ASSESSOR],
        widget=forms.CheckboxSelectMultiple,
    )


class MeasureForm(SentOnceForm):
    """The hours a week, the wage value, or both, as they were on a day."""

    on = DayField(label=gettext_lazy("Vanaf welke dag?"))
    weekly_minutes = TypedField(
        kind="minutes",
        label=gettext_lazy("Uren werk per week"),
        help_text=gettext_lazy("Laat dit leeg als de uren gelijk bleven."),
    )
    wage_value = TypedField(
        kind="basis_points",
        label=gettext_lazy("Loonwaarde"),
        help_text=gettext_lazy("Laat dit leeg als er niets is gemeten of geschat."),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Waar komt de loonwaarde vandaan?"),
        choices=WageSource.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and for the source of a wage value."""
        given = super().clean() or {}
        if self.errors:
            return given
        weekly, wage = given.get("weekly_minutes"), given.get("wage_value")
        if weekly is None and wage is None:
            self.add_error("weekly_minutes", _("Vul de uren in, de loonwaarde, of allebei."))
        if weekly is not None and not 0 < weekly <= _MOST_IN_A_WEEK:
            self.add_error("weekly_minutes", _("Vul hoogstens 60 uur in."))
        if wage is not None and not 0 < wage <= _MOST_WAGE_VALUE:
            self.add_error("wage_value", _("Vul een percentage in tot en met 200."))
        if wage is not None and not given.get("source"):
            self.add_error("source", _("Kies waar de loonwaarde vandaan komt."))
        return given


class ObligationForm(PlainForm):
    """Whether an obligation was met, and what follows."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Is het gehaald?"),
        choices=ObligationOutcome.choices,
        widget=forms.RadioSelect,
    )
    seen_on = DayField(label=gettext_lazy("Op welke dag hebt u dat gezien?"))
    follow_up = forms.ChoiceField(
        label=gettext_lazy("Wat volgt?"),
        choices=ObligationFollowUp.choices,
        widget=forms.RadioSelect,
    )
    new_due_on = DayField(
        label=gettext_lazy("Tot welke dag is er meer tijd?"),
        help_text=gettext_lazy("Alleen als er meer tijd is."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Hold what follows against the answer and the day."""
        given = super().clean() or {}
        outcome, follow_up = given.get("outcome"), given.get("follow_up")
        if outcome == ObligationOutcome.DONE and follow_up not in (
            None,
            ObligationFollowUp.CONTINUES,
        ):
            self.add_error("follow_up", _("Wie het heeft gehaald, gaat door."))
        is_later, until = follow_up == ObligationFollowUp.LATER, given.get("new_due_on")
        seen = given.get("seen_on")
        if is_later and (until is None or (seen and until <= seen)):
            self.add_error("new_due_on", _("Geef een dag na de dag waarop u het zag."))
        if not is_later and until is not None:
            self.add_error("new_due_on", _("Laat deze dag leeg, of kies dat er meer tijd is."))
        return given


class FollowerForm(PlainForm):
    """Who follows the case."""

    user = forms.ChoiceField(label=gettext_lazy("Wie volgt deze casus?"))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, people: Iterable[tuple[str, str]], now: str
    ) -> None:
        super().__init__(data, initial={"user": now})
        self.fields["user"] = forms.ChoiceField(
            label=gettext_lazy("Wie volgt deze casus?"), choices=list(people)
        )


def _minutes(given: int | None, most: int) -> int:
    if given is None or not 0 < given <= most:
        raise ValidationError(_("Vul in hoeveel uren het waren."))
    return given
