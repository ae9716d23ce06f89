"""Form fields of the register: each reads what people type and gives the register's own unit."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_TENTHS = re.compile(r"\d{1,4}(?:[.,]\d)?")
_EUROS = re.compile(r"\d{1,10}")
_DIGITS = 8


class TenthsField(forms.CharField):
    """A number with at most one decimal, such as 2,5; kept in tenths."""

    def __init__(self, *, label: "_StrPromise", help_text: "str | _StrPromise" = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            label=label, help_text=help_text, required=False, max_length=8, widget=widget
        )

    def clean(self, value: object) -> int | None:
        """Give tenths, or None for an empty field."""
        text = "".join(str(super().clean(value) or "").split())
        if not text:
            return None
        if not _TENTHS.fullmatch(text):
            raise ValidationError(_("Typ een getal, zoals 2 of 2,5."), code="unreadable")
        return int(Fraction(text.replace(",", ".")) * 10)

    def prepare_value(self, value: object) -> object:
        """Give stored tenths as somebody would type them; what was typed stays as it was."""
        if not isinstance(value, int):
            return value
        return f"{value // 10},{value % 10}" if value % 10 else str(value // 10)


class EurosField(forms.CharField):
    """A whole amount in euros; kept in cents."""

    def __init__(self, *, label: "_StrPromise", help_text: "str | _StrPromise" = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(
            label=label, help_text=help_text, required=False, max_length=16, widget=widget
        )

    def clean(self, value: object) -> int | None:
        """Give cents, or None for an empty field."""
        text = re.sub(r"[\s.€]", "", str(super().clean(value) or ""))
        if not text:
            return None
        if not _EUROS.fullmatch(text):
            raise ValidationError(_("Typ een bedrag in hele euro's, zoals 1000000."))
        return int(text) * 100

    def prepare_value(self, value: object) -> object:
        """Give stored cents as whole euros; what was typed stays as it was."""
        return str(value // 100) if isinstance(value, int) else value


class KnownField(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, *, label: "_StrPromise", help_text: "str | _StrPromise" = "") -> None:
        super().__init__(
            choices=[("yes", _("Ja")), ("no", _("Nee")), ("", _("Niet bekend"))],
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            label=label,
            help_text=help_text,
            required=False,
        )

    def prepare_value(self, value: object) -> object:
        """Give the choice that stands for a stored answer."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else value


class CountField(forms.IntegerField):
    """A whole number from 0, or empty for not known."""

    def __init__(self, *, label: "_StrPromise", help_text: "str | _StrPromise" = "") -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, min_value=0, max_value=10_000
        )


def checked_kvk(text: str) -> str:
    """Give a number of the Chamber of Commerce as it is stored: eight digits, or nothing.

    The Chamber gives its numbers no check digit, so only the shape can be checked.

    Raises:
        ValidationError: it is no such number.
    """
    number = re.sub(r"[\s.-]", "", text)
    is_shaped = number.isascii() and number.isdigit() and len(number) == _DIGITS
    if number and (not is_shaped or not int(number)):
        raise ValidationError(_("Een KvK-nummer heeft acht cijfers, zoals 12345678."), code="kvk")
    return number
