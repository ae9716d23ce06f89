"""The form of a question across organisations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from benchmarking.across.catalogue import Catalogue, NotInTheCatalogue
from benchmarking.across.groups import ALL, OfferedGroup
from benchmarking.across.question import Question
from policy_profiles.simulation.values import COACHABLE_HOURS
from policy_profiles.what_if.form import LEAST_HOURS, MOST_HOURS
from rulebook.profiles import BASELINE


def _coachable_hours() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Uren per coach per jaar"),
        help_text=_("Onze aanname: zo veel uren is een voltijds coach zelf aan het coachen."),
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        widget=forms.NumberInput(attrs={"step": 50}),
    )


class HoursForm(PlainForm):
    """The one thing that can be changed about a kept answer: how much a coach coaches."""

    uren = _coachable_hours()


class AcrossForm(PlainForm):
    """What is asked; after `is_valid`, `question` holds it."""

    na = forms.CharField(label=_("Reken door"), max_length=80, widget=forms.Select)
    groep = forms.ChoiceField(
        label=_("Uitvoerders"),
        error_messages={"invalid_choice": _("Deze groep is er niet. Kies er een uit de lijst.")},
    )
    jaar = forms.ChoiceField(
        label=_("Besloten in"),
        error_messages={"invalid_choice": _("Kies een jaar uit de lijst.")},
    )
    uren = _coachable_hours()

    def __init__(
        self,
        sent: QueryDict | None = None,
        *,
        asked: Mapping[str, str] | None = None,
        catalogue: Catalogue,
        groups: Sequence[OfferedGroup],
        years: Sequence[int],
    ) -> None:
        """Offer what may be chosen; nothing is checked before somebody sends it.

        Args:
            sent: what was sent.
            asked: what to begin with, as the address says.
            catalogue: the policies that can be asked.
            groups: the groups that can be asked.
            years: calendar years that are over, the last one first.
        """
        self.question: Question | None = None
        self.catalogue = catalogue
        usual = {
            "na": BASELINE,
            "groep": ALL,
            "jaar": str(years[0]),
            "uren": str(COACHABLE_HOURS),
        }
        given = {name: (asked or {}).get(name) or text for name, text in usual.items()}
        super().__init__(sent, initial=given)
        self._offer(groups, years)

    def _offer(self, groups: Sequence[OfferedGroup], years: Sequence[int]) -> None:
        self.fields["na"].widget.choices = [
            (name, [(each.key, each.title.in_language(language_now())) for each in some])
            for name, some in self.catalogue.groups.items()
        ]
        labels = [(group.code, group.label.in_language(language_now())) for group in groups]
        self.fields["groep"].choices = labels  # type: ignore[attr-defined]
        self.fields["jaar"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Look the policy up, and say at its field what is the matter with it."""
        given = super().clean() or self.cleaned_data
        if "na" not in given:
            return given
        try:
            policy = self.catalogue.chosen(given["na"])
        except NotInTheCatalogue:
            self.add_error("na", gettext("Dit is er niet of niet meer. Kies er een uit de lijst."))
            return given
        if not self.errors:
            self.question = Question(policy=policy, group=given["groep"], year=int(given["jaar"]))
        return given
