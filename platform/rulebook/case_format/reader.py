"""Reading a case file: all of it, or every problem in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rulebook.canonical import texts_of_rows
from rulebook.case_format.cells import BadCell, check_text, read_cell
from rulebook.case_format.header import REFERENCE, Column, read_header
from rulebook.case_format.problems import Problems
from rulebook.case_format.table import Table, read_table
from rulebook.contradictions import contradictions, contradictory
from rulebook.facts import FACT_BY_NAME, FactField, FactValue
from rulebook.frame import CaseFrame
from rulebook.text import Text

LONGEST_REFERENCE: Final = 64

Facts = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The cases of a file, in its order: their references and their facts.

    `columns` holds what the file says of each fact, and `frame` the same as the engine takes it.
    """

    references: tuple[str, ...]
    columns: Mapping[str, Sequence[FactValue | None]]
    frame: CaseFrame = field(compare=False, repr=False)

    @property
    def rows(self) -> tuple[Facts, ...]:
        """The facts of every case by their names."""
        names = tuple(self.columns)
        every = zip(*self.columns.values(), strict=True)
        return tuple([dict(zip(names, values, strict=True)) for values in every])

    @property
    def texts(self) -> list[str]:
        """The known facts of every case as canonical text."""
        return texts_of_rows(self.columns, count=len(self.references))


def read_cases(content: bytes) -> CaseFile:
    """Read the cases in a CSV file; see docs/reference/case-format.md.

    Raises:
        BadCaseFile: with every problem of every row at once; then nothing was read.
    """
    table, problems = read_table(content), Problems()
    return read_case_rows(table, read_header(table.header, problems), problems)


def read_case_rows(table: Table, columns: Sequence[Column], problems: Problems) -> CaseFile:
    """Read the cases in a table whose columns are known already; `columns` stand in its order.

    Raises:
        BadCaseFile: with every problem of every row, after those noted before.
    """
    reader = _Columns(table, columns)
    reader.note(problems)
    problems.check()
    return reader.file()


class _Columns:
    """A table read column by column: each text of a column once, however often it is there."""

    def __init__(self, table: Table, columns: Sequence[Column]) -> None:
        self._table = table
        self._columns = columns
        #: By place of a column the texts that are no value of it, with the reason.
        self._bad: list[dict[str, Text]] = [{} for _ in columns]
        #: By row as a spreadsheet numbers it what is wrong with its reference.
        self._bad_references: dict[int, tuple[str, Text]] = {}
        self._rows = [row for row in table.rows if len(row[1]) == len(columns)]
        self._values: dict[str, list[FactValue | None]] = {}
        self._numbers: dict[str, NDArray[Any]] = {}
        self._references: tuple[str, ...] = ()
        texts = list(zip(*(cells for _number, cells in self._rows), strict=True))
        for place, column in enumerate(columns):
            self._read(place, column, texts[place] if texts else ())
        frame = CaseFrame.from_columns(self._numbers, n=len(self._rows))
        self._frame, self._contradictory = frame, contradictory(frame)

    def file(self) -> CaseFile:
        """The cases, of a table in which nothing is wrong."""
        return CaseFile(
            references=self._references,
            columns=MappingProxyType(self._values),
            frame=self._frame,
        )

    def note(self, problems: Problems) -> None:
        """Note everything that is wrong, row by row."""
        is_whole = len(self._rows) == len(self._table.rows)
        is_well_read = not any(self._bad) and not self._bad_references
        if is_whole and is_well_read and not self._contradictory.any():
            return
        wholes = enumerate(self._contradictory.tolist())
        for number, cells in self._table.rows:
            if len(cells) != len(self._columns):
                reason = _ragged(len(cells), len(self._columns))
                problems.note(row=number, reason=reason)
                continue
            self._note_cells(number, cells, problems)
            place, contradicts = next(wholes)
            if contradicts:
                self._note_contradictions(number, place, problems)

    def _read(self, place: int, column: Column, texts: Sequence[str]) -> None:
        if column.is_nameless:
            self._bad[place] = {text: _NAMELESS for text in set(texts) if text}
        elif column.fact == REFERENCE:
            self._references = tuple(texts)
            self._check_references(column.name)
        elif column.fact is not None:
            self._read_fact(place, FACT_BY_NAME[column.fact], texts)

    def _read_fact(self, place: int, fact: FactField, texts: Sequence[str]) -> None:
        values: dict[str, FactValue | None] = {}
        for text in set(texts):
            try:
                values[text] = read_cell(text, fact, is_dutch=self._table.is_dutch)
            except BadCell as bad:
                values[text] = None
                self._bad[place][text] = bad.reason
        numbers = {text: fact.encode(value) for text, value in values.items()}
        self._values[fact.name] = [values[text] for text in texts]
        dtype = np.int8 if fact.is_small else np.int32
        self._numbers[fact.name] = np.array([numbers[text] for text in texts], dtype=dtype)

    def _check_references(self, column: str) -> None:
        seen: dict[str, int] = {}
        for (number, _cells), text in zip(self._rows, self._references, strict=True):
            try:
                _check_reference(text, seen)
                seen[text] = number
            except BadCell as bad:
                self._bad_references[number] = (column, bad.reason)

    def _note_cells(self, number: int, cells: Sequence[str], problems: Problems) -> None:
        for column, bad, text in zip(self._columns, self._bad, cells, strict=True):
            if text in bad:
                problems.note(row=number, column=column.name, reason=bad[text])
            elif column.fact == REFERENCE and number in self._bad_references:
                name, reason = self._bad_references[number]
                problems.note(row=number, column=name, reason=reason)

    def _note_contradictions(self, number: int, place: int, problems: Problems) -> None:
        for each in contradictions(self._frame.row(place)):
            names = [column.name for column in self._columns if column.fact in each.facts]
            problems.note(row=number, column=" + ".join(names), reason=each.reason)


