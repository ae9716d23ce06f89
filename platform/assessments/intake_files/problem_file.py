"""The problems of a file as CSV, by row; never with what stood in a cell."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from accounts.language import language_now
from policy_profiles.reading.export import csv_content, for_a_spreadsheet
from rulebook.case_format import RowProblem

PROBLEMS_SHOWN: Final = 100


def shown_problems(problems: Sequence[RowProblem]) -> dict[str, Any]:
    """Give what a page shows of the problems of a file: the first ones, by row."""
    language = language_now()
    every = sorted(problems, key=_place)
    shown = [
        (problem.row, problem.column, problem.reason.in_language(language))
        for problem in every[:PROBLEMS_SHOWN]
    ]
    return {
        "problems": shown,
        "problem_count": len(every),
        "problems_left": len(every) - len(shown),
    }


def problem_file(problems: Sequence[RowProblem], *, language: str) -> bytes:
    """Give the problems in the form of a language; a column's name cannot become a formula."""
    fields = (_("Rij"), _("Kolom"), _("Wat u kunt doen"))
    lines = (
        {
            fields[0]: problem.row or "",
            fields[1]: for_a_spreadsheet(problem.column),
            fields[2]: for_a_spreadsheet(problem.reason.in_language(language)),
        }
        for problem in sorted(problems, key=_place)
    )
    return csv_content(fields, lines, language=language)


def _place(problem: RowProblem) -> float:
    """By row; what is said of the whole file, such as how many more there are, comes last."""
    return problem.row or float("inf")
