"""Numbers and dates in the active language: 93,6 u · € 1.200 · 35 % · 31 december 2025."""

from datetime import date, datetime
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.translation import gettext

from accounts.language import language_now
from rulebook import wording
from rulebook.facts import FactValue
from rulebook.text import Text

register = template.Library()
Quantity = int | Fraction


@register.filter
def hours(minutes: Quantity | None) -> str:
    """Write minutes as hours with one decimal, as in figures: “93,6 u”."""
    return _not_known() if minutes is None else wording.hours(minutes, language_now())


@register.filter
def hours_minutes(minutes: int | None) -> str:
    """Write minutes as hours and minutes, as in decisions: “93:36 uur”."""
    return _not_known() if minutes is None else wording.hours_minutes(minutes, language_now())


@register.filter
def hours_in_words(minutes: int | None) -> str:
    """Write whole hours without minutes: “12 uur”, else “12:30 uur”."""
    return _not_known() if minutes is None else wording.hours_in_words(minutes, language_now())


@register.filter
def euros(cents: int | None) -> str:
    """Write cents as an amount: “€ 75,00”, and from a thousand euros on “€ 1.200”."""
    return _not_known() if cents is None else wording.euros(cents, language_now())


@register.filter
def percentage(basis_points: int | None) -> str:
    """Write basis points as a percentage: 3500 is “35 %”."""
    return (
        _not_known() if basis_points is None else wording.percentage(basis_points, language_now())
    )


@register.filter
def number(value: Quantity | None, decimals: int = 0) -> str:
    """Write a number with the language's own marks: “1.234,5”."""
    return (
        _not_known() if value is None else wording.number(value, language_now(), decimals=decimals)
    )


@register.filter(expects_localtime=True)  # the day of a moment is that of the clock here
def date_long(day: date | None) -> str:
    """Write a date in running text: “31 december 2025”."""
    return _not_known() if day is None else wording.date_long(day, language_now())


@register.filter(expects_localtime=True)  # the day of a moment is that of the clock here
def date_short(day: date | None) -> str:
    """Write a date in a table: “31-12-2025”."""
    return _not_known() if day is None else wording.date_short(day, language_now())


@register.filter
def moment_short(moment: datetime, with_seconds: bool = False) -> str:
    """Write a moment in a table: “31-12-2025 14:05”; with `:True` to the second."""
    local = timezone.localtime(moment)
    clock = f"{local:%H:%M:%S}" if with_seconds else f"{local:%H:%M}"
    return f"{wording.date_short(local.date(), language_now())} {clock}"


@register.filter
def fact_value(value: FactValue | None, fact: str) -> str:
    """Write the value of a case fact in words: `{{ value|fact_value:"need" }}`."""
    return wording.fact_value(fact, value, language_now())


@register.filter
def in_language(text: Text) -> str:
    """Write a text of the rulebook (nl and en) in the active language."""
    return text.in_language(language_now())


def _not_known() -> str:
    """Say so: a missing value is not nought."""
    return gettext("nog niet bekend")
