"""Form fields for case facts: each reads what people type and gives the rulebook's own unit."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from assessments import entry
from assessments.references import holds_bsn
from rulebook.facts import FactField, NotAFactValue

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

YES, NO, NOT_KNOWN = "yes", "no", ""
NOT_KNOWN_LABEL = _("Nog niet bekend")
#: With more answers than this a list to choose from reads easier than a column of buttons.
MOST_RADIO_BUTTONS = 6

UNITS: "Mapping[str, str | _StrPromise]" = {
    "minutes": _("uur"),
    "basis_points": "%",
    "weeks": _("weken"),
    "months": _("maanden"),
}
_UNREADABLE = {
    "minutes": _("Typ de uren als getal, zoals 24, 12,5 of 12:30."),
    "basis_points": _("Typ een percentage, zoals 35 of 35,5."),
    "weeks": _("Typ een heel getal, zoals 4."),
    "months": _("Typ een heel getal, zoals 6."),
    "date": _("Typ een datum als dag-maand-jaar, zoals 31-12-2025."),
}
_READERS: dict[str, Callable[[str], int | date]] = {
    "minutes": entry.hours,
    "basis_points": entry.percentage,
    "weeks": entry.whole_number,
    "months": entry.whole_number,
    "date": entry.day,
}


class OpenText(forms.CharField):
    """A text in somebody's own words that is kept as it is: never with a BSN in it."""

    def validate(self, value: str) -> None:
        """Refuse what could be a citizen service number.

        Raises:
            ValidationError: it holds one.
        """
        super().validate(value)
        if holds_bsn(value):
            text = _("Haal het burgerservicenummer weg. Dat hoort alleen bij de persoon.")
            raise ValidationError(text, code="bsn")


class TypedField(forms.CharField):
    """A field of one line that is read as hours, a percentage, a date or a whole number."""

    def __init__(
        self, *, kind: str, label: "str | _StrPromise", help_text: "str | _StrPromise" = ""
    ) -> None:
        self.kind = kind
        mode = {"date": "text", "minutes": "text", "basis_points": "decimal"}.get(kind, "numeric")
        attributes = {"inputmode": mode, "autocomplete": "off"}
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=20,
            widget=forms.TextInput(attrs=attributes),
        )

    def clean(self, value: object) -> int | date | None:
        """Give the value in the rulebook's unit, or None for an empty field."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return _READERS[self.kind](text)
        except entry.NotReadable as unreadable:
            raise ValidationError(_UNREADABLE[self.kind], code="unreadable") from unreadable

    def prepare_value(self, value: object) -> object:
        """Give a stored value as somebody would type it; what was typed stays as it was."""
        if isinstance(value, date):
            return entry.day_as_typed(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return _AS_TYPED.get(self.kind, str)(value)
        return value


_AS_TYPED: dict[str, Callable[[int], str]] = {
    "minutes": entry.hours_as_typed,
    "basis_points": entry.percentage_as_typed,
}


class FactTypedField(TypedField):
    """A typed field that also holds its fact's own limits."""

    def __init__(
        self, *, fact: FactField, label: "str | _StrPromise", help_text: "str | _StrPromise"
    ) -> None:
        self.fact = fact
        super().__init__(kind=fact.kind, label=label, help_text=help_text)

    def clean(self, value: object) -> int | date | None:
        """Give the value in the rulebook's unit, if the fact accepts it."""
        found = super().clean(value)
        try:
            self.fact.encode(found)
        except NotAFactValue as refused:
            fix = refused.fix.in_language(language_now())
            raise ValidationError(fix, code="out_of_range") from refused
        return found


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not yet known."""

    def __init__(self, *, label: "str | _StrPromise", help_text: "str | _StrPromise") -> None:
        choices = [(YES, _("Ja")), (NO, _("Nee")), (NOT_KNOWN, NOT_KNOWN_LABEL)]
        super().__init__(
            choices=choices,
            coerce=lambda value: value == YES,
            empty_value=None,
            widget=forms.RadioSelect,
            label=label,
            help_text=help_text,
            required=False,
        )

    def prepare_value(self, value: object) -> object:
        """Give the choice that stands for a stored answer."""
        if value is None:
            return NOT_KNOWN
        return (YES if value else NO) if isinstance(value, bool) else value


class CodeField(forms.TypedChoiceField):
    """One of the codes of a fact, or not yet known."""

    def __init__(
        self, *, fact: FactField, label: "str | _StrPromise", help_text: "str | _StrPromise"
    ) -> None:
        language = language_now()
        labels = [(code, text.in_language(language)) for code, text in fact.code_labels.items()]
        is_short = len(labels) <= MOST_RADIO_BUTTONS
        unknown = (NOT_KNOWN, NOT_KNOWN_LABEL)
        super().__init__(
            choices=[*labels, unknown] if is_short else [unknown, *labels],
            empty_value=None,
            widget=forms.RadioSelect if is_short else forms.Select,
            label=label,
            help_text=help_text,
            required=False,
        )

    def prepare_value(self, value: object) -> object:
        """Give the choice that stands for a stored answer."""
        return NOT_KNOWN if value is None else value


def field_of(fact: FactField) -> forms.Field:
    """Give the form field of a fact, with label and help in the active language."""
    language = language_now()
    label, help_text = fact.label.in_language(language), fact.help.in_language(language)
    if fact.kind == "yes_no":
        return YesNoField(label=label, help_text=help_text)
    if fact.kind == "code":
        return CodeField(fact=fact, label=label, help_text=help_text)
    return FactTypedField(fact=fact, label=label, help_text=help_text)
