"""Forms for people: no stock messages of the framework, and days typed as people write them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from rulebook.wording import date_long, number

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: How a day may be typed; the first is how one is shown. Addresses hold the last, ISO.
DAY_FORMATS: Final = ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d")
#: Before this day, or farther ahead, a day can only be a slip of the pen.
FIRST_DAY: Final = date(2000, 1, 1)
_MOST_AHEAD: Final = timedelta(days=25 * 365)
#: From which day on people were born, or began to work, who are in a case today.
FIRST_DAY_OF_A_LIFE: Final = date(1900, 1, 1)
_EXAMPLE: Final = _("Bijvoorbeeld 31-12-2025.")


class PlainForm(forms.Form):
    """A form in which every message says what to do; the summary on top names the field with it.

    A field that has a message of its own keeps it.
    """

    def full_clean(self) -> None:
        """Give the fields their messages, and then check what was given as any form does."""
        for field in self.fields.values():
            for code, text in _messages(field).items():
                if _is_stock(field, code):
                    field.error_messages[code] = text
        super().full_clean()


class DayField(forms.DateField):
    """A day as people type it, alike in every browser and language; the help gives an example.

    A native date field shows a day in the order that the browser chose, and who pastes or speaks a
    day cannot fill it. The pages of a case ask for days in this way too. A day that
    can only be a slip of the pen is refused, and one to come where it `is_past`.
    """

    def __init__(
        self,
        *,
        label: "str | _StrPromise",
        help_text: "str | _StrPromise" = "",
        required: bool = True,
        error_messages: "Mapping[str, str | _StrPromise] | None" = None,
        first: date = FIRST_DAY,
        is_past: bool = False,
    ) -> None:
        self.first = first
        self.is_past = is_past
        super().__init__(
            label=label,
            help_text=format_lazy("{} {}", help_text, _EXAMPLE) if help_text else _EXAMPLE,
            required=required,
            error_messages=dict(error_messages or {}),
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(format=DAY_FORMATS[0], attrs={"autocomplete": "off"}),
        )

    def validate(self, value: date | None) -> None:
        """Refuse a day that nobody can mean.

        Raises:
            ValidationError: which days can be given.
        """
        super().validate(value)
        first, last = self.bounds()
        if value is not None and not first <= value <= last:
            language = language_now()
            text = gettext("Kies een dag van %(first)s tot en met %(last)s.")
            days = {"first": date_long(first, language), "last": date_long(last, language)}
            raise ValidationError(text % days, code="out_of_reach")

    def bounds(self) -> tuple[date, date]:
        """Give the first and the last day that can be meant."""
        today = timezone.localdate()
        return self.first, today if self.is_past else today + _MOST_AHEAD

    def prepare_value(self, value: object) -> object:
        """Show a day of an address as people type it; anything else stays as it was given."""
        try:
            return date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            return value


def _is_stock(field: forms.Field, code: str) -> bool:
    """Whether a field still has the message that its class came with, or none."""
    given = field.error_messages.get(code)
    classes = type(field).__mro__
    stock = [vars(each).get("default_error_messages", {}).get(code) for each in classes]
    return given is None or any(given is text for text in stock)


def _messages(field: forms.Field) -> Mapping[str, str]:
    """Give what a kind of field says in the language of the reader, by the framework's codes."""
    if isinstance(field, forms.ChoiceField):  # from which the one of several choices derives
        return {
            "required": gettext("Kies een antwoord."),
            "invalid_choice": gettext("“%(value)s” is er niet. Kies uit de lijst."),
            "invalid_list": gettext("Kies antwoorden uit de lijst."),
        }
    if isinstance(field, forms.DateField):
        return {
            "required": gettext("Vul een dag in, zoals 31-12-2025."),
            "invalid": gettext("Typ een datum als dag-maand-jaar, zoals 31-12-2025."),
        }
    if isinstance(field, forms.FileField):
        again = gettext("Dit bestand kwam niet aan. Kies het opnieuw.")
        return {
            "required": gettext("Kies een bestand."),
            "empty": gettext("Dit bestand is leeg. Kies een ander."),
            "missing": again,
            "invalid": again,
            "max_length": gettext("Geef het bestand een kortere naam."),
        }
    if isinstance(field, forms.IntegerField):
        return _messages_of_number(field)
    if isinstance(field, forms.BooleanField):
        return {"required": gettext("Vink dit aan om verder te gaan.")}
    return {
        **_messages_of_shape(field),
        "required": gettext("Vul dit in."),
        "max_length": gettext(
            "Maak dit korter: hoogstens %(limit_value)d tekens, nu zijn het er %(show_value)d."
        ),
        "null_characters_not_allowed": gettext("Haal de tekens weg die niet te lezen zijn."),
    }


def _messages_of_number(field: forms.IntegerField) -> Mapping[str, str]:
    text = gettext("Vul een heel getal in.")
    low, high = field.min_value, field.max_value
    if isinstance(low, int) and isinstance(high, int):
        language = language_now()
        text = gettext("Vul een heel getal in van %(low)s tot en met %(high)s.")
        text %= {"low": number(low, language), "high": number(high, language)}
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), text)


def _messages_of_shape(field: forms.Field) -> Mapping[str, str]:
    """Give the message of a text with a shape; any other keeps what its validators say."""
    if isinstance(field, forms.EmailField):
        return {"invalid": gettext("Typ een e-mailadres, zoals naam@gemeente.nl.")}
    if isinstance(field, forms.UUIDField):
        return {"invalid": gettext("Dit is niet te lezen. Vul het opnieuw in.")}
    return {}


def status_of(form: forms.Form) -> int:
    """Give the status of a page that shows a form: 400 where what was sent cannot be used.

    The same as the interfaces give (decision 0071), on every page; browsers show it either way.
    """
    return 400 if form.is_bound and form.errors else 200