def _check_reference(text: str, seen: Mapping[str, int]) -> None:
    check_text(text)
    if not text:
        raise BadCell(_NO_REFERENCE)
    if len(text) > LONGEST_REFERENCE:
        raise BadCell(_LONG_REFERENCE)
    if _may_be_a_citizen_number(text):
        raise BadCell(_CITIZEN_NUMBER)
    if text in seen:
        raise BadCell(_double(seen[text]))


def _may_be_a_citizen_number(text: str) -> bool:
    """Nine digits that pass the check of a citizen service number (BSN)."""
    digits = text.replace(".", "").replace(" ", "")
    if len(digits) != 9 or not digits.isascii() or not digits.isdigit():
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def _ragged(found: int, expected: int) -> Text:
    return Text(
        f"Deze rij heeft {found} cellen en de kop {expected}. Vul de rij aan, of zet een tekst met "
        "een scheidingsteken tussen aanhalingstekens.",
        f"This row has {found} cells and the header {expected}. Complete the row, or put a text "
        "that holds a separator between quotation marks.",
    )


def _double(first: int) -> Text:
    return Text(
        f"Dit kenmerk staat ook op rij {first}. Geef elke casus een eigen kenmerk.",
        f"This reference is on row {first} too. Give every case a reference of its own.",
    )


_NAMELESS: Final = Text(
    "Er staat iets in een kolom zonder naam. Geef de kolom een naam, of maak haar leeg.",
    "There is something in a column without a name. Name the column, or empty it.",
)
_NO_REFERENCE: Final = Text("Geef de casus een kenmerk.", "Give the case a reference.")
_LONG_REFERENCE: Final = Text(
    f"Het kenmerk is langer dan {LONGEST_REFERENCE} tekens. Kort het in.",
    f"The reference is longer than {LONGEST_REFERENCE} characters. Shorten it.",
)
_CITIZEN_NUMBER: Final = Text(
    "Dit lijkt op een burgerservicenummer. Gebruik een eigen kenmerk, bijvoorbeeld met een letter.",
    "This looks like a citizen service number. Use a reference of your own, for example with a "
    "letter.",
)
