"""The header of a case file: which column holds which fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Final

from rulebook.case_format.cells import folded
from rulebook.case_format.problems import Problems
from rulebook.facts import FACT_BY_NAME, FACTS
from rulebook.text import Text

REFERENCE: Final = "reference"
REFERENCE_NAMES: Final = ("reference", "kenmerk")
#: Without these facts no rule can say anything of any case.
REQUIRED: Final = ("request_kind", "work_situation", "support_start")


@cache
def column_names() -> Mapping[str, str]:
    """Every accepted column name (folded) and the fact it stands for; `reference` for the first."""
    names = {folded(name): REFERENCE for name in REFERENCE_NAMES}
    for fact in FACTS:
        for name in (fact.name, fact.label.nl, fact.label.en):
            names.setdefault(folded(name), fact.name)
    return MappingProxyType(names)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for people, and the fact it holds (None: nothing that is read)."""

    name: str
    fact: str | None
    is_nameless: bool = False


def read_header(header: Sequence[str], problems: Problems) -> tuple[Column, ...]:
    """The columns of a file. What is unknown, double, missing or misplaced goes to `problems`.

    Raises:
        BadCaseFile: the first row names no column at all, so that nothing can be read.
    """
    known = column_names()
    facts = [known.get(folded(name)) for name in header]
    if not any(facts):
        problems.note(row=1, reason=_NO_HEADER)
        problems.check()
    if facts[0] != REFERENCE:
        problems.note(row=1, column=shown(header[0], 0), reason=_REFERENCE_FIRST)
    columns = []
    for place, (name, fact) in enumerate(zip(header, facts, strict=True)):
        if name and fact is None:
            problems.note(row=1, column=shown(name, place), reason=_unknown(name))
        if fact is not None and fact in facts[:place]:
            problems.note(row=1, column=name, reason=_DOUBLE)
            fact = None
        columns.append(Column(shown(name, place), fact, is_nameless=not name))
    for required in REQUIRED:
        if required not in facts:
            problems.note(row=1, column=required, reason=_missing(required))
    return tuple(columns)


def shown(name: str, place: int) -> str:
    """A column as the file names it, or its letter where that may be someone's data."""
    is_a_name = name.replace("_", " ").replace(" ", "").isalpha() and len(name) <= 60
    return name if is_a_name else f"kolom/column {_letter(place)}"


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _unknown(name: str) -> Text:
    near = get_close_matches(folded(name), column_names(), n=1, cutoff=0.6)
    if not near:
        return Text(
            "Deze kolom kent het casusformaat niet. Haal de kolom weg.",
            "The case format does not know this column. Remove the column.",
        )
    fact = column_names()[near[0]]
    if fact == REFERENCE:
        return Text(
            "Deze kolom bestaat niet. Bedoelt u “kenmerk”?",
            "There is no such column. Did you mean “reference”?",
        )
    return Text(
        f"Deze kolom bestaat niet. Bedoelt u “{FACT_BY_NAME[fact].label.nl}” ({fact})?",
        f"There is no such column. Did you mean “{FACT_BY_NAME[fact].label.en}” ({fact})?",
    )


def _missing(name: str) -> Text:
    label = FACT_BY_NAME[name].label
    return Text(
        f"De kolom “{label.nl}” ontbreekt. Voeg haar toe; cellen mogen leeg zijn.",
        f"The column “{label.en}” is missing. Add it; cells may be empty.",
    )


_DOUBLE: Final = Text(
    "Deze kolom staat er al. Houd er een over.", "This column is there already. Keep one."
)
_NO_HEADER: Final = Text(
    "De eerste rij noemt geen bekende kolommen. Zet daar de namen van de kolommen neer.",
    "The first row names no known columns. Put the names of the columns there.",
)
_REFERENCE_FIRST: Final = Text(
    "De eerste kolom is het kenmerk van de casus. Zet die voorop, met “kenmerk” als naam.",
    "The first column is the reference of the case. Put it first, under the name “reference”.",
)
