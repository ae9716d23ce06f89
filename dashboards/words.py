"""Figures in words: hours, shares and reasons, in the active language."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.snapshots import AGAINST_LABELS, Against
from rulebook import wording
from rulebook.text import Text

_MINUS = "\N{MINUS SIGN}"

#: Short enough for a cell; the page explains them once.
HIDDEN_WORDS: dict[HiddenReason, Promise] = {
    HiddenReason.NO_CASES: gettext_lazy("geen gevallen"),
    HiddenReason.SMALL_NUMBERS: gettext_lazy("te weinig gevallen om te tonen"),
    HiddenReason.DOMINATED: gettext_lazy("één organisatie bepaalt dit cijfer"),
    HiddenReason.NOT_TOGETHER: gettext_lazy("niet voor twee keuzes tegelijk uitgebracht"),
    HiddenReason.FEW_ORGANISATIONS: gettext_lazy("te weinig uitvoerders met een cijfer"),
}


def said(text: Text) -> str:
    """Return a text of a definition in the active language."""
    return text.in_language(language_now())


def hours(minutes: int) -> str:
    """Return minutes as hours with one decimal: "93,6 u"."""
    return _with_minus(wording.hours(abs(minutes), language_now()), minutes < 0)


def signed_hours(minutes: int) -> str:
    """Return a difference with its sign: "+3,4 u", "−6,2 u", "0,0 u"."""
    return ("+" if minutes > 0 else "") + hours(minutes)


def percent(value: int) -> str:
    """Return whole percents: "35 %"."""
    return f"{value} %"


def count(value: int) -> str:
    """Return a number of cases: "1.235"."""
    return wording.number(value, language_now())


def weeks(tenths: int) -> str:
    """Return tenths of a week as weeks: "6,5 weken"."""
    number = wording.number(Fraction(tenths, 10), language_now(), decimals=1)
    return _("%(number)s weken") % {"number": number}


def months(tenths: int) -> str:
    """Return tenths of a month as months: "11,5 maanden"."""
    number = wording.number(Fraction(tenths, 10), language_now(), decimals=1)
    return _("%(number)s maanden") % {"number": number}


def day(ordinal: int) -> str:
    """Return a day, given by its place in the calendar: "31-12-2025"."""
    return wording.date_short(date.fromordinal(ordinal), language_now())


#: How a value of each unit is written.
_WRITTEN: dict[str, Callable[[int], str]] = {
    "minutes": hours,
    "difference": signed_hours,
    "percent": percent,
    "count": count,
    "people": count,
    "tenths_of_week": weeks,
    "tenths_of_month": months,
    "day": day,
}
_TENTHS = ("tenths_of_week", "tenths_of_month")


def decimal(value: float) -> str:
    """Return a number with one decimal: "1,4"."""
    return wording.number(Fraction(value).limit_denominator(1000), language_now(), decimals=1)


def bare(protected: Protected, unit: str) -> str:
    """Return a figure in its unit without its interval, or why it is hidden."""
    return figure(Protected(value=protected.value, reason=protected.reason), unit)


def figure(protected: Protected, unit: str) -> str:
    """Return a figure in its unit with its interval, or why it is hidden."""
    return _figure(protected, unit, language_now())


@lru_cache(maxsize=16_384)
def _figure(protected: Protected, unit: str, _language: str) -> str:
    """Write a figure once: a table of hundreds of organisations is asked again and again."""
    if protected.value is None:
        return hidden(protected)
    text = _WRITTEN[unit](protected.value)
    if protected.low is None or protected.high is None:
        return text
    return f"{text} ({interval(protected, unit)})"


def interval(protected: Protected, unit: str) -> str:
    """Return the two ends of an interval: "58,1 tot 66,7"."""
    low, high = protected.low or 0, protected.high or 0
    if unit in ("percent", "count", "people"):
        return _("%(low)s tot %(high)s") % {"low": count(low), "high": count(high)}
    if unit in _TENTHS:
        ends = [
            wording.number(Fraction(end, 10), language_now(), decimals=1) for end in (low, high)
        ]
    else:
        ends = [_bare_hours(end, signed=unit == "difference") for end in (low, high)]
    return _("%(low)s tot %(high)s") % {"low": ends[0], "high": ends[1]}


def hidden(protected: Protected) -> str:
    """Return why a figure is not shown."""
    return str(HIDDEN_WORDS[protected.reason or HiddenReason.NO_CASES])


def name_of_reference(against: str) -> str:
    """Return the name of the other side inside a sentence."""
    return {
        Against.UWV: "UWV",
        Against.G4: _("de G4"),
        Against.ALL: _("alle uitvoerders"),
    }[Against(against)]


def short_name_of_reference(against: str) -> str:
    """Return the name of the other side beside a mark."""
    return {Against.UWV: "UWV", Against.G4: "G4", Against.ALL: _("Alle")}[Against(against)]


def label_of_reference(against: str) -> str:
    """Return the name of the other side in a list of choices."""
    return said(AGAINST_LABELS[Against(against)])


def _bare_hours(minutes: int, *, signed: bool) -> str:
    text = wording.hours(abs(minutes), language_now()).rsplit(" ", 1)[0].replace("\xa0", " ")
    number = text.split(" ")[0]
    return ("+" if signed and minutes > 0 else "") + _with_minus(number, minutes < 0)


def _with_minus(text: str, is_negative: bool) -> str:
    return f"{_MINUS}{text}" if is_negative else text
