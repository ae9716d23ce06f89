"""The forms of the blind exercise: opening a round, and judging one client."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from policy_profiles.exercise.actions import Judgement
from policy_profiles.exercise.models import FEWEST_CLIENTS
from policy_profiles.exercise.queries import ScoreRow
from policy_profiles.exercise.scale import CANNOT_TELL, Verdict, Weighed
from rulebook.facts import FACT_BY_NAME
from rulebook.vignettes import THEMES, VIGNETTES
from rulebook.wording import number

MOST_HOURS = 2000
_LATEST_MONTHS = 12


class RoundForm(PlainForm):
    """A round: its name, its last day, and the clients, a group of boxes for each theme."""

    naam = forms.CharField(
        label=_("Naam van de ronde"),
        max_length=80,
        help_text=_("Zoals “Voorjaar 2027”. Uw collega's zien deze naam."),
    )
    laatste_dag = DayField(
        label=_("Laatste dag"),
        help_text=_("Tot en met deze dag kan iedereen antwoorden. U kunt eerder sluiten."),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        language = language_now()
        for theme, label in THEMES.items():
            self.fields[f"klanten_{theme}"] = forms.MultipleChoiceField(
                label=label.in_language(language),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[
                    (one.id, one.title.in_language(language))
                    for one in VIGNETTES
                    if one.theme == theme
                ],
            )

    @property
    def themes(self) -> list[forms.BoundField]:
        """The groups of clients."""
        return [self[f"klanten_{theme}"] for theme in THEMES]

    @property
    def chosen(self) -> list[str]:
        """The clients that were chosen."""
        return [name for theme in THEMES for name in self.cleaned_data.get(f"klanten_{theme}", ())]

    def clean_laatste_dag(self) -> object:
        """Ask for today or a later day, within a year."""
        day, today = self.cleaned_data["laatste_dag"], timezone.localdate()
        if not 0 <= (day - today).days <= _LATEST_MONTHS * 31:
            raise forms.ValidationError(gettext("Kies een dag van vandaag tot over een jaar."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for enough clients."""
        cleaned = super().clean() or self.cleaned_data
        if len(self.chosen) < FEWEST_CLIENTS:
            few = gettext("Kies ten minste %(fewest)s klanten. U koos er %(chosen)s.")
            self.add_error(None, few % {"fewest": FEWEST_CLIENTS, "chosen": len(self.chosen)})
        return cleaned


class JudgementForm(PlainForm):
    """What an assessor says of one client: two answers to give and two that may stay open."""

    behoefte = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat deze klant nodig heeft.")},
    )
    oordeel = forms.ChoiceField(
        label=_("Zou u begeleiding toekennen?"),
        help_text=_("Volgens het beleid van uw organisatie."),
        widget=forms.RadioSelect,
        choices=Verdict.choices,
        error_messages={"required": _("Kies of u begeleiding zou toekennen.")},
    )
    uren = forms.IntegerField(
        label=_("Hoeveel uren in deze periode?"),
        help_text=_("Hele uren, naar uw eigen inschatting."),
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Typ een heel getal, zoals 40."),
            "min_value": _("Typ een heel getal, zoals 40."),
        },
    )
    doorslag = forms.ChoiceField(
        label=_("Wat gaf de doorslag?"),
        required=False,
        choices=[("", _("Dat zeg ik liever niet")), *Weighed.choices],
    )

    def __init__(self, data: QueryDict | None = None, *, given: ScoreRow | None = None) -> None:
        super().__init__(data, initial=_initial(given))
        need, language = FACT_BY_NAME["need"], language_now()
        most = gettext("Geef hoogstens %(hours)s uren.")
        self.fields["uren"].error_messages["max_value"] = most % {
            "hours": number(MOST_HOURS, language)
        }
        field = self.fields["behoefte"]
        field.label = gettext("Hoeveel begeleiding heeft deze klant nodig?")
        field.help_text = gettext("Los van het beleid.")
        field.choices = [  # type: ignore[attr-defined]
            *((code, text.in_language(language)) for code, text in need.code_labels.items()),
            (CANNOT_TELL, Verdict.CANNOT_TELL.label),
        ]

    @property
    def judgement(self) -> Judgement:
        """What was filled in, when it is valid."""
        hours = self.cleaned_data["uren"]
        return Judgement(
            need=self.cleaned_data["behoefte"],
            verdict=self.cleaned_data["oordeel"],
            minutes=None if hours is None else hours * 60,
            weighed=self.cleaned_data["doorslag"],
        )


def _initial(given: ScoreRow | None) -> dict[str, Any]:
    if given is None:
        return {}
    return {
        "behoefte": given.need,
        "oordeel": given.verdict,
        "uren": None if given.minutes is None else given.minutes // 60,
        "doorslag": given.weighed,
    }
