"""What people type in a form: hours, percentages, dates and whole numbers, in Dutch or English.

A comma or a point before one or two digits is a decimal mark, before three digits it parts the
thousands: 12,5 and 12.5 are twelve and a half, 1.040 and 1,040 are a thousand and forty.
"""

import re
from datetime import date
from fractions import Fraction

_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
)
_THOUSANDS = re.compile(r"[.,](?=\d{3})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class NotReadable(ValueError):
    """What was typed is not of the kind that was asked for."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"This is not readable as {kind}.")
        self.kind = kind


def hours(text: str) -> int:
    """Give minutes for hours: "12", "12,5", "12:30", "12 uur", "1.040".

    Raises:
        NotReadable: it is none of these.
    """
    plain = _without_unit(text, "uur", "uren", "u", "hours", "hour", "h")
    clock = re.fullmatch(r"(\d{1,5}):([0-5]\d)", plain)
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    return _rounded(_number(plain, "hours") * 60)


def percentage(text: str) -> int:
    """Give basis points for a percentage: "35", "35,5", "35 %".

    Raises:
        NotReadable: it is none of these.
    """
    return _rounded(_number(_without_unit(text, "%", "procent", "percent"), "percentage") * 100)


def whole_number(text: str) -> int:
    """Give a whole number without a sign.

    Raises:
        NotReadable: it is not one.
    """
    plain = "".join(text.split())
    if not re.fullmatch(r"[0-9]{1,6}", plain):
        raise NotReadable("whole number")
    return int(plain)


def day(text: str) -> date:
    """Give a date: "31-12-2025", "31/12/2025", "31.12.2025", "2025-12-31".

    Raises:
        NotReadable: it is none of these, or there is no such day.
    """
    plain = " ".join(text.split())
    found = _DAY_FIRST.fullmatch(plain)
    parts = (found[3], found[2], found[1]) if found else None
    if parts is None:
        found = _YEAR_FIRST.fullmatch(plain)
        parts = (found[1], found[2], found[3]) if found else None
    if parts is None:
        raise NotReadable("date")
    try:
        return date(*(int(part) for part in parts))
    except ValueError as impossible:
        raise NotReadable("date") from impossible


def hours_as_typed(minutes: int) -> str:
    """Give minutes as somebody would type hours: "24", "12:30"."""
    return str(minutes // 60) if minutes % 60 == 0 else f"{minutes // 60}:{minutes % 60:02d}"


def percentage_as_typed(basis_points: int) -> str:
    """Give basis points as somebody would type a percentage: "35", "35,5"."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)


def day_as_typed(given: date) -> str:
    """Give a date as somebody would type it: "31-12-2025"."""
    return f"{given.day:02d}-{given.month:02d}-{given.year:04d}"


def _without_unit(text: str, *units: str) -> str:
    plain = "".join(text.split()).lower()
    for unit in units:
        if plain.endswith(unit):
            return plain.removesuffix(unit)
    return plain


def _number(plain: str, kind: str) -> Fraction:
    if not _NUMBER.fullmatch(plain) or not plain.isascii():
        raise NotReadable(kind)
    return Fraction(_THOUSANDS.sub("", plain).replace(",", "."))


def _rounded(value: Fraction) -> int:
    return int(value + Fraction(1, 2))
