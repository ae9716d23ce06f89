"""The form of a question across organisations; all of it stands in the address, and no case."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from benchmarking.across.groups import ALL, OfferedGroup
from benchmarking.across.question import MOST_VALUES, OWN_RULES, Given, NothingAsked, Question
from policy_profiles.differences.candidate_key import NotAKey
from policy_profiles.differences.candidates import Candidate, Candidates, NoSuchCandidate
from policy_profiles.drafts.value_fields import answer_of, fields_of
from policy_profiles.register.baselines import baselines
from policy_profiles.simulation.values import COACHABLE_HOURS
from policy_profiles.what_if.form import LEAST_HOURS, MOST_HOURS
from rulebook.headings import SECTIONS
from rulebook.parameter import PARAMETERS, Parameter
from rulebook.profile import Profile

_BETWEEN = "~"  # a parameter and one of its fields


def changeable() -> dict[str, Parameter]:
    """Give the parameters that can be changed here: what the law fixes and mere words cannot."""
    return {
        name: parameter
        for name, parameter in PARAMETERS.items()
        if parameter.freedom != "fixed" and parameter.type != "text_pair"
    }


def chosen_in(asked: QueryDict) -> list[str]:
    """Give the parameters whose value somebody changes, each once, at most five."""
    known = changeable()
    return list(dict.fromkeys(n for n in asked.getlist("regel") if n in known))[:MOST_VALUES]


class AcrossForm(PlainForm):
    """What is asked; after `is_valid`, `question` holds it."""

    na = forms.CharField(label=_("Reken door"), max_length=80, widget=forms.Select)
    dag = DayField(
        label=_("Zoals het geldt op"),
        required=False,
        help_text=_("Leeg: vandaag. Telt niet bij ieders eigen regels."),
    )
    groep = forms.ChoiceField(
        label=_("Uitvoerders"),
        error_messages={"invalid_choice": _("Deze groep is er niet. Kies er een uit de lijst.")},
    )
    jaar = forms.ChoiceField(
        label=_("Besloten in"),
        error_messages={"invalid_choice": _("Kies een jaar uit de lijst.")},
    )
    uren = forms.IntegerField(
        label=_("Uren per coach per jaar"),
        help_text=_("Onze aanname: zo veel uren is een voltijds coach zelf aan het coachen."),
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        widget=forms.NumberInput(attrs={"step": 50}),
    )
    regel = forms.MultipleChoiceField(
        label=_("Veranderde regels"), required=False, widget=forms.CheckboxSelectMultiple
    )
    erbij = forms.ChoiceField(label=_("Verander een regel"), required=False)

    def __init__(
        self,
        asked: QueryDict,
        *,
        candidates: Candidates,
        groups: Sequence[OfferedGroup],
        years: Sequence[int],
    ) -> None:
        """Offer what may be chosen; nothing is checked before somebody pressed to be answered.

        Args:
            asked: the address.
            candidates: the published policies.
            groups: the groups that can be asked.
            years: whole calendar years in which was decided.
        """
        self.question: Question | None = None
        self.title = ""
        self.chosen = chosen_in(asked)
        self._candidates = candidates
        usual = {
            "na": OWN_RULES,
            "groep": ALL,
            "jaar": str(years[-1]) if years else "",
            "uren": str(COACHABLE_HOURS),
            "dag": "",
        }
        given: dict[str, Any] = {name: asked.get(name) or text for name, text in usual.items()}
        given |= {"regel": self.chosen, "erbij": asked.get("erbij", "")}
        given |= {name: asked.getlist(name) for name in asked if _BETWEEN in name}
        whole = QueryDict(mutable=True)
        for name, value in given.items():
            whole.setlist(name, value if isinstance(value, list) else [value])
        is_asked = bool(asked.get("reken"))
        super().__init__(whole if is_asked else None, initial=None if is_asked else _single(whole))
        self._offer(groups, years)
        self._add_values(whole)

    def _offer(self, groups: Sequence[OfferedGroup], years: Sequence[int]) -> None:
        language = language_now()
        own = (OWN_RULES, gettext("Ieders eigen regels, met wat ik verander"))
        published = [
            (name, [(choice.key, choice.label) for choice in some])
            for name, some in self._candidates.offered().items()
        ]
        self.fields["na"].widget.choices = [own, *published]
        labels = [(group.code, group.label.in_language(language)) for group in groups]
        self.fields["groep"].choices = labels  # type: ignore[attr-defined]
        self.fields["jaar"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        label_of = {n: p.label.in_language(language) for n, p in changeable().items()}
        self.fields["regel"].choices = [(n, label_of[n]) for n in self.chosen]  # type: ignore[attr-defined]
        sections = {
            heading.in_language(language): [
                (name, label_of[name])
                for name, parameter in changeable().items()
                if parameter.section == section and name not in self.chosen
            ]
            for section, heading in SECTIONS.items()
        }
        offered = [(title, names) for title, names in sections.items() if names]
        self.fields["erbij"].choices = [("", gettext("Kies een regel")), *offered]  # type: ignore[attr-defined]

    def _add_values(self, whole: QueryDict) -> None:
        """The fields of the values that are changed, under the name of their parameter."""
        self._below = self._base(whole.get("na", OWN_RULES))
        language = language_now()
        for name in self.chosen:
            found = fields_of(PARAMETERS[name], self._below[name], language)
            self.fields |= {f"{name}{_BETWEEN}{part}": field for part, field in found.items()}

    def _base(self, key: str) -> Profile:
        try:
            return self._candidates.found(key).profile
        except (NotAKey, NoSuchCandidate):
            return baselines().profile_on(self._candidates.today)

    @property
    def value_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """For each changed parameter its label and its fields."""
        language = language_now()
        return [
            (
                PARAMETERS[name].label.in_language(language),
                [self[field] for field in self.fields if field.startswith(f"{name}{_BETWEEN}")],
            )
            for name in self.chosen
        ]

    def clean(self) -> dict[str, Any]:
        """Look everything up, and say at each field what is the matter with it."""
        given = super().clean() or self.cleaned_data
        values = self._values(given)
        published = self._published(given)
        if self.errors or "na" not in given:
            return given
        try:
            self.question = Question(
                base=published.address if published else OWN_RULES,
                group=given["groep"],
                year=int(given["jaar"]),
                values=values,
                published=published.profile if published else None,
            )
        except NothingAsked:
            self.add_error("na", gettext("Kies ander beleid, of verander hieronder een regel."))
        self.title = published.title if published else gettext("Eigen regels, veranderd")
        if published and values:
            self.title = gettext("%(title)s, veranderd") % {"title": published.title}
        return given

    def _published(self, given: Mapping[str, Any]) -> Candidate | None:
        key = given.get("na")
        if key is None or key == OWN_RULES:
            return None
        on: date = given.get("dag") or self._candidates.today
        try:
            return self._candidates.found(key, on=on)
        except (NotAKey, NoSuchCandidate):
            text = gettext("Dit is er niet of niet meer, of het gold niet op die dag.")
            self.add_error("na", text)
        return None

    def _values(self, given: Mapping[str, Any]) -> dict[str, Given]:
        found: dict[str, Given] = {}
        for name in self.chosen:
            start = f"{name}{_BETWEEN}"
            own = {
                field[len(start) :]: given.get(field) for field in given if field.startswith(start)
            }
            answer = answer_of(PARAMETERS[name], self._below[name], own)
            if answer.given is not None:
                found[name] = answer.given
            elif not any(field.startswith(start) for field in self.errors):
                at = f"{start}{answer.at}" if answer.at else "regel"
                self.add_error(at, answer.problem or gettext("Vul bij elke regel een waarde in."))
        return found


def _single(whole: QueryDict) -> dict[str, Any]:
    return {
        name: values if name == "regel" else values[-1] for name, values in whole.lists() if values
    }
