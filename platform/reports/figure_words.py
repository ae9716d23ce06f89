"""A figure of a report in words, and why one is not there: the same on page, paper and in files."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from reports.snapshot import Line
from rulebook import wording
from rulebook.text import Text
from rulebook.wording import date_long

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
    "few_organisations": Text(
        "te weinig uitvoerders met een cijfer", "too few organisations with a figure"
    ),
    "not_released": Text("nog niet uitgebracht", "not released yet"),
    "no_policy": Text("geen gepubliceerd beleid", "no published policy"),
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


def count_words(line: Line, release: int, language: str) -> str:
    """Return over what a figure is: "aantal: 340, 7 van 9 uitvoerders"; nothing where not known.

    One that last changed in an earlier release than that of the report says in which.
    """
    told = []
    if line.cases is not None:
        cases = wording.number(Fraction(line.cases), language, decimals=0)
        told.append(Text(f"aantal: {cases}", f"number: {cases}"))
    if line.members is not None and line.members > 1:
        counted, members = line.members_counted, line.members
        told.append(
            Text(f"{counted} van {members} uitvoerders", f"{counted} of {members} organisations")
        )
    if line.as_of is not None and line.as_of != release:
        told.append(Text(f"van publicatie {line.as_of}", f"of release {line.as_of}"))
    return ", ".join(text.in_language(language) for text in told)


def period_words(period: str, language: str, facts_as_of: date) -> str:
    """Return of when the figures of a report are: "2025", "2026, gegevens tot en met 3 mei 2026".

    Figures are of calendar years, so a quarter is never named: a year is whole, or it is told
    until which day its facts go.
    """
    year = year_of(period)
    if facts_as_of.year > year:
        return str(year)
    day = date_long(facts_as_of, language)
    return Text(f"{year}, gegevens tot en met {day}", f"{year}, data up to {day}").in_language(
        language
    )


def year_of(period: str) -> int:
    """Return the calendar year that the figures of a period are of."""
    return int(period.partition("-Q")[0])


def column_year_words(years: Collection[int], year: int, language: str, facts_as_of: date) -> str:
    """Return the year of a column beside others: one that is whole says so beside one that runs."""
    if len(years) < 2:
        return ""
    if max(years) < facts_as_of.year:
        return f" {year}"
    whole = Text(f", heel {year}", f", all of {year}")
    part = Text(f", deel van {year}", f", part of {year}")
    return (whole if year < facts_as_of.year else part).in_language(language)
