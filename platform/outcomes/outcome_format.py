"""The outcome format: reading outcomes from a file, with the same row report as the case format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, TypeVar

from django.db.models import TextChoices
from django.utils.translation import override

from assessments.intake_files.files import table_of
from outcomes.codes import EndReason, OutcomeKind, Situation
from outcomes.observations import Observation
from rulebook.case_format import BadCaseFile, RowProblem
from rulebook.case_format.cells import BadCell, check_text, folded, read_cell
from rulebook.facts import FACT_BY_NAME
from rulebook.text import Text

T = TypeVar("T")

REFERENCE: Final = "reference"
#: Column by column: the accepted names, Dutch first.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    REFERENCE: ("kenmerk", "reference"),
    "kind": ("uitkomst", "outcome", "kind"),
    "observed_on": ("gezien op", "observed on"),
    "ended_on": ("laatste dag", "last day", "ended on"),
    "reason": ("reden", "reason"),
    "next_job_started_on": ("volgende baan vanaf", "next job from", "next job started on"),
    "situation": ("situatie", "situation"),
}
REQUIRED: Final = (REFERENCE, "kind", "observed_on")
_DATES: Final = ("observed_on", "ended_on", "next_job_started_on")
_CODES: Final[Mapping[str, type[TextChoices]]] = {
    "kind": OutcomeKind,
    "reason": EndReason,
    "situation": Situation,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOutcome:
    """One outcome of a file: its row as a spreadsheet numbers it, the case's reference, what was
    seen.
    """

    row: int
    reference: str
    observation: Observation


def read_outcomes(content: bytes) -> tuple[ReadOutcome, ...]:
    """Read the outcomes in a CSV file or workbook; see docs/reference/outcomes.md.

    Whether an observation can be is held against its case by `outcomes.outcome_import`.

    Raises:
        BadCaseFile: with every problem of every row at once; then nothing was read.
    """
    table = table_of(content)
    columns = _header(table.header)
    problems: list[RowProblem] = []
    found: list[ReadOutcome] = []
    for number, cells in table.rows:
        if len(cells) != len(columns):
            problems.append(RowProblem(row=number, column="", reason=_RAGGED))
            continue
        row = _Row(number, dict(zip(columns, cells, strict=True)), is_dutch=table.is_dutch)
        outcome = row.read()
        problems += row.problems
        if outcome:
            found.append(outcome)
    if problems:
        raise BadCaseFile(problems)
    return tuple(found)


class _Row:
    """One row being read, with what is wrong with it."""

    def __init__(self, number: int, cells: Mapping[str, str], *, is_dutch: bool) -> None:
        self.number = number
        self.problems: list[RowProblem] = []
        self._cells = cells
        self._is_dutch = is_dutch

    def read(self) -> ReadOutcome | None:
        """Give the outcome, or None where something must be put right."""
        reference = self._cells[REFERENCE]
        self._try(REFERENCE, lambda: check_text(reference))
        for name in REQUIRED:
            if not self._cells[name]:
                self._note(name, _MISSING)
        days = {name: self._try(name, partial(self._day, name)) for name in _DATES}
        codes = {name: self._try(name, partial(self._code, name)) for name in _CODES}
        seen = days["observed_on"]
        if self.problems or seen is None:
            return None
        return ReadOutcome(
            row=self.number,
            reference=reference,
            observation=Observation(
                kind=codes["kind"] or "",
                observed_on=seen,
                situation=codes["situation"] or "",
                ended_on=days["ended_on"],
                reason=codes["reason"] or "",
                next_job_started_on=days["next_job_started_on"],
            ),
        )

    def _try(self, name: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except BadCell as bad:
            self._note(name, bad.reason)
            return None

    def _note(self, name: str, reason: Text) -> None:
        self.problems.append(RowProblem(row=self.number, column=COLUMNS[name][0], reason=reason))

    def _day(self, name: str) -> date | None:
        value = read_cell(
            self._cells.get(name, ""), FACT_BY_NAME["support_end"], is_dutch=self._is_dutch
        )
        return value if isinstance(value, date) else None

    def _code(self, name: str) -> str:
        text = self._cells.get(name, "")
        check_text(text)
        if not text:
            return ""
        names = _names(_CODES[name])
        if folded(text) not in names:
            raise BadCell(_choices(_CODES[name]))
        return names[folded(text)]


def _names(codes: type[TextChoices]) -> dict[str, str]:
    """Every way to write a code: the code itself and its label in both languages."""
    names = {folded(value): value for value in codes.values}
    for language in ("nl", "en"):
        with override(language):
            names.update({folded(str(label)): value for value, label in codes.choices})
    return names


def _choices(codes: type[TextChoices]) -> Text:
    listed = []
    for language in ("nl", "en"):
        with override(language):
            listed.append("; ".join(str(label) for label in codes.labels))
    return Text(f"Kies een van: {listed[0]}.", f"Choose one of: {listed[1]}.")


def _header(header: Sequence[str]) -> tuple[str, ...]:
    known = {folded(name): column for column, names in COLUMNS.items() for name in names}
    columns = tuple(known.get(folded(name), "") for name in header)
    problems = [
        RowProblem(row=1, column="", reason=_unknown(place))
        for place, column in enumerate(columns, start=1)
        if not column
    ]
    problems += [
        RowProblem(row=1, column=COLUMNS[name][0], reason=_DOUBLE)
        for name in COLUMNS
        if columns.count(name) > 1
    ]
    problems += [
        RowProblem(row=1, column=COLUMNS[name][0], reason=_ABSENT)
        for name in REQUIRED
        if name not in columns
    ]
    if problems:
        raise BadCaseFile(problems)
    return columns


def _unknown(place: int) -> Text:
    dutch = ", ".join(names[0] for names in COLUMNS.values())
    english = ", ".join(names[1] for names in COLUMNS.values())
    return Text(
        f"Kolom {place} is onbekend. De kolommen heten: {dutch}.",
        f"Column {place} is unknown. The columns are called: {english}.",
    )


_RAGGED: Final = Text(
    "Deze rij heeft een ander aantal cellen dan de kop. Vul de rij aan.",
    "This row has another number of cells than the header. Complete the row.",
)
_MISSING: Final = Text("Vul deze cel in.", "Fill in this cell.")
_DOUBLE: Final = Text("Deze kolom staat er twee keer. Houd er een over.",
                      "This column is there twice. Keep one.")  # fmt: skip
_ABSENT: Final = Text("Deze kolom ontbreekt. Voeg haar toe.", "This column is missing. Add it.")
