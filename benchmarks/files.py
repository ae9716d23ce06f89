"""Reading a file of a hundred thousand rows in, whole: what it would do, and recording it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from benchmarks.cases import random_cases
from benchmarks.measure import Figure, seconds
from rulebook.facts import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from accounts.models import User
    from rulebook.facts import FactValue

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
    from rulebook.facts import FACTS

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
    cases = list(_cases(rows, decided=decided))
    names = ["kenmerk", *cases[0], *(_OF_A_DECISION if decided else ())]
    lines = [
        ";".join(
            [
                f"{prefix}-{number}",
                *(_cell(name, value) for name, value in facts.items()),
                *(_decision(number, facts) if decided else ()),
            ]
        )
        for number, facts in enumerate(cases)
    ]
    return "\n".join([";".join(names), *lines]).encode()


def _decision(number: int, facts: Mapping[str, FactValue | None]) -> tuple[str, ...]:
    """As the rules advise; one in five otherwise, with hours, days and a reason."""
    received, start = (
        date.fromisoformat(str(facts[name])) for name in ("received_on", "support_start")
    )
    day = str(max(received + timedelta(days=14), _FIRST_DECISION))
    if number % 5:
        return ("Zoals de regels adviseren", day, "", "", "", "")
    return ("Toegekend", day, "10", str(start), str(start + timedelta(days=180)), "person")


def _cases(rows: int, *, decided: bool) -> Iterator[dict[str, FactValue | None]]:
    """Cases whose facts do not contradict each other; with an advice, where one is decided."""
    from rulebook.contradictions import contradictory
    from rulebook.engine import evaluate
    from rulebook.profiles import load_shipped

    frame = random_cases(8 * rows)
    fits = ~contradictory(frame)
    if decided:
        fits &= evaluate(frame, load_shipped("hour-caps")).minutes >= 0
        fits &= frame["received_on"] < (_LAST_RECEIVED - EPOCH).days
    for number in fits.nonzero()[0][:rows].tolist():
        yield frame.row(number)


def _cell(name: str, value: FactValue | None) -> str:
    from rulebook.facts import FACT_BY_NAME

    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    kind = FACT_BY_NAME[name].kind
    if kind == "minutes":
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    if kind == "basis_points":
        return f"{int(value) // 100},{int(value) % 100:02d}"
    return str(value)
