"""Numbers and dates in the active language: 93,6 u · € 1.200 · 35 % · 31 december 2025."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TypeVar

from django import template
from django.utils.translation import get_language, gettext

from rulebook import wording
from rulebook.facts import FactValue
from rulebook.text import Text

register = template.Library()
V = TypeVar("V")


def _in_words(value: V | None, write: Callable[[V, str], str]) -> str:
    """Write a value in the active language; None, which is not nought, in words of its own."""
    if value is None:
        return gettext("nog niet bekend")
    return write(value, get_language() or "nl")


@register.filter
def hours(minutes: int | Fraction | None) -> str:
    """Write minutes as hours with one decimal, as in figures: “93,6 u”."""
    return _in_words(minutes, wording.hours)


@register.filter
def hours_minutes(minutes: int | None) -> str:
    """Write minutes as hours and minutes, as in decisions: “93:36 uur”."""
    return _in_words(minutes, wording.hours_minutes)


@register.filter
def hours_in_words(minutes: int | None) -> str:
    """Write whole hours without minutes: “12 uur”, else “12:30 uur”."""
    return _in_words(minutes, wording.hours_in_words)


@register.filter
def euros(cents: int | None) -> str:
    """Write cents as an amount: “€ 75,00”, and from a thousand euros on “€ 1.200”."""
    return _in_words(cents, wording.euros)


@register.filter
def percentage(basis_points: int | None) -> str:
    """Write basis points as a percentage: 3500 is “35 %”."""
    return _in_words(basis_points, wording.percentage)


@register.filter
def number(value: int | Fraction | None, decimals: int = 0) -> str:
    """Write a number with the language's own marks: “1.234,5”."""
    return _in_words(value, lambda v, language: wording.number(v, language, decimals=decimals))


@register.filter
def date_long(day: date | None) -> str:
    """Write a date in running text: “31 december 2025”."""
    return _in_words(day, wording.date_long)


@register.filter
def date_short(day: date | None) -> str:
    """Write a date in a table: “31-12-2025”."""
    return _in_words(day, wording.date_short)


@register.filter
def fact_value(value: FactValue | None, fact: str) -> str:
    """Write the value of a case fact in words: `{{ value|fact_value:"need" }}`."""
    return wording.fact_value(fact, value, get_language() or "nl")


@register.filter
def in_language(text: Text) -> str:
    """Write a text of the rulebook (nl and en) in the active language."""
    return text.in_language(get_language() or "nl")
