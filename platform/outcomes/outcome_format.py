"""The outcome format: reading outcomes from a file, with the same row report as the case format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import Final, TypeVar

from django.db.models import TextChoices
from django.utils.translation import override

from assessments.intake_files.mapping import Incoming
from assessments.intake_files.targets import Target
from outcomes.codes import EndReason, OutcomeKind, ServiceProvider, Situation
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
    "service_started_on": ("vervolgdienst vanaf", "service from", "service started on"),
    "service_provider": ("vervolgdienst door", "service by", "service provider"),
}
LABELS: Final[Mapping[str, Text]] = {
    REFERENCE: Text("Kenmerk van de casus", "Reference of the case"),
    "kind": Text("Uitkomst", "Outcome"),
    "observed_on": Text("Gezien op", "Observed on"),
    "ended_on": Text("Laatste dag van de baan", "Last day of the job"),
    "reason": Text("Reden van het einde", "Reason of the end"),
    "next_job_started_on": Text("Volgende baan vanaf", "Next job from"),
    "situation": Text("Situatie", "Situation"),
    "service_started_on": Text("Vervolgdienst vanaf", "Service from"),
    "service_provider": Text("Vervolgdienst door", "Service by"),
}
_GROUP: Final = Text("De uitkomst", "The outcome")
REQUIRED: Final = (REFERENCE, "kind", "observed_on")
_DATES: Final = ("observed_on", "ended_on", "next_job_started_on", "service_started_on")
_CODES: Final[Mapping[str, type[TextChoices]]] = {
    "kind": OutcomeKind,
    "reason": EndReason,
    "situation": Situation,
    "service_provider": ServiceProvider,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOutcome:
    """One outcome of a file: its row as a spreadsheet numbers it, the case's reference, what was
    seen.
    """

    row: int
    reference: str
    observation: Observation


@cache
def outcome_targets() -> Mapping[str, Target]:
    """Give every column of a file of outcomes by its name."""
    return MappingProxyType(
        {
            name: Target(
                name=name,
                label=LABELS[name],
                group=_GROUP,
                kind="text" if name == REFERENCE else "date" if name in _DATES else "code",
                names=names,
                codes=_labels(_CODES[name]) if name in _CODES else MappingProxyType({}),
                is_required=name in REQUIRED,
            )
            for name, names in COLUMNS.items()
        }
    )


def read_outcomes(incoming: Incoming) -> tuple[ReadOutcome, ...]:
    """Read the outcomes of a file in our columns; see docs/reference/outcomes.md.

    Whether an observation can be is held against its case by `outcomes.outcome_import`.

    Raises:
        BadCaseFile: with every problem of every row at once; then nothing was read.
    """
    problems: list[RowProblem] = []
    found: list[ReadOutcome] = []
    for number, cells in incoming.table.rows:
        if len(cells) != len(incoming.names):
            problems.append(RowProblem(row=number, column="", reason=_RAGGED))
            continue
        row = _Row(number, cells, incoming)
        outcome = row.read()
        problems += row.problems
        if outcome:
            found.append(outcome)
    if problems:
        raise BadCaseFile(problems)
    return tuple(found)


class _Row:
    """One row being read, with what is wrong with it."""

    def __init__(self, number: int, cells: Sequence[str], incoming: Incoming) -> None:
        self.number = number
        self.problems: list[RowProblem] = []
        self._cells = dict(zip(incoming.targets, cells, strict=True))
        self._names = dict(zip(incoming.targets, incoming.names, strict=True))
        self._is_dutch = incoming.table.is_dutch

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
                service_started_on=days["service_started_on"],
                service_provider=codes["service_provider"] or "",
            ),
        )

    def _try(self, name: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except BadCell as bad:
            self._note(name, bad.reason)
            return None

    def _note(self, name: str, reason: Text) -> None:
        column = self._names.get(name, COLUMNS[name][0])
        self.problems.append(RowProblem(row=self.number, column=column, reason=reason))

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


@cache
def _names(codes: type[TextChoices]) -> dict[str, str]:
    """Every way to write a code: the code itself and its label in both languages."""
    names = {folded(value): value for value in codes.values}
    for language in ("nl", "en"):
        with override(language):
            names.update({folded(str(label)): value for value, label in codes.choices})
    return names


def _labels(codes: type[TextChoices]) -> Mapping[str, Text]:
    texts: dict[str, list[str]] = {code: [] for code in codes.values}
    for language in ("nl", "en"):
        with override(language):
            for code, label in codes.choices:
                texts[code].append(str(label))
    return MappingProxyType({code: Text(*both) for code, both in texts.items()})


def _choices(codes: type[TextChoices]) -> Text:
    listed = []
    for language in ("nl", "en"):
        with override(language):
            listed.append("; ".join(str(label) for label in codes.labels))
    return Text(f"Kies een van: {listed[0]}.", f"Choose one of: {listed[1]}.")


_RAGGED: Final = Text(
    "Deze rij heeft een ander aantal cellen dan de kop. Vul de rij aan.",
    "This row has another number of cells than the header. Complete the row.",
)
_MISSING: Final = Text("Vul deze cel in.", "Fill in this cell.")
