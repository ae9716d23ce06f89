"""What is wrong with a case file: every row, column and reason, with the way to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rulebook.text import Text

#: A file with more problems than this is not a case file; the rest is counted, not listed.
MOST_LISTED: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """One problem: the row as a spreadsheet numbers it (the header is 1, the file itself 0), the
    column as the file names it (or ""), and the reason with the fix.

    What stood in the cell is left out: it may be about a person.
    """

    row: int
    column: str
    reason: Text

    def in_language(self, language: str) -> str:
        """The problem as one line."""
        english = language.lower().startswith("en")
        row = "" if self.row == 0 else f"{'row' if english else 'rij'} {self.row}"
        place = ", ".join(part for part in (row, self.column) if part)
        reason = self.reason.in_language(language)
        return f"{place}: {reason}" if place else reason


class BadCaseFile(ValueError):
    """A case file cannot be read; all its problems at once, and how many more there are."""

    def __init__(self, problems: Iterable[RowProblem], *, more: int = 0) -> None:
        listed = tuple(problems)
        self.problems = (*listed, _rest(more)) if more else listed
        super().__init__("\n".join(problem.in_language("en") for problem in self.problems))


class Problems:
    """The problems found so far: the first `MOST_LISTED` in full, the others counted."""

    def __init__(self) -> None:
        self._listed: list[RowProblem] = []
        self._more = 0

    def note(self, *, row: int, column: str = "", reason: Text) -> None:
        """Add a problem."""
        if len(self._listed) < MOST_LISTED:
            self._listed.append(RowProblem(row=row, column=column, reason=reason))
        else:
            self._more += 1

    def check(self) -> None:
        """Refuse the file if anything was found.

        Raises:
            BadCaseFile: with everything that was found.
        """
        if self._listed:
            raise BadCaseFile(self._listed, more=self._more)


def _rest(more: int) -> RowProblem:
    reason = Text(
        f"Er zijn nog {more} problemen. Los deze eerst op en lees het bestand opnieuw in.",
        f"There are {more} more problems. Solve these first and read the file again.",
    )
    return RowProblem(row=0, column="", reason=reason)
