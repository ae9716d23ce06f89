"""Reading a file of a hundred thousand rows in, whole: what it would do, and recording it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.cases import random_cases
from benchmarks.measure import Figure, seconds
from rulebook.facts import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rulebook.facts import FactValue

_ROWS = 100_000
#: Of cases in progress so many are made, and the file has them again under other references. Cases
#: that are decided are all different: what findings share is written once.
_DIFFERENT = 10_000
_TENANT = "meetplaats_1"
_OF_A_DECISION = (
    "Besluit", "Besloten op", "Toegekende uren", "Toegekend vanaf", "Toegekend tot en met",
    "Reden om af te wijken",
)  # fmt: skip
_FIRST_DECISION = date(2025, 6, 2)
_LAST_RECEIVED = date(2026, 6, 1)


def figures() -> list[Figure]:
    """Every figure of files; call it inside `database.throwaway_database`, with its tenant made."""
    whole = _whole(_file(_ROWS, prefix="rij"))
    decided = _whole(_file(_ROWS, prefix="besluit", decided=True))
    return [
        Figure(name="import.100000.s", value=whole, unit="s"),
        Figure(name="import.100000_decided.s", value=decided, unit="s"),
    ]


def _whole(content: bytes) -> float:
    """From the bytes to the rows on record, with the look that comes before."""
    from assessments.case_import import add_cases_of_file, look_at_cases
    from assessments.importing import ImportOptions
    from tenants import context

    options = ImportOptions(is_synthetic=True)

    def work() -> None:
        look_at_cases(content, options)
        add_cases_of_file(actor=None, content=content, options=options)

    with context.inside(_TENANT):
        return seconds(work)


def _file(rows: int, *, prefix: str, decided: bool = False) -> bytes:
    """A file of cases with every column that random cases have, in the Dutch form."""
    cases = list(_cases(rows if decided else min(rows, _DIFFERENT), decided=decided))
    cells = [
        ";".join(
            [
                *(_cell(name, value) for name, value in facts.items()),
                *(_decision(number, facts) if decided else ()),
            ]
        )
        for number, facts in enumerate(cases)
    ]
    names = ["kenmerk", *cases[0], *(_OF_A_DECISION if decided else ())]
    lines = [f"{prefix}-{n};{row}" for n, row in zip(range(rows), cycle(cells), strict=False)]
    return "\n".join([";".join(names), *lines]).encode()


def _decision(number: int, facts: Mapping[str, FactValue | None]) -> tuple[str, ...]:
    """As the rules advise; one in five otherwise, with hours, days and a reason."""
    received, start = facts["received_on"], facts["support_start"]
    assert isinstance(received, date)
    assert isinstance(start, date)
    day = str(max(received + timedelta(days=14), _FIRST_DECISION))
    if number % 5:
        return ("Zoals de regels adviseren", day, "", "", "", "")
    return ("Toegekend", day, "10", str(start), str(start + timedelta(days=180)), "person")


def _cases(rows: int, *, decided: bool) -> Iterator[dict[str, FactValue | None]]:
    """Cases whose facts do not contradict each other; with an advice, where one is decided."""
    from rulebook.contradictions import contradictions
    from rulebook.engine import evaluate
    from rulebook.profiles import load_shipped

    frame, given = random_cases(8 * rows), 0
    advised = evaluate(frame, load_shipped("hour-caps")).minutes >= 0
    fits = advised & (frame["received_on"] < (_LAST_RECEIVED - EPOCH).days)
    for number in range(frame.n):
        if decided and not fits[number]:
            continue
        facts = frame.row(number)
        if not contradictions(facts):
            given += 1
            yield facts
        if given == rows:
            return


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
