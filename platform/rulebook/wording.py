"""Numbers, dates and values as people read them, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from rulebook.data_file import parsed
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.own_words import NOT_STATED, OwnWords
from rulebook.parameter import Parameter, ParameterValue, Scalar
from rulebook.source import NOT_STATED_WORDS
from rulebook.text import Text

_MONTHS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
               "september", "oktober", "november", "december"),
        "en": ("January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December"),
    }
)  # fmt: skip
_UNITS: Final[Mapping[str, tuple[Text, Text]]] = MappingProxyType(
    {
        "months": (Text("maand", "month"), Text("maanden", "months")),
        "weeks": (Text("week", "week"), Text("weken", "weeks")),
        "days": (Text("dag", "day"), Text("dagen", "days")),
        "count": (Text("keer", "time"), Text("keer", "times")),
    }
)
YES: Final = Text("ja", "yes")
NO: Final = Text("nee", "no")
NO_LIMIT: Final = Text("geen", "none")
NOT_KNOWN: Final = Text("niet bekend", "not known")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of codes, of criteria by outcome ("label" is the name), and of steps."""

    codes: Mapping[str, Text]
    criteria: Mapping[str, Mapping[str, Text]]
    steps: Mapping[str, Text]


@cache
def words() -> Words:
    """The words and sentences that ship with the rulebook."""
    data = parsed(resources.files("rulebook").joinpath("words.yaml").read_text("utf-8"))
    return Words(
        codes=_texts(data["codes"]),
        criteria={code: _texts(sentences) for code, sentences in data["criteria"].items()},
        steps=_texts(data["steps"]),
    )


def _texts(data: Mapping[str, Any]) -> Mapping[str, Text]:
    return MappingProxyType({name: Text.from_data(text) for name, text in data.items()})


def _is_english(language: str) -> bool:
    return language.lower().startswith("en")


def number(value: int | Fraction, language: str, *, decimals: int = 0) -> str:
    """A number with Dutch (1.234,5) or English (1,234.5) marks, half rounded up."""
    scaled = (Fraction(value) * 10**decimals + Fraction(1, 2)).__floor__()
    text = f"{scaled / 10**decimals:,.{decimals}f}" if decimals else f"{scaled:,}"
    return text if _is_english(language) else text.translate(str.maketrans(",.", ".,"))


def hours(minutes: int | Fraction, language: str) -> str:
    """Hours with one decimal, as figures show them: "93,6 u", "93.6 h"."""
    unit = "h" if _is_english(language) else "u"
    return f"{number(Fraction(minutes) / 60, language, decimals=1)} {unit}"


def hours_minutes(minutes: int, language: str) -> str:
    """Hours and minutes, as decisions state them: "93:36 uur", "93:36 hours"."""
    return f"{minutes // 60}:{minutes % 60:02d} {'hours' if _is_english(language) else 'uur'}"


def hours_in_words(minutes: int, language: str) -> str:
    """Whole hours without minutes where possible: "12 uur", else "12:30 uur"."""
    if minutes % 60:
        return hours_minutes(minutes, language)
    if _is_english(language):
        return f"{minutes // 60} hour" + ("" if minutes == 60 else "s")
    return f"{minutes // 60} uur"


def percentage(basis_points: int, language: str) -> str:
    """A percentage with only the decimals that it has: "35 %", "7,5 %"."""
    decimals = 0 if basis_points % 100 == 0 else 1 if basis_points % 10 == 0 else 2
    return f"{number(Fraction(basis_points, 100), language, decimals=decimals)} %"


def euros(cents: int, language: str) -> str:
    """An amount; without cents from 1,000 euros on."""
    decimals = 0 if cents >= 100_000 else 2
    return f"€ {number(Fraction(cents, 100), language, decimals=decimals)}"


def date_long(day: date, language: str) -> str:
    """A date in running text: "31 december 2025", "31 December 2025"."""
    months = _MONTHS["en" if _is_english(language) else "nl"]
    return f"{day.day} {months[day.month - 1]} {day.year}"


def date_short(day: date, language: str) -> str:
    """A date in a table: "31-12-2025", "31 Dec 2025"."""
    if _is_english(language):
        return f"{day.day} {_MONTHS['en'][day.month - 1][:3]} {day.year}"
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def code_label(code: str, language: str) -> str:
    """The word for a code of a policy, such as a regime, a method or a ground."""
    known = words().codes.get(code)
    if known is not None:
        return known.in_language(language)
    for fact in FACT_BY_NAME.values():
        if code in fact.code_labels:
            return fact.code_labels[code].in_language(language)
    return code.replace("_", " ")


def quantity(value: int, unit: str, language: str) -> str:
    """A quantity with its unit in words: "6 maanden", "12 uur", "35 %", "€ 75,00"."""
    if unit == "minutes":
        return hours_in_words(value, language)
    if unit == "basis_points":
        return percentage(value, language)
    if unit == "cents":
        return euros(value, language)
    if unit in ("number", "tenths"):
        return _bare_number(value, unit, language)
    one, more = _UNITS[unit]
    return f"{number(value, language)} {(one if value == 1 else more).in_language(language)}"


def _bare_number(value: int, unit: str, language: str) -> str:
    """A number without a unit: "2", or of tenths "6,5"."""
    if unit == "number":
        return number(value, language)
    return number(Fraction(value, 10), language, decimals=1 if value % 10 else 0)


def code_of(parameter: Parameter, code: str, language: str) -> str:
    """The word for a code, row or column of this parameter: its own, else the shared one."""
    own = parameter.code_labels.get(code)
    return own.in_language(language) if own else code_label(code, language)


def fact_value(name: str, value: FactValue | None, language: str) -> str:
    """A case fact's value in words; None is "not known"."""
    fact = FACT_BY_NAME[name]
    if value is None:
        return NOT_KNOWN.in_language(language)
    if isinstance(value, bool):
        return (YES if value else NO).in_language(language)
    if isinstance(value, str):
        label = fact.code_labels[value].in_language(language)
        return label[0].lower() + label[1:]
    if isinstance(value, date):
        return date_long(value, language)
    return quantity(value, fact.kind, language)


def parameter_value(parameter: Parameter, value: ParameterValue, language: str) -> str:
    """A policy value in words; tables row by row, for places where no table can stand."""
    if isinstance(value, Mapping):
        rows = (
            f"{code_of(parameter, row, language)}: {_cells(parameter, value[row], language)}"
            for row in value
        )
        return "; ".join(rows)
    return cell_value(parameter, value, language)


def _cells(parameter: Parameter, cells: Any, language: str) -> str:  # noqa: ANN401 - a row or one cell
    values = cells.values() if isinstance(cells, Mapping) else (cells,)
    return " / ".join(cell_value(parameter, cell, language) for cell in values)


def cell_value(parameter: Parameter, value: Scalar, language: str) -> str:
    """A value that is no table, or one cell of a table, in words."""
    if value is NOT_STATED:
        return NOT_STATED_WORDS.in_language(language)
    if value is None:
        return NO_LIMIT.in_language(language)
    if isinstance(value, bool):
        return (YES if value else NO).in_language(language)
    if isinstance(value, OwnWords):
        return value.in_language(language)
    if isinstance(value, tuple):
        labels = [code_of(parameter, code, language) for code in value]
        return ", ".join(labels) if labels else NO_LIMIT.in_language(language)
    if isinstance(value, str):
        return code_of(parameter, value, language)
    return quantity(value, parameter.unit, language)
