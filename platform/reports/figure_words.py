"""A figure of a report in words, and why one is not there: the same on page, paper and in files."""

from fractions import Fraction

from reports.snapshot import Line
from rulebook import wording
from rulebook.text import Text

_MINUS = "\N{MINUS SIGN}"
_UNITS = {
    "minutes": Text("uren", "hours"),
    "percent": Text("procent", "percent"),
    "tenths_of_week": Text("weken", "weeks"),
    "tenths_of_month": Text("maanden", "months"),
    "people": Text("mensen", "people"),
}
_HIDDEN = {
    "no_cases": Text("geen gevallen", "no cases"),
    "small_numbers": Text("te weinig gevallen om te tonen", "too few cases to show"),
    "dominated": Text(
        "één organisatie bepaalt dit cijfer", "one organisation determines this figure"
    ),
    "not_together": Text(
        "niet voor twee keuzes tegelijk uitgebracht", "not released for two choices at once"
    ),
    "not_released": Text("nog niet uitgebracht", "not released yet"),
    "not_computed": Text("niet berekend", "not computed"),
}


def unit_words(unit: str, language: str) -> str:
    """Return what a unit is called, as figures are shown in it."""
    return _UNITS[unit].in_language(language)


def in_unit(value: int, unit: str) -> Fraction:
    """Return a value as it is shown: minutes as hours, tenths as wholes."""
    if unit == "minutes":
        return Fraction(value, 60)
    return Fraction(value, 10) if unit.startswith("tenths_of_") else Fraction(value)


def decimals_of(unit: str) -> int:
    """Return with how many decimals a unit is shown."""
    return 1 if unit == "minutes" or unit.startswith("tenths_of_") else 0


def number_words(value: int, unit: str, language: str) -> str:
    """Return a bare number: "12,5", "−0,4", "35"."""
    text = wording.number(abs(in_unit(value, unit)), language, decimals=decimals_of(unit))
    return f"{_MINUS}{text}" if value < 0 else text


def figure_words(line: Line, unit: str, language: str) -> str:
    """Return a figure in its unit, or why it is not there: "12,5", "35 %", "geen gevallen"."""
    if line.value is None:
        return _HIDDEN[line.hidden].in_language(language)
    text = number_words(line.value, unit, language)
    return f"{text} %" if unit == "percent" else text


def interval_words(line: Line, unit: str, language: str) -> str:
    """Return the two ends of an interval: "11,9 tot 13,1"; nothing where there is none."""
    if line.value is None or line.low is None or line.high is None:
        return ""
    low, high = (number_words(end, unit, language) for end in (line.low, line.high))
    return Text(f"{low} tot {high}", f"{low} to {high}").in_language(language)


def period_words(period: str, language: str) -> str:
    """Return a period: "2025", "2026, tot en met het derde kwartaal"."""
    year, _, quarter = period.partition("-Q")
    if not quarter:
        return year
    ordinal = Text(
        ("eerste", "tweede", "derde", "vierde")[int(quarter) - 1],
        ("first", "second", "third", "fourth")[int(quarter) - 1],
    )
    return Text(
        f"{year}, tot en met het {ordinal.nl} kwartaal",
        f"{year}, up to the {ordinal.en} quarter",
    ).in_language(language)
