"""The problems of a file as CSV, by row; never with what stood in a cell."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from policy_profiles.reading.export import csv_content, for_a_spreadsheet
from rulebook.case_format import RowProblem


def problem_file(problems: Sequence[RowProblem], *, language: str) -> bytes:
    """Give the problems in the form of a language; a column's name cannot become a formula."""
    fields = (_("Rij"), _("Kolom"), _("Wat u kunt doen"))
    lines = (
        {
            fields[0]: problem.row or "",
            fields[1]: for_a_spreadsheet(problem.column),
            fields[2]: for_a_spreadsheet(problem.reason.in_language(language)),
        }
        for problem in sorted(problems, key=lambda problem: problem.row or 10**9)
    )
    return csv_content(fields, lines, language=language)
