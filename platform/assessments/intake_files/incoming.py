"""A file that names its columns as we do: no mapping is asked, and what is unknown is refused."""

from collections.abc import Mapping, Sequence

from assessments.intake_files.files import table_of
from assessments.intake_files.guessing import targets_by_name
from assessments.intake_files.mapping import Incoming
from assessments.intake_files.memory import searched_seldom
from assessments.intake_files.targets import Target
from rulebook.case_format import BadCaseFile, RowProblem
from rulebook.case_format.cells import folded
from rulebook.case_format.header import shown
from rulebook.text import Text


@searched_seldom()
def as_it_is(content: bytes, targets: Mapping[str, Target]) -> Incoming:
    """Read a file that has our own columns and codes.

    Raises:
        BadCaseFile: it cannot be split into rows, or has other columns.
    """
    table = table_of(content)
    known = targets_by_name(targets)
    found = tuple(known.get(folded(name), "") for name in table.header)
    if problems := [*_strange(table.header, found), *lacking(found, targets)]:
        raise BadCaseFile(problems)
    return Incoming(table=table, targets=found, names=table.header)


def lacking(found: Sequence[str], targets: Mapping[str, Target]) -> list[RowProblem]:
    """Give a problem for every column that a file cannot be read without."""
    return [
        RowProblem(row=1, column=each.label.nl, reason=_absent(each))
        for each in targets.values()
        if each.is_required and each.name not in found
    ]


def _strange(header: Sequence[str], found: Sequence[str]) -> list[RowProblem]:
    problems = []
    for place, (name, target) in enumerate(zip(header, found, strict=True)):
        if name and not target:
            problems.append(RowProblem(row=1, column=shown(name, place), reason=_UNKNOWN))
        if target and target in found[:place]:
            problems.append(RowProblem(row=1, column=shown(name, place), reason=_DOUBLE))
    return problems


def _absent(target: Target) -> Text:
    return Text(
        f"De kolom “{target.label.nl}” ontbreekt. Voeg haar toe.",
        f"The column “{target.label.en}” is missing. Add it.",
    )


_UNKNOWN = Text(
    "Deze kolom is onbekend. Haal de kolom weg, of geef haar een naam uit de beschrijving.",
    "This column is unknown. Remove it, or give it a name of the description.",
)
_DOUBLE = Text(
    "Deze kolom staat er twee keer. Houd er een over.", "This column is there twice. Keep one."
)
