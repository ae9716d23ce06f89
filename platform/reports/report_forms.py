"""The forms of reports: making one, its schedule, one of one's own, and stories of figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from assessments.fields import OpenText
from benchmarking.definitions import TOPICS, indicators
from benchmarking.measures.asking import is_computed
from benchmarking.method.words import TOPICS as TOPIC_WORDS
from reports.definition import ColumnKind, Rhythm
from reports.figure_words import period_words
from reports.models import LONGEST_STORY, Audience
from reports.periods import Period
from reports.published.models import LONGEST_REASON
from rulebook.text import LANGUAGES

_LONGEST_TITLE, _LONGEST_LEAD = 60, 500
_FIGURES = "cijfers_"


class MakeForm(PlainForm):
    """Of which period a report is made, and for whom."""

    periode = forms.ChoiceField(label=_("Over welke periode?"))
    lezers = forms.ChoiceField(
        label=_("Voor wie is het rapport?"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.OWN,
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - Django's own
        *,
        periods: Sequence[Period],
        facts_as_of: date,
    ) -> None:
        super().__init__(data)
        language = language_now()
        choices = [(one.name, period_words(one.name, language, facts_as_of)) for one in periods]
        self.fields["periode"].choices = choices  # type: ignore[attr-defined]


class ScheduleForm(PlainForm):
    """Whether a report is made by itself, and for whom."""

    lezers = forms.ChoiceField(choices=Audience.choices)
    aan = forms.ChoiceField(choices=[("ja", "ja"), ("nee", "nee")])


class WithdrawForm(PlainForm):
    """Why a report is taken back."""

    use_required_attribute = False
    reden = OpenText(
        label=_("Waarom trekt u dit rapport in?"),
        help_text=_("Wie het rapport opzoekt, leest deze zin. Noem geen mensen."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StoryForm(PlainForm):
    """The story behind a figure."""

    verhaal = OpenText(
        label=_("Wat is het verhaal achter dit cijfer?"),
        help_text=_("Noem geen mensen. Laat het leeg om uw verhaal terug te nemen."),
        max_length=LONGEST_STORY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class OwnReportForm(PlainForm):
    """A report of one's own: what it is called, beside whom, and which indicators."""

    use_required_attribute = False
    titel = OpenText(label=_("Titel"), max_length=_LONGEST_TITLE)
    inleiding = OpenText(
        label=_("Wat staat erin, in een paar zinnen?"),
        max_length=_LONGEST_LEAD,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ritme = forms.ChoiceField(
        label=_("Over welke periode gaat het steeds?"),
        choices=[
            (Rhythm.YEARLY.value, _("Een jaar")),
            (Rhythm.QUARTERLY.value, _("Een jaar tot en met een kwartaal")),
        ],
        widget=forms.RadioSelect,
        initial=Rhythm.YEARLY.value,
    )
    naast = forms.MultipleChoiceField(
        label=_("Wie staat er naast uw organisatie?"),
        choices=[
            (ColumnKind.REGION.value, _("Onze arbeidsmarktregio")),
            (ColumnKind.G4.value, _("De vier grote steden (G4)")),
            (ColumnKind.UWV.value, "UWV"),
            (ColumnKind.ALL.value, _("Alle uitvoerders samen")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data)
        for number, (topic, choices) in enumerate(indicator_choices()):
            self.fields[f"{_FIGURES}{number}"] = forms.MultipleChoiceField(
                label=topic,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def figures(self) -> list[forms.BoundField]:
        """Give the fields of figures, one for each topic."""
        return [self[name] for name in self.fields if name.startswith(_FIGURES)]

    def clean(self) -> dict[str, Any]:
        """Ask for one figure at least.

        Raises:
            ValidationError: none was chosen.
        """
        cleaned: dict[str, Any] = super().clean() or {}
        found = [name for one in self.figures() for name in cleaned.get(one.name, [])]
        if not found:
            self.add_error(f"{_FIGURES}0", gettext("Kies minstens één cijfer."))
        return {**cleaned, "cijfers": found}

    def content(self) -> dict[str, Any]:
        """Give what was filled in as the content of a definition: a section for each topic."""
        given = self.cleaned_data
        texts = {name: _said(given[name]) for name in ("titel", "inleiding")}
        return {
            "title": texts["titel"],
            "lead": texts["inleiding"],
            "rhythm": given["ritme"],
            "columns": [ColumnKind.OWN.value, *given["naast"]],
            "year_before": False,
            "is_brief": False,
            "sections": list(_sections(given["cijfers"])),
        }


def indicator_choices() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Give the indicators that can be in a report, by topic, in the language of the reader."""
    found: dict[str, list[tuple[str, str]]] = {topic: [] for topic in TOPICS}
    for one in indicators().values():
        if is_computed(one):
            found[one.topic].append((one.name, one.label.in_language(language_now())))
    return [(TOPIC_WORDS[topic], named) for topic, named in found.items() if named]


def _sections(chosen: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"title": _topic(topic), "indicators": names}
        for topic in TOPICS
        if (names := [name for name in indicators() if name in chosen and _is_of(name, topic)])
    ]


def _is_of(name: str, topic: str) -> bool:
    return indicators()[name].topic == topic


def _said(text: str) -> dict[str, str]:
    """A text of an organisation is in the language in which it was written."""
    return {"nl": text, "en": text}


def _topic(topic: str) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(TOPIC_WORDS[topic])
    return found
