"""The form of harmonisation: which group, which topic of the matrix, what each topic weighs."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import PlainForm
from policy_profiles.harmonisation.group import MOST_OTHERS, Group, Offered
from policy_profiles.harmonisation.words import named
from rulebook.headings import TOPICS
from rulebook.topic_scores import topic_scores

HIGHEST_WEIGHT = 100
_PREFIX = "gewicht_"


class HarmonisationForm(PlainForm):
    """What is asked, in the address alone; afterwards `group` and `weights` hold it."""

    groep = forms.MultipleChoiceField(
        label=_("Naast uw organisatie en UWV"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Deze organisatie is er niet of niet meer. Kies uit de lijst."),
        },
    )
    onderwerp = forms.ChoiceField(
        label=_("Onderwerp van de tabel"),
        required=False,
        error_messages={"invalid_choice": _("Kies een onderwerp uit de lijst.")},
    )

    def __init__(self, asked: QueryDict, *, offered: Offered, language: str) -> None:
        """Offer what is published today; what was not asked is the usual."""
        self.offered, self.defaults = offered, topic_scores().weights
        data = asked.copy()
        if "groep" not in data:
            data.setlist("groep", list(offered.usual()))
        for topic, weight in self.defaults.items():
            if not data.get(f"{_PREFIX}{topic}", "").strip():
                data[f"{_PREFIX}{topic}"] = str(weight)
        super().__init__(data)
        if offered.own is None:
            self.fields["groep"].label = gettext("Naast UWV")
        choices = [(member.code, named(member)) for member in offered.others]
        self.fields["groep"].choices = choices  # type: ignore[attr-defined]
        labels = [(topic, text.in_language(language)) for topic, text in TOPICS.items()]
        every = ("", gettext("Alle onderwerpen, gewogen"))
        self.fields["onderwerp"].choices = [every, *labels]  # type: ignore[attr-defined]
        for topic, label in labels:
            self.fields[f"{_PREFIX}{topic}"] = _weight_field(label)

    def clean_groep(self) -> list[str]:
        """Hold the group to what can be read and searched."""
        codes: list[str] = self.cleaned_data["groep"]
        if len(codes) > MOST_OTHERS:
            text = ngettext(
                "Kies hoogstens %(count)d organisatie.",
                "Kies hoogstens %(count)d organisaties.",
                MOST_OTHERS,
            )
            raise forms.ValidationError(text % {"count": MOST_OTHERS})
        return codes

    def clean(self) -> dict[str, Any]:
        """Ask for one topic at least that weighs something."""
        cleaned = super().clean() or self.cleaned_data
        names = [f"{_PREFIX}{topic}" for topic in TOPICS]
        if not any(name in self.errors or cleaned.get(name) for name in names):
            self.add_error(names[0], gettext("Geef minstens één onderwerp een gewicht boven 0."))
        return cleaned

    @property
    def group(self) -> Group:
        """The group that was chosen; of a form that is in order."""
        return self.offered.group(self.cleaned_data["groep"])

    @property
    def topic(self) -> str:
        """The topic of the matrix; empty for all of them."""
        return str(self.cleaned_data.get("onderwerp") or "")

    @property
    def weights(self) -> dict[str, int]:
        """What each topic weighs."""
        return {topic: self.cleaned_data[f"{_PREFIX}{topic}"] for topic in TOPICS}

    @property
    def changed_weights(self) -> dict[str, int]:
        """The weights that are other than those of the scores."""
        return {t: w for t, w in self.weights.items() if w != self.defaults[t]}

    def weight_fields(self) -> Mapping[str, forms.BoundField]:
        """The field of each topic's weight."""
        return {topic: self[f"{_PREFIX}{topic}"] for topic in TOPICS}

    def quick_groups(self) -> tuple[tuple[str, str], ...]:
        """Groups to choose at once: what they are called, and the address that asks for them."""
        offered = self.offered
        groups = [
            (gettext("Uw arbeidsmarktregio"), [c for c in self._codes() if c in offered.regional]),
            (gettext("Alle bestaande organisaties"), self._codes(fictitious=False)),
            (gettext("Alle verzonnen organisaties"), self._codes(fictitious=True)),
            (gettext("Iedereen"), self._codes()),
        ]
        if offered.own is None:  # an agreement that is shared is no organisation
            groups = [
                (gettext("Al het echte beleid"), self._codes(fictitious=False)),
                (gettext("Al het verzonnen beleid"), self._codes(fictitious=True)),
                (gettext("Alles"), self._codes()),
            ]
        return tuple(
            (label, urlencode([("groep", code) for code in codes]))
            for label, codes in groups
            if 0 < len(codes) <= MOST_OTHERS
        )

    def _codes(self, *, fictitious: bool | None = None) -> list[str]:
        others = self.offered.others
        return [m.code for m in others if fictitious is None or m.is_fictitious == fictitious]

    def address(self, *, with_weights: bool = True, with_topic: bool = True) -> str:
        """What of an address leads here again: only what is not as usual."""
        asked: list[tuple[str, str]] = []
        codes = self.cleaned_data["groep"]
        if {*codes} != {*self.offered.usual()}:
            asked += [("groep", code) for code in codes]
        if with_topic and self.topic:
            asked.append(("onderwerp", self.topic))
        if with_weights:
            asked += [(f"{_PREFIX}{t}", str(w)) for t, w in self.changed_weights.items()]
        return urlencode(asked)


def _weight_field(label: str) -> forms.IntegerField:
    text = _("Geef een heel getal van 0 tot en met %(highest)d.") % {"highest": HIGHEST_WEIGHT}
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=HIGHEST_WEIGHT,
        error_messages={"invalid": text, "min_value": text, "max_value": text},
    )
