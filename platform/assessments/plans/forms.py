"""The forms of a plan: a goal, what stands beside goals, what came of one, talks, agreements."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from assessments.choices import MOST_MINUTES
from assessments.fields import OpenText, TypedField
from assessments.plans.codes import (
    Activity,
    GoalOutcome,
    Horizon,
    Participant,
    Scope,
)
from assessments.plans.models import LONGEST_LINE, LONGEST_TEXT
from assessments.plans.rules import GoalValues, Refusal
from assessments.sent_once import SentOnceForm
from rulebook import wording
from rulebook.profile import Profile

_NO_DIAGNOSIS = gettext_lazy("Zonder diagnose en zonder namen.")


def _line(label: Any, help_text: Any) -> OpenText:  # noqa: ANN401 - lazy texts
    return OpenText(label=label, help_text=help_text, max_length=LONGEST_LINE)


class SeenForm(PlainForm):
    """A form that carries the version of the plan that it was shown with."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen_version(self) -> int:
        """The version that the page showed; 0 where there was none."""
        return int(self.cleaned_data.get("seen") or 0)


class GoalForm(SeenForm):
    """A SMART goal: what, seen by what, how, and by when; with its activities and hours."""

    horizon = forms.ChoiceField(
        label=gettext_lazy("Korte of lange termijn"),
        choices=Horizon.choices,
        widget=forms.RadioSelect,
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Gericht op"), choices=Scope.choices, widget=forms.RadioSelect
    )
    specific = _line(
        gettext_lazy("Doel"),
        gettext_lazy("Wat kan of doet de persoon straks? Zonder diagnose en zonder namen."),
    )
    measured_by = _line(
        gettext_lazy("Waaraan is te zien dat het doel is gehaald?"),
        gettext_lazy("Bijvoorbeeld: drie weken achter elkaar op tijd."),
    )
    action = _line(
        gettext_lazy("Aanpak"),
        gettext_lazy("Wat doen de jobcoach, de persoon en de werkgever daarvoor?"),
    )
    by_when = DayField(label=gettext_lazy("Uiterlijk"))
    minutes = TypedField(
        kind="minutes",
        label=gettext_lazy("Uren voor dit doel"),
        help_text=gettext_lazy("Van de jobcoach, voor deze periode. Bijvoorbeeld 12:30 of 12,5."),
    )
    activities = forms.MultipleChoiceField(
        label=gettext_lazy("Wat de jobcoach hiervoor doet"),
        choices=Activity.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_work_related = forms.BooleanField(
        label=gettext_lazy("De hulp in het privéleven is nodig om te kunnen werken"),
        required=False,
    )
    is_approved = forms.BooleanField(
        label=gettext_lazy("Voor het zoeken van ander werk is toestemming gegeven"),
        required=False,
    )
    for_employer = forms.BooleanField(
        label=gettext_lazy("De persoon vindt het goed dat de werkgever dit doel leest"),
        required=False,
    )

    def clean_minutes(self) -> int:
        """Ask for hours: goals without hours do not add up."""
        given = self.cleaned_data["minutes"]
        if given is None or not 0 < given <= MOST_MINUTES:
            raise ValidationError(_("Vul in hoeveel uren dit doel vraagt."))
        return int(given)

    def values(self) -> GoalValues:
        """Give the goal as it was filled in."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return GoalValues(**{**given, "activities": tuple(given["activities"])})

    def refuse(self, found: Iterable[Refusal], profile: Profile) -> None:
        """Say at each field what the policy does not allow, by the name of its rule."""
        for refusal in found:
            self.add_error(refusal.field, words_of(refusal, profile))


def words_of(refusal: Refusal, profile: Profile) -> str:
    """Say which rule refuses, what it says, and of which activity."""
    language = language_now()
    resolved = profile[refusal.parameter]
    told = {
        "rule": resolved.parameter.label.in_language(language),
        "value": wording.parameter_value(resolved.parameter, resolved.value, language),
        "activity": str(Activity(refusal.activity).label) if refusal.activity else "",
    }
    if refusal.activity:
        return _("“%(activity)s” kan niet volgens de beleidsregel “%(rule)s” (%(value)s).") % told
    return _("Dit kan niet volgens de beleidsregel “%(rule)s” (%(value)s).") % told


def goal_initial(values: GoalValues) -> dict[str, Any]:
    """Give a goal as its form shows it."""
    return {name: getattr(values, name) for name in GoalForm.base_fields if name != "seen"}


class PlanTextForm(SeenForm):
    """What stands in the plan beside its goals."""

    limitation = OpenText(
        label=gettext_lazy("Wat de jobcoach over de beperking moet weten"),
        help_text=gettext_lazy(
            "Alleen wat nodig is en wat de persoon goed vindt. De werkgever ziet dit nooit."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    signed_on = DayField(
        label=gettext_lazy("Getekend door de persoon op"),
        help_text=gettext_lazy("Leeg: nog niet."),
        required=False,
    )


def _not_ahead(day: date) -> date:
    if day > timezone.localdate():
        raise ValidationError(_("Geef vandaag of een eerdere dag."))
    return day


class ResultForm(PlainForm):
    """What came of a goal, and by which day."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Is het doel gehaald?"),
        choices=GoalOutcome.choices,
        widget=forms.RadioSelect,
    )
    seen_on = DayField(label=gettext_lazy("Gezien op"))

    def clean_seen_on(self) -> date:
        """Refuse a day that has not come."""
        return _not_ahead(self.cleaned_data["seen_on"])


