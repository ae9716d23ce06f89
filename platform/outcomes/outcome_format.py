"""The outcome format: reading outcomes from a file, with the same row report as the case format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Final, Generic, NamedTuple, TypeVar

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
_OBSERVED: Final = tuple(each.name for each in fields(Observation))
_DATES: Final = ("observed_on", "ended_on", "next_job_started_on", "service_started_on")
_CODES: Final[Mapping[str, type[TextChoices]]] = {
    "kind": OutcomeKind,
    "reason": EndReason,
    "situation": Situation,
    "service_provider": ServiceProvider,
}


class ReadOutcome(NamedTuple):
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
    columns = _Columns(incoming)
    if problems := columns.problems():
        raise BadCaseFile(problems)
    return columns.outcomes()


class _Column(Generic[T]):
    """A column being read: each text once, however often it is there."""

    def __init__(self, texts: Sequence[str], read: Callable[[str], T]) -> None:
        self.texts = texts
        self.bad: dict[str, Text] = {}
        known: dict[str, T] = {}
        for text in set(texts):
            try:
                known[text] = read(text)
            except BadCell as bad:
                self.bad[text] = bad.reason
        self.values = [known.get(text) for text in texts]


class _Columns:
    """A file of outcomes read column by column, with what is wrong in it."""

    def __init__(self, incoming: Incoming) -> None:
        self._table, self._width = incoming.table, len(incoming.names)
        self._rows = [row for row in incoming.table.rows if len(row[1]) == self._width]
        self._names = dict(zip(incoming.targets, incoming.names, strict=True))
        cells = list(zip(*(cells for _number, cells in self._rows), strict=True))
        self._texts = dict(zip(incoming.targets, cells, strict=False))
        day = partial(_day, is_dutch=incoming.table.is_dutch)
        self._columns: dict[str, _Column[Any]] = {
            REFERENCE: self._read(REFERENCE, _text),
            **{name: self._read(name, day) for name in _DATES},
            **{name: self._read(name, partial(_code, codes)) for name, codes in _CODES.items()},
        }

    def outcomes(self) -> tuple[ReadOutcome, ...]:
        """Give the outcomes of a file in which nothing is wrong; what is the same is one value."""
        told = [self._columns[name].values for name in _OBSERVED]
        seen: dict[tuple[Any, ...], Observation] = {}
        found = []
        references = self._columns[REFERENCE].texts
        for (number, _cells), reference, *values in zip(self._rows, references, *told, strict=True):
            observed = tuple(values)
            if observed not in seen:
                seen[observed] = Observation(**dict(zip(_OBSERVED, observed, strict=True)))
            found.append(ReadOutcome(row=number, reference=reference, observation=seen[observed]))
        return tuple(found)

    def problems(self) -> list[RowProblem]:
        """Give everything that is wrong, row by row."""
        is_whole = len(self._rows) == len(self._table.rows)
        has_all = all(all(self._columns[name].values) for name in REQUIRED)
        if is_whole and has_all and not any(each.bad for each in self._columns.values()):
            return []
        places = iter(range(len(self._rows)))
        problems: list[RowProblem] = []
        for number, cells in self._table.rows:
            if len(cells) != self._width:
                problems.append(RowProblem(row=number, column="", reason=_RAGGED))
                continue
            problems += [
                RowProblem(row=number, column=self._names.get(name, COLUMNS[name][0]), reason=why)
                for name, why in self._wrong(next(places))
            ]
        return problems

    def _read(self, name: str, read: Callable[[str], T]) -> _Column[T]:
        return _Column(self._texts.get(name) or ("",) * len(self._rows), read)

    def _wrong(self, place: int) -> list[tuple[str, Text]]:
        """What is wrong in one row: its reference, what is missing, and what is no value."""
        texts = {name: column.texts[place] for name, column in self._columns.items()}
        bad = [
            (name, column.bad[texts[name]])
            for name, column in self._columns.items()
            if texts[name] in column.bad
        ]
        first = [each for each in bad if each[0] == REFERENCE]
        missing = [
            (name, _MISSING)
            for name in REQUIRED
            if not self._columns[name].values[place] and texts[name] not in self._columns[name].bad
        ]
        return [*first, *missing, *bad[len(first) :]]


def _text(text: str) -> str:
    check_text(text)
    return text


def _day(text: str, *, is_dutch: bool) -> date | None:
    value = read_cell(text, FACT_BY_NAME["support_end"], is_dutch=is_dutch)
    return value if isinstance(value, date) else None


def _code(codes: type[TextChoices], text: str) -> str:
    check_text(text)
    if not text:
        return ""
    names = _names(codes)
    if folded(text) not in names:
        raise BadCell(_choices(codes))
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
