"""The form of a what-if: which policy beside which, which months, which assumption."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from policy_profiles.differences.candidate_key import CandidateKind, NotAKey
from policy_profiles.differences.candidates import Candidate, Candidates, Choice, NoSuchCandidate
from policy_profiles.simulation.values import COACHABLE_HOURS
from policy_profiles.what_if.asking import Question
from policy_profiles.what_if.period import Period, last_year_of, month_later, months_between
from policy_profiles.what_if.queries import CaseSetRow
from rulebook import wording
from rulebook.profiles import BASELINE

LEAST_HOURS, MOST_HOURS = 400, 1_800


def _choice(label: Any) -> forms.CharField:  # noqa: ANN401 - a lazy text
    return forms.CharField(label=label, max_length=80, widget=forms.Select)


def _month_field(label: Any) -> forms.ChoiceField:  # noqa: ANN401 - a lazy text
    message = _("In deze maand is niets besloten. Kies een maand uit de lijst.")
    return forms.ChoiceField(
        label=label, required=False, error_messages={"invalid_choice": message}
    )


class WhatIfForm(PlainForm):
    """What is asked; afterwards `question` holds it. Keys and months only: no case is in it."""

    na = _choice(_("Reken door"))
    tegen = _choice(_("Leg ernaast"))
    groep = forms.ChoiceField(
        label=_("Aanvragen"),
        required=False,
        error_messages={"invalid_choice": _("Deze groep is er niet. Kies er een uit de lijst.")},
    )
    van = _month_field(_("Besloten vanaf"))
    tot = _month_field(_("Tot en met"))
    uren = forms.IntegerField(
        label=_("Uren per coach per jaar"),
        help_text=_("Onze aanname: zo veel uren is een voltijds coach zelf aan het coachen."),
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        widget=forms.NumberInput(attrs={"step": 50}),
    )

    def __init__(
        self,
        asked: QueryDict,
        *,
        candidates: Candidates,
        decided: tuple[date, date],
        case_sets: Sequence[CaseSetRow],
    ) -> None:
        """Offer what may be chosen; what was not asked is the usual.

        Args:
            decided: the first and last day on which anything was decided here.
        """
        self.question: Question | None = None
        self._candidates, self._sets = candidates, {str(row.id): row for row in case_sets}
        offered = candidates.offered()
        usual = last_year_of(decided=decided, today=candidates.today) or _all_of(decided)
        super().__init__(_with_usual(asked, _first_draft(offered), usual))
        months = months_between(decided[0], max(decided[1], candidates.today))
        groups = [(name, [(c.key, c.label) for c in some]) for name, some in offered.items()]
        for name in ("na", "tegen"):
            chosen = self.data[name]
            is_offered = any(chosen == c.key for some in offered.values() for c in some)
            unknown = [] if is_offered else [(chosen, chosen[:60])]
            self.fields[name].widget.choices = [*unknown, *groups]
        labels = [(month.isoformat()[:7], _month(month)) for month in months]
        self.fields["van"].choices = self.fields["tot"].choices = labels  # type: ignore[attr-defined]
        frozen = [(key, _set_label(row)) for key, row in self._sets.items()]
        nothing = ("", _("Wat nu besloten is in deze maanden"))
        self.fields["groep"].choices = [nothing, *frozen]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Look everything up, and say at each field what is the matter with it."""
        given = super().clean() or self.cleaned_data
        sides = [self._found(name) for name in ("na", "tegen")]
        case_set = self._sets.get(given.get("groep") or "")
        period = (case_set.first_day, case_set.until) if case_set else self._period()
        if self.errors or period is None or sides[0] is None or sides[1] is None:
            return given
        self.question = Question(
            after=sides[0],
            before=sides[1],
            first=period[0],
            until=period[1],
            case_set=case_set,
            coachable_hours=given["uren"],
        )
        return given

    def _period(self) -> tuple[date, date] | None:
        texts = [self.cleaned_data.get(name) for name in ("van", "tot")]
        if not all(texts):
            return None
        first, last = (date.fromisoformat(f"{text}-01") for text in texts)
        if last < first:
            self.add_error("tot", gettext("Kies een maand die niet voor de eerste maand ligt."))
            return None
        return first, month_later(last, 1)

    def _found(self, name: str) -> Candidate | None:
        if name not in self.cleaned_data:
            return None
        try:
            return self._candidates.found(self.cleaned_data[name])
        except (NotAKey, NoSuchCandidate):
            text = gettext("Dit is er niet of niet meer, of het geldt nu niet. Kies uit de lijst.")
            self.add_error(name, text)
        return None


def _first_draft(offered: Any) -> str:  # noqa: ANN401 - a mapping of choices
    """What one most likely wants to know about: the draft that was worked on last."""
    choices: list[Choice] = [choice for some in offered.values() for choice in some]
    drafts = [c.key for c in choices if c.key.startswith(f"{CandidateKind.DRAFT.value}:")]
    return drafts[0] if drafts else BASELINE


def _all_of(decided: tuple[date, date]) -> Period:
    """All months with decisions, where none of them is over yet."""
    return Period(first=month_later(decided[0], 0), until=month_later(decided[1], 1))


def _with_usual(asked: QueryDict, draft: str, period: Period) -> dict[str, str]:
    usual = {
        "na": draft,
        "tegen": CandidateKind.NOW.value,
        "groep": "",
        "van": period.first.isoformat()[:7],
        "tot": period.last_month.isoformat()[:7],
        "uren": str(COACHABLE_HOURS),
    }
    return {name: str(asked.get(name) or value) for name, value in usual.items()}


def _month(month: date) -> str:
    return wording.date_long(month, language_now()).split(" ", 1)[1]


def _set_label(row: CaseSetRow) -> str:
    text = gettext("Vaste groep van %(cases)d aanvragen: %(first)s tot en met %(last)s")
    last = month_later(row.until, -1)
    return text % {"cases": row.cases, "first": _month(row.first_day), "last": _month(last)}


class KeepForm(PlainForm):
    """Under which name a what-if is kept."""

    naam = forms.CharField(
        label=_("Naam"),
        max_length=80,
        error_messages={"required": _("Geef deze doorrekening een naam.")},
        help_text=_("Bijvoorbeeld: minder uren in jaar 2. Noem geen personen."),
    )
