"""Reading a file of a hundred thousand rows in, whole: what it would do, and recording it.

`import.100000.s` is the time by the clock from the bytes of a CSV file in our own columns to the
commit: split and read twice, once for the look and once to record, each row held against the rules
of its day, and cases, decisions, periods, sealed receipts, audit lines and fact rows of an
organisation that takes part stored in one transaction. Every row is another case, one in five was
decided otherwise than advised. A client has one case, and nothing was on record of any before.

Python and PostgreSQL work in turn for most of it, so on two cores that are free the clock shows
about the sum of both; where others use the cores it shows their work too. Mapping of columns, a
workbook of Excel and the web are not in it. The other kinds are measured on a quarter of the rows.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.cases import random_cases
from benchmarks.measure import Figure, seconds
from rulebook.contradictions import contradictory
from rulebook.engine import evaluate
from rulebook.facts import EPOCH, FACTS
from rulebook.profiles import load_shipped

if TYPE_CHECKING:
    from accounts.models import User
    from rulebook.facts import FactField, FactValue
    from rulebook.frame import CaseFrame, Column

_ROWS = 100_000
#: Of other kinds of files a quarter is read in: the time of a row is the same.
_FEWER = 25_000
_TENANT = "meetplaats_2"  # in the first one the what-if gave numbers to cases of its own
_OF_A_DECISION = (
    "Besluit", "Besloten op", "Toegekende uren", "Toegekend vanaf", "Toegekend tot en met",
    "Reden om af te wijken",
)  # fmt: skip
_FIRST_DECISION = date(2025, 6, 2)
_LAST_RECEIVED = date(2026, 6, 1)


def figures() -> list[Figure]:
    """Every figure of files; call it inside `database.throwaway_database`, with its tenant made.

    The organisation takes part in the benchmark, so that the facts of its decisions leave as well.
    """
    from accounts.actions import create_user
    from benchmarking.participation.agreement import state_participation
    from tenants import context

    with context.inside(_TENANT):
        state_participation(actor=None, takes_part=True, from_day=_FIRST_DECISION)
        reader = create_user(email="inlezer@meetlat.example", name="Inlezer", roles=["consultant"])
        decided = _whole(reader, "cases", _file(_ROWS, prefix="besluit", decided=True))
        whole = _file(_FEWER, prefix="rij")
        without_job, job = _parted(whole)
        opened = _whole(reader, "cases", without_job)
        jobs = _whole(reader, "jobs", job)
        outcomes = _whole(reader, "outcomes", _outcomes(_FEWER, prefix="besluit"))
    return [
        Figure(name="import.100000.s", value=decided, unit="s"),
        Figure(name="import.25000_in_progress.s", value=opened, unit="s"),
        Figure(name="import.25000_jobs.s", value=jobs, unit="s"),
        Figure(name="import.25000_outcomes.s", value=outcomes, unit="s"),
    ]


def _whole(reader: User, kind: str, content: bytes) -> float:
    """From the bytes to the rows on record, with the look that comes before."""
    from assessments.importing import ImportOptions, importers
    from assessments.intake_files.incoming import as_it_is
    from assessments.staging import file_hash

    importer, options = importers()[kind], ImportOptions(is_synthetic=True)

    def work() -> None:
        importer.look(as_it_is(content, importer.targets()), options)
        incoming = as_it_is(content, importer.targets())
        importer.carry_out(reader, incoming, options, file_hash(content))

    return seconds(work)


def _parted(whole: bytes) -> tuple[bytes, bytes]:
    """A file of cases without the facts of the job, and one of the job alone."""
    rows = [line.split(";") for line in whole.decode().split("\n")]
    of_the_job = {fact.name for fact in FACTS if fact.group == "job"} - {"work_situation"}
    parts = [
        [place for place, name in enumerate(rows[0]) if (name in of_the_job) is is_job]
        for is_job in (False, True)
    ]
    case, job = parts[0], [0, *parts[1]]
    texts = ["\n".join(";".join(row[n] for n in part) for row in rows) for part in (case, job)]
    return texts[0].encode(), texts[1].encode()


def _outcomes(rows: int, *, prefix: str) -> bytes:
    lines = [f"{prefix}-{n};Werkt nog in deze baan;2026-09-01" for n in range(rows)]
    return "\n".join(["kenmerk;uitkomst;gezien op", *lines]).encode()


def _file(rows: int, *, prefix: str, decided: bool = False) -> bytes:
    """A file of different cases with every column that random cases have, in the Dutch form."""
    frame = _cases(rows, decided=decided)
    columns = {fact.name: _cells(fact, frame[fact.name]) for fact in FACTS}
    references = [f"{prefix}-{number}" for number in range(rows)]
    names, cells = ["kenmerk", *columns], [references, *columns.values()]
    if decided:
        names += _OF_A_DECISION
        days = zip(columns["received_on"], columns["support_start"], strict=True)
        decisions = (_decision(number, *both) for number, both in enumerate(days))
        cells += [list(column) for column in zip(*decisions, strict=True)]
    return "\n".join(";".join(row) for row in [names, *zip(*cells, strict=True)]).encode()


def _decision(number: int, received_on: str, support_start: str) -> tuple[str, ...]:
    """As the rules advise; one in five otherwise, with hours, days and a reason."""
    received, start = date.fromisoformat(received_on), date.fromisoformat(support_start)
    day = str(max(received + timedelta(days=14), _FIRST_DECISION))
    if number % 5:
        return ("Zoals de regels adviseren", day, "", "", "", "")
    return ("Toegekend", day, "10", str(start), str(start + timedelta(days=180)), "person")


def _cases(rows: int, *, decided: bool) -> CaseFrame:
    """Cases whose facts do not contradict each other; with an advice, where one is decided."""
    frame = random_cases(4 * rows)
    fits = ~contradictory(frame)
    if decided:
        fits &= evaluate(frame, load_shipped("hour-caps")).minutes >= 0
        fits &= frame["received_on"] < (_LAST_RECEIVED - EPOCH).days
    return frame.take(fits.nonzero()[0][:rows])


def _cells(fact: FactField, column: Column) -> list[str]:
    """The cells of a column, each different value written once."""
    numbers, places = np.unique(column, return_inverse=True)
    written = [_cell(fact, fact.decode(number)) for number in numbers.tolist()]
    return [written[place] for place in places.tolist()]


def _cell(fact: FactField, value: FactValue | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    kind = fact.kind
    if kind == "minutes":
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    if kind == "basis_points":
        return f"{int(value) // 100},{int(value) % 100:02d}"
    return str(value)
