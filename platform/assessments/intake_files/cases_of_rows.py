"""The cases that the rows of a file are about, by the reference under which they were read in."""

from collections.abc import Sequence
from typing import Final

from assessments.intake_files.row_reading import ReadRow
from assessments.models import Case
from rulebook.case_format.header import REFERENCE
from rulebook.case_format.problems import Problems
from rulebook.text import Text
from tenants.among import among_texts

LINES_SHOWN: Final = 20
_NEVER_ASKED: Final = ("opened_at", "changed_at", "visited_steps")
_AT_ONCE: Final = 10_000  # references in one question to the database


def cases_by_reference(rows: Sequence[ReadRow], *, hold: bool) -> dict[str, Case]:
    """Give the cases of rows; held until the transaction ends where they will be written."""
    references = sorted({str(row.values[REFERENCE]) for row in rows})
    cases: dict[str, Case] = {}
    for start in range(0, len(references), _AT_ONCE):
        some = among_texts("external_reference", references[start : start + _AT_ONCE])
        found = Case.objects.filter(some).defer(*_NEVER_ASKED)
        if hold:
            found = found.select_for_update().order_by("pk")
        cases |= {str(case.external_reference): case for case in found}
    return cases


def twice(rows: Sequence[ReadRow], column: str, problems: Problems) -> None:
    """Note every row of which an earlier one has the reference."""
    seen: dict[str, int] = {}
    for row in rows:
        reference = str(row.values[REFERENCE])
        if reference in seen:
            problems.note(row=row.row, column=column, reason=_double(seen[reference]))
        seen.setdefault(reference, row.row)


def _double(first: int) -> Text:
    return Text(
        f"Dit kenmerk staat ook op rij {first}. Houd er een over.",
        f"This reference is on row {first} too. Keep one.",
    )
