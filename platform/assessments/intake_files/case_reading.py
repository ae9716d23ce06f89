"""The cases of a file: their references, facts and decisions, or every problem in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assessments.intake_files import progress
from assessments.intake_files.case_targets import (
    CLIENT,
    DECIDED_ON,
    FROM,
    GRANTED,
    OUTCOME,
    REASON,
    REQUESTED,
    UNTIL,
    case_targets,
)
from assessments.intake_files.decisions import ReadDecision, decision_of, incomplete
from assessments.intake_files.mapping import Incoming
from assessments.intake_files.row_reading import cell_value
from assessments.intake_files.targets import Target
from assessments.pinned_rules import sha256
from rulebook.canonical import canonical
from rulebook.case_format.cells import BadCell
from rulebook.case_format.header import REFERENCE, Column
from rulebook.case_format.problems import Problems
from rulebook.case_format.reader import read_case_rows
from rulebook.facts import FACT_BY_NAME, FACTS, FactValue

Values = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCase:
    """One case of a file: its row as a spreadsheet numbers it, and what is in it.

    `checked` holds the facts as they are stored. `row_hash` is that of everything in it, with the
    municipality that the file is from.
    """

    row: int
    reference: str
    client_reference: str
    facts: Values
    checked: Mapping[str, bool | str | int]
    requested_minutes: int | None
    decision: ReadDecision | None
    row_hash: str


def read_cases_of(incoming: Incoming, *, municipality_code: str) -> list[ReadCase]:
    """Read the cases of a file in our columns.

    Raises:
        BadCaseFile: every problem of every row at once; then nothing was read.
    """
    problems = Problems()
    extras = _Extras(incoming, problems)
    for number, cells in incoming.table.rows:
        extras.take(number, cells)
    progress.tell(progress.READING, done=0, total=len(incoming.table.rows))
    file = read_case_rows(incoming.table, _columns(incoming), problems)
    cases: list[ReadCase] = []
    order = [fact.name for fact in FACTS if fact.name in incoming.targets]
    total = len(file.rows)
    for (row, _cells), reference, facts, values in zip(
        incoming.table.rows, file.references, file.rows, extras.rows, strict=True
    ):
        checked = {name: _plain(value) for name in order if (value := facts[name]) is not None}
        cases.append(_case(row, reference, facts, checked, values, municipality_code))
        if len(cases) % _TOLD_EVERY == 0:
            progress.tell(progress.READING, done=len(cases), total=total)
    return cases


def _columns(incoming: Incoming) -> tuple[Column, ...]:
    """The columns as the reader of facts sees them: its own, and others that it leaves alone."""
    ours = {REFERENCE, *FACT_BY_NAME}
    return tuple(
        Column(name, target if target in ours else None)
        for name, target in zip(incoming.names, incoming.targets, strict=True)
    )


def _case(
    row: int,
    reference: str,
    facts: Values,
    checked: Mapping[str, bool | str | int],
    values: Values,
    municipality_code: str,
) -> ReadCase:
    decision = decision_of(values)
    requested = values.get(REQUESTED)
    parts: list[object] = [checked, municipality_code]
    if extra := {name: _plain(value) for name, value in values.items() if value is not None}:
        parts.append(extra)
    return ReadCase(
        row=row,
        reference=reference,
        client_reference=str(values.get(CLIENT) or reference),
        facts=facts,
        checked=checked,
        requested_minutes=requested if isinstance(requested, int) else None,
        decision=decision,
        row_hash=sha256(canonical(parts)),
    )


def _plain(value: FactValue) -> bool | str | int:
    return value.isoformat() if isinstance(value, date) else value


class _Extras:
    """What a file says beside the facts, row by row; what is wrong goes to `problems`."""

    def __init__(self, incoming: Incoming, problems: Problems) -> None:
        targets = case_targets()
        self._places = [
            (place, targets[name]) for name in _EXTRA
            if (place := incoming.place_of(name)) is not None
        ]  # fmt: skip
        self._names = incoming.names
        self._is_dutch = incoming.table.is_dutch
        self._problems = problems
        self._known: dict[tuple[str, str], FactValue | None] = {}
        self.rows: list[Values] = []

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Read one row, or note everything that is wrong with it."""
        values: dict[str, FactValue | None] = {}
        if self._places and len(cells) == len(self._names):
            for place, target in self._places:
                self._cell(number, place, target, cells[place], values)
            for name, reason in incomplete(values):
                self._problems.note(row=number, column=self._column(name), reason=reason)
        self.rows.append(values)

    def _cell(
        self,
        number: int,
        place: int,
        target: Target,
        text: str,
        values: dict[str, FactValue | None],
    ) -> None:
        key = (target.name, text)
        try:
            if key not in self._known:
                self._known[key] = cell_value(target, text, is_dutch=self._is_dutch)
            values[target.name] = self._known[key]
        except BadCell as bad:
            self._problems.note(row=number, column=self._names[place], reason=bad.reason)

    def _column(self, name: str) -> str:
        """The file's own name of a column, or ours where the file lacks it."""
        own = (self._names[place] for place, target in self._places if target.name == name)
        return next(own, case_targets()[name].label.nl)


_TOLD_EVERY: Final = 1_000  # rows
_EXTRA: Final = (CLIENT, REQUESTED, OUTCOME, DECIDED_ON, GRANTED, FROM, UNTIL, REASON)