class PreviousForm(PlainForm):
    """The number of the case that was the application before this one."""

    number = forms.CharField(
        label=gettext_lazy("Nummer van de vorige aanvraag"),
        help_text=gettext_lazy("Van dezelfde klant, bijvoorbeeld 2025-00012."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TalkForm(SentOnceForm):
    """A four-way talk: when, with whom, what was said, and when the next one is."""

    held_on = DayField(label=gettext_lazy("Datum van het gesprek"))
    participants = forms.MultipleChoiceField(
        label=gettext_lazy("Wie erbij waren"),
        choices=Participant.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies wie erbij waren.")},
    )
    minutes = OpenText(
        label=gettext_lazy("Verslag"),
        help_text=gettext_lazy(
            "Kort, en alleen wat nodig is. Het verslag gaat niet naar de werkgever."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        required=False,
    )
    next_on = DayField(label=gettext_lazy("Volgend gesprek"), required=False)

    def clean_held_on(self) -> date:
        """Refuse a day that has not come."""
        return _not_ahead(self.cleaned_data["held_on"])

    def clean(self) -> dict[str, Any]:
        """Hold the next talk against this one."""
        given: Mapping[str, Any] = super().clean() or {}
        held, following = given.get("held_on"), given.get("next_on")
        if held and following and following <= held:
            self.add_error("next_on", _("Geef een dag na dit gesprek."))
        return dict(given)


class AgreementForm(SentOnceForm):
    """Who does what by when."""

    who = forms.ChoiceField(label=gettext_lazy("Wie"), choices=Participant.choices)
    what = _line(gettext_lazy("Doet wat"), _NO_DIAGNOSIS)
    by_when = DayField(label=gettext_lazy("Uiterlijk"))


class InvestigationForm(PlainForm):
    """When the investigation phase begins, how long it lasts, and the hours there are for it."""

    starts_on = DayField(label=gettext_lazy("Eerste dag"))
    months = forms.TypedChoiceField(
        label=gettext_lazy("Duur"), coerce=int, widget=forms.RadioSelect
    )
    minutes = TypedField(
        kind="minutes",
        label=gettext_lazy("Uren hoogstens"),
        help_text=gettext_lazy("Een klein, vast aantal, wat er ook uit het onderzoek komt."),
    )

    def __init__(self, data: Any = None, *, months: int) -> None:  # noqa: ANN401 - form data
        super().__init__(data)
        field = self.fields["months"]
        if isinstance(field, forms.ChoiceField):
            language = language_now()
            field.choices = [
                (number, wording.quantity(number, "months", language))
                for number in range(1, min(months, _LONGEST) + 1)
            ]

    def clean_minutes(self) -> int:
        """Ask for hours: a phase without a limit is no investigation."""
        given = self.cleaned_data["minutes"]
        if given is None or not 0 < given <= MOST_MINUTES:
            raise ValidationError(_("Vul in hoeveel uren er zijn."))
        return int(given)


_LONGEST = 12  # months; the most that a policy can state
