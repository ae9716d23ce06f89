"""The cases of a file: their references, facts and decisions, or every problem in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from django.utils import timezone

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
from assessments.intake_files.row_reading import cell_value, column_of
from assessments.intake_files.targets import Target
from assessments.pinned_rules import sha256
from rulebook.canonical import canonical, texts_of_rows
from rulebook.case_format.cells import BadCell
from rulebook.case_format.header import REFERENCE, Column
from rulebook.case_format.problems import Problems
from rulebook.case_format.reader import read_case_rows
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.frame import CaseFrame
from rulebook.text import Text

Values = Mapping[str, FactValue | None]


class ReadCase(NamedTuple):
    """One case of a file: its row as a spreadsheet numbers it, and what is in it.

    `facts_text` holds the facts as they are stored, as canonical text. `row_hash` is that of
    everything in it, with the municipality that the file is from. `case_id` is set where the case
    is here already.
    """

    row: int
    reference: str
    client_reference: str
    facts: Values
    facts_text: str
    requested_minutes: int | None
    decision: ReadDecision | None
    row_hash: str
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesOfFile:
    """The cases of a file in its order, and their facts as columns."""

    cases: tuple[ReadCase, ...]
    frame: CaseFrame

    def some(self, places: Sequence[int]) -> "CasesOfFile":
        """Give those in some places."""
        if len(places) == len(self.cases):
            return self
        some = tuple([self.cases[place] for place in places])
        return CasesOfFile(cases=some, frame=self.frame.take(places))


def read_cases_of(incoming: Incoming, *, municipality_code: str) -> CasesOfFile:
    """Read the cases of a file in our columns.

    Raises:
        BadCaseFile: every problem of every row at once; then nothing was read.
    """
    problems = Problems()
    total = len(incoming.table.rows)
    progress.tell(progress.READING, done=0, total=total)
    extras = _Extras(incoming)
    extras.note(problems)
    file = read_case_rows(incoming.table, _columns(incoming), problems)
    place = f",{canonical(municipality_code)}"
    cases: list[ReadCase] = []
    every = (incoming.table.rows, file.references, file.rows, file.texts, extras.rows, extras.texts)
    for (row, _cells), reference, facts, text, values, extra in zip(*every, strict=True):
        more = f",{extra}" if extra != "{}" else ""
        requested = values.get(REQUESTED)
        case = ReadCase(
            row=row,
            reference=reference,
            client_reference=str(values.get(CLIENT) or reference),
            facts=facts,
            facts_text=text,
            requested_minutes=requested if isinstance(requested, int) else None,
            decision=decision_of(values),
            row_hash=sha256(f"[{text}{place}{more}]"),
        )
        cases.append(case)
    progress.tell(progress.READING, done=total, total=total)
    return CasesOfFile(cases=tuple(cases), frame=file.frame)


def _columns(incoming: Incoming) -> tuple[Column, ...]:
    """The columns as the reader of facts sees them: its own, and others that it leaves alone."""
    ours = {REFERENCE, *FACT_BY_NAME}
    return tuple(
        Column(name, target if target in ours else None)
        for name, target in zip(incoming.names, incoming.targets, strict=True)
    )


class _Extras:
    """What a file says beside the facts: each text of a column is read once."""

    def __init__(self, incoming: Incoming) -> None:
        targets = case_targets()
        self._incoming = incoming
        self._targets = [targets[name] for name in _EXTRA if name in incoming.targets]
        self._rows = [row for row in incoming.table.rows if len(row[1]) == len(incoming.names)]
        #: By target the texts that are no value of it, with the reason.
        self._bad: dict[str, dict[str, Text]] = {each.name: {} for each in self._targets}
        self._columns = {each.name: self._read(each) for each in self._targets}

    @property
    def rows(self) -> Iterator[Values]:
        """The values of every row, by target."""
        if not self._columns:
            return repeat(_NOTHING, len(self._rows))
        names = tuple(self._columns)
        every = zip(*self._columns.values(), strict=True)
        return (dict(zip(names, values, strict=True)) for values in every)

    @property
    def texts(self) -> list[str]:
        """What is known of every row, as canonical text."""
        return texts_of_rows(self._columns, count=len(self._rows))

    def note(self, problems: Problems) -> None:
        """Note everything that is wrong, row by row."""
        today = timezone.localdate()
        bad = {name: texts for name, texts in self._bad.items() if texts}
        for (number, cells), values in zip(self._rows, self.rows, strict=True):
            for name, texts in bad.items():
                place = self._incoming.targets.index(name)
                if cells[place] in texts:
                    column, reason = self._column(name), texts[cells[place]]
                    problems.note(row=number, column=column, reason=reason)
            for name, reason in incomplete(values, today=today):
                problems.note(row=number, column=self._column(name), reason=reason)

    def _read(self, target: Target) -> list[FactValue | None]:
        place = self._incoming.targets.index(target.name)
        texts = [cells[place] for _number, cells in self._rows]
        known: dict[str, FactValue | None] = {}
        for text in set(texts):
            try:
                known[text] = cell_value(target, text, is_dutch=self._incoming.table.is_dutch)
            except BadCell as bad:
                known[text] = None
                self._bad[target.name][text] = bad.reason
        return [known[text] for text in texts]

    def _column(self, name: str) -> str:
        return column_of(self._incoming, case_targets()[name])


_NOTHING: Final[Values] = MappingProxyType({})
_EXTRA: Final = (CLIENT, REQUESTED, OUTCOME, DECIDED_ON, GRANTED, FROM, UNTIL, REASON)
