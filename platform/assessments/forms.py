"""The forms of a case: opening it, one step of the journey, finding it again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from assessments.case_facts import facts_as_data
from assessments.choices import MOST_MINUTES
from assessments.fields import UNITS, TypedField, field_of
from assessments.journey import REQUESTED, STEP_OF_FIELD, JourneyStep
from assessments.references import (
    LONGEST_REFERENCE,
    HiddenSigns,
    LooksLikeBsn,
    ReferenceMissing,
    ReferenceTooLong,
    checked_reference,
)
from rulebook.contradictions import Contradiction, contradictions
from rulebook.facts import FACT_BY_NAME, FactValue

LOOKS_LIKE_BSN = _(
    "Dit kan een burgerservicenummer zijn. Dat hoort hier niet: geef het nummer waaronder uw eigen "
    "organisatie deze klant kent."
)


_SITTING: Final = 16  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """A field of a step with how it is drawn."""

    bound: BoundField
    unit: Promise | str
    width: str
    is_beside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section of a step with its fields; a rare one is open when something in it matters."""

    title: Promise | str
    fields: tuple[ShownField, ...]
    is_rare: bool
    is_open: bool


class OpenCaseForm(PlainForm):
    """A new case: the own reference and, where there is a choice, the municipality."""

    client_reference = forms.CharField(
        label=_("Uw eigen kenmerk van deze klant"),
        help_text=_("Bijvoorbeeld het klantnummer uit uw eigen systeem. Geen naam en geen BSN."),
        max_length=LONGEST_REFERENCE,
        error_messages={"required": _("Geef het kenmerk waarmee u deze klant terugvindt.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    request_kind = forms.ChoiceField(required=False, initial="first", widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None = None, *, municipalities: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(data)
        # Asked first: until it is known nothing can be refused, because it may be a punch card.
        kind = FACT_BY_NAME["request_kind"]
        language = language_now()
        self.fields["request_kind"].label = kind.label.in_language(language)
        self.fields["request_kind"].choices = [  # type: ignore[attr-defined]
            (code, text.in_language(language)) for code, text in kind.code_labels.items()
        ]
        if len(municipalities) > 1:
            self.fields["municipality_code"] = forms.ChoiceField(
                label=_("Woonplaats"),
                help_text=_("De gemeente waarvoor u deze aanvraag behandelt."),
                choices=[("", _("Kies een gemeente")), *municipalities],
                error_messages={"required": _("Kies de gemeente waar deze persoon woont.")},
            )
        self._only = municipalities[0][0] if len(municipalities) == 1 else ""

    def clean_client_reference(self) -> str:
        """Refuse what could be a citizen service number."""
        return reference_of(self.cleaned_data["client_reference"])

    @property
    def chosen_municipality(self) -> str:
        """The municipality that was chosen, or the only one there is."""
        return str(self.cleaned_data.get("municipality_code", self._only))


def reference_of(text: str) -> str:
    """Give a reference as it is stored.

    Raises:
        ValidationError: it is empty, too long, holds signs that nobody sees, or could be a citizen
            service number.
    """
    try:
        return checked_reference(text)
    except LooksLikeBsn as refused:
        raise ValidationError(LOOKS_LIKE_BSN, code="bsn") from refused
    except HiddenSigns as refused:
        raise ValidationError(
            _("In dit kenmerk staan tekens die u niet ziet. Typ het over."), code="hidden"
        ) from refused
    except (ReferenceMissing, ReferenceTooLong) as refused:
        raise ValidationError(
            _("Geef een kenmerk van 1 tot en met %(longest)s tekens."),
            params={"longest": LONGEST_REFERENCE},
        ) from refused


class StepForm(PlainForm):
    """One page of facts. `facts` are those of the whole case, so that contradictions are seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    #: What the page showed when it was opened, so that two who save do not undo each other.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    #: Which opened page it is, so that it does not argue with what it saved itself.
    sitting = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        step: JourneyStep,
        facts: Mapping[str, FactValue | None],
        requested_minutes: int | None,
        revision: int,
        suggested: Mapping[str, FactValue] | None = None,
    ) -> None:
        self.step = step
        self.facts = dict(facts)
        self.conflicts: list[Contradiction] = []
        seen = json.dumps(shown_data(step, facts=facts, requested_minutes=requested_minutes))
        initial = {
            **(suggested or {}),
            **self.facts,
            REQUESTED: requested_minutes,
            "revision": revision,
            "seen": seen,
            "sitting": token_hex(_SITTING),
        }
        super().__init__(data, initial=initial)
        for name in step.fields:
            self.fields[name] = (
                _requested_field() if name == REQUESTED else field_of(FACT_BY_NAME[name])
            )

    def clean(self) -> dict[str, Any]:
        """Hold the facts of this page against each other and against those of the other pages."""
        given = super().clean() or {}
        requested = given.get(REQUESTED)
        if requested is not None and requested > MOST_MINUTES:
            self.add_error(REQUESTED, _("Geef minder uren."))
        received = given.get("received_on")
        if received is not None and received > timezone.localdate():
            self.add_error("received_on", _("Geef vandaag of een eerdere dag."))
        if not self.errors:
            for found in contradictions({**self.facts, **self.given_facts()}):
                self.add_contradiction(found)
        return given

    def given_facts(self) -> dict[str, FactValue | None]:
        """Give the facts of this page that could be read; None for not known."""
        return {
            name: self.cleaned_data[name]
            for name in self.step.fields
            if name in self.cleaned_data and name in FACT_BY_NAME
        }

    def refused_facts(self) -> tuple[str, ...]:
        """Give the facts of this page whose answer cannot be used as it was typed."""
        return tuple(
            name for name in self.step.fields if name in self.errors and name in FACT_BY_NAME
        )

    def add_contradiction(self, found: Contradiction) -> None:
        """Say it at each of its fields on this page, and name the fields on other pages.

        The code has the summary above the form say it once.
        """
        self.conflicts.append(found)
        reason = found.reason.in_language(language_now())
        elsewhere = [name for name in found.facts if name not in self.fields]
        if elsewhere:
            reason = _("%(reason)s Zie ook: %(where)s.") % {
                "reason": reason,
                "where": ", ".join(_place_of(name) for name in elsewhere),
            }
        for name in found.facts:
            if name in self.fields:
                self.add_error(name, ValidationError(reason, code="contradiction"))
        if len(elsewhere) == len(found.facts):
            self.add_error(None, reason)

    def shown(self, *, asked: Sequence[str]) -> tuple[ShownSection, ...]:
        """Give the sections as they are drawn; `asked` are the facts that the rules ask for."""
        return tuple(
            ShownSection(
                title=section.title,
                fields=tuple(self._shown_field(name) for name in section.fields),
                is_rare=section.is_rare,
                is_open=any(self._matters(name, asked) for name in section.fields),
            )
            for section in self.step.sections
        )

    def _matters(self, name: str, asked: Sequence[str]) -> bool:
        is_filled = self.initial.get(name) is not None or bool(self.data.get(name))
        return name in asked or is_filled or name in self.errors

    def _shown_field(self, name: str) -> ShownField:
        kind = "minutes" if name == REQUESTED else FACT_BY_NAME[name].kind
        return ShownField(
            bound=self[name],
            unit=UNITS.get(kind, ""),
            width="medium" if kind == "code" else "short",
            is_beside=kind == "yes_no",
        )


def shown_data(
    step: JourneyStep, *, facts: Mapping[str, FactValue | None], requested_minutes: int | None
) -> dict[str, bool | str | int]:
    """Give what is stored of a step, as JSON holds it; what is not known is left out."""
    known = facts_as_data({n: facts.get(n) for n in step.fields if n in FACT_BY_NAME})
    if REQUESTED in step.fields and requested_minutes is not None:
        known[REQUESTED] = requested_minutes
    return known


def _requested_field() -> TypedField:
    return TypedField(
        kind="minutes",
        label=_("Gevraagde uren in deze periode"),
        help_text=_("Alleen als de aanvrager een aantal uren noemt. Telt niet mee in het advies."),
    )


def _place_of(name: str) -> str:
    label = FACT_BY_NAME[name].label.in_language(language_now())
    step = STEP_OF_FIELD[name]
    return f"{label} ({step.title})"
