"""Quantities as people type them, in the unit of the parameter: “2:30”, “12,5 %”, “1.234,50”."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from rulebook import wording
from rulebook.parameter import Parameter

#: How many of the stored unit go in one that people type: 100 basis points are one per cent.
_IN_ONE: Final[Mapping[str, int]] = {
    "minutes": 60,
    "basis_points": 100,
    "cents": 100,
    "tenths": 10,
}
_UNITS: Final[Mapping[str, Promise]] = {
    "minutes": pgettext_lazy("eenheid", "uur"),
    "basis_points": _("%"),
    "cents": _("euro"),
    "months": _("maanden"),
    "weeks": _("weken"),
    "days": _("dagen"),
    "count": _("keer"),
}
_CLOCK: Final = re.compile(r"^(\d+):([0-5]\d)$")
_DECORATION: Final = re.compile(r"[\s€%]|(?:uur|hours?|u|h|euro)$")
_LONGEST: Final = 20  # signs; anything longer is no number that somebody meant


class NotReadable(ValueError):
    """What was typed is no quantity; the message says in the reader's language how to write one."""


def unit_of(parameter: Parameter) -> str:
    """Give the word of the unit that people type a parameter in; empty for a bare number."""
    return str(_UNITS.get(parameter.unit, ""))


def read(parameter: Parameter, text: str, language: str) -> int:
    """Read a quantity in the whole unit that the parameter is kept in.

    Raises:
        NotReadable: no number, not whole in that unit, or outside the parameter's limits.
    """
    clock = _clock(parameter, text)
    value = _scaled(parameter, text, language) if clock is None else clock
    if value.denominator != 1:
        raise NotReadable(_example(parameter))
    low, high = parameter.band or parameter.bounds or (0, int(value))
    if not low <= value <= high:
        limits = {
            "low": written(parameter, low, language),
            "high": _with_unit(parameter, high, language),
        }
        raise NotReadable(gettext("Vul een getal in van %(low)s tot en met %(high)s.") % limits)
    return int(value)


def written(parameter: Parameter, value: int, language: str) -> str:
    """Write a quantity as somebody would type it, without its unit."""
    if parameter.unit == "minutes" and value % 60:
        return f"{value // 60}:{value % 60:02d}"
    scale = _IN_ONE.get(parameter.unit, 1)
    if value % scale == 0:
        return wording.number(value // scale, language)
    decimals = 1 if scale == 10 or (value % 10 == 0 and parameter.unit != "cents") else 2
    return wording.number(Fraction(value, scale), language, decimals=decimals)


def _with_unit(parameter: Parameter, value: int, language: str) -> str:
    return f"{written(parameter, value, language)} {unit_of(parameter)}".strip()


def _clock(parameter: Parameter, text: str) -> Fraction | None:
    found = _CLOCK.match(text.strip())
    if found is None or parameter.unit != "minutes":
        return None
    return Fraction(int(found[1]) * 60 + int(found[2]))


def _scaled(parameter: Parameter, text: str, language: str) -> Fraction:
    bare = _DECORATION.sub("", text.strip().lower())
    if not bare or len(bare) > _LONGEST:
        raise NotReadable(_example(parameter))
    try:
        number = Fraction(_with_point(bare, language))
    except ValueError as unreadable:
        raise NotReadable(_example(parameter)) from unreadable
    return number * _IN_ONE.get(parameter.unit, 1)


def _with_point(text: str, language: str) -> str:
    """Write a number with a decimal point and without marks between thousands.

    The other mark is taken for a decimal one where it cannot stand between thousands: "12.5".
    """
    decimal, thousands = (".", ",") if language.startswith("en") else (",", ".")
    grouped = re.compile(rf"^\d{{1,3}}(\{thousands}\d{{3}})+(\{decimal}\d+)?$")
    plain = text.replace(thousands, "") if grouped.match(text) else text
    plain = plain.replace(decimal, ".").replace(thousands, ".")
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        raise ValueError(text)
    return plain


def _example(parameter: Parameter) -> str:
    texts = {
        "minutes": gettext("Schrijf uren als 2:30 of als 2,5."),
        "basis_points": gettext("Schrijf een percentage als 12,5."),
        "cents": gettext("Schrijf een bedrag als 1.234,50."),
        "tenths": gettext("Schrijf een getal met hoogstens één cijfer achter de komma, zoals 6,5."),
    }
    return texts.get(parameter.unit, gettext("Vul een heel getal in."))
