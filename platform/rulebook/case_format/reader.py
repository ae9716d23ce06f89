"""Reading a case file: all of it, or every problem in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from rulebook.case_format.cells import BadCell, check_text, read_cell
from rulebook.case_format.header import REFERENCE, Column, read_header
from rulebook.case_format.problems import Problems
from rulebook.case_format.table import Table, read_table
from rulebook.contradictions import contradictions
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.frame import CaseFrame
from rulebook.text import Text

LONGEST_REFERENCE: Final = 64

Facts = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The cases of a file, in its order: their references and their facts."""

    references: tuple[str, ...]
    rows: tuple[Facts, ...]

    @property
    def frame(self) -> CaseFrame:
        """The cases as columns, ready for the engine."""
        return CaseFrame.from_rows(self.rows)


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
    reader = _Rows(columns, problems, is_dutch=table.is_dutch)
    for number, cells in table.rows:
        reader.take(number, cells)
    problems.check()
    return CaseFile(references=tuple(reader.references), rows=tuple(reader.rows))


#: Stands for a cell that was not read yet, or that is not one of a fact.
_UNREAD: Final[Any] = object()


class _Rows:
    """The cases read so far; what is wrong with the others goes to `problems`."""

    def __init__(self, columns: Sequence[Column], problems: Problems, *, is_dutch: bool) -> None:
        self._columns = columns
        self._problems = problems
        self._is_dutch = is_dutch
        #: Cells repeat: a value read once for a column is not read again.
        self._known: list[dict[str, FactValue | None]] = [{} for _ in columns]
        self._facts = [column.fact or "" for column in columns]
        self.references: dict[str, int] = {}
        self.rows: list[Facts] = []

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Read one row, or note everything that is wrong with it."""
        if len(cells) != len(self._columns):
            self._problems.note(row=number, reason=_ragged(len(cells), len(self._columns)))
            return
        facts: dict[str, FactValue | None] = {}
        for place, text in enumerate(cells):
            value = self._known[place].get(text, _UNREAD)
            if value is _UNREAD:
                value = self._cell(number, place, text)
                if value is _UNREAD:
                    continue
            facts[self._facts[place]] = value
        for contradiction in contradictions(facts):
            names = [column.name for column in self._columns if column.fact in contradiction.facts]
            self._problems.note(row=number, column=" + ".join(names), reason=contradiction.reason)
        self.rows.append(MappingProxyType(facts))

    def _cell(self, number: int, place: int, text: str) -> Any:  # noqa: ANN401 - or `_UNREAD`
        """The value of a cell that was not read before, where it is one of a fact."""
        column = self._columns[place]
        try:
            if column.is_nameless and text:
                raise BadCell(_NAMELESS)
            if column.fact == REFERENCE:
                self._reference(number, text)
            elif column.fact is not None:
                value = read_cell(text, FACT_BY_NAME[column.fact], is_dutch=self._is_dutch)
                self._known[place][text] = value
                return value
        except BadCell as problem:
            self._problems.note(row=number, column=column.name, reason=problem.reason)
        return _UNREAD

    def _reference(self, number: int, text: str) -> None:
        check_text(text)
        if not text:
            raise BadCell(_NO_REFERENCE)
        if len(text) > LONGEST_REFERENCE:
            raise BadCell(_LONG_REFERENCE)
        if _may_be_a_citizen_number(text):
            raise BadCell(_CITIZEN_NUMBER)
        if text in self.references:
            raise BadCell(_double(self.references[text]))
        self.references[text] = number


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
