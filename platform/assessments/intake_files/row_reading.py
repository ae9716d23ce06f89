"""Rows of a file in our columns: each as values by column, or every problem in all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessments.intake_files.mapping import Incoming
from assessments.intake_files.targets import Target
from assessments.references import (
    LONGEST_REFERENCE,
    LooksLikeBsn,
    ReferenceMissing,
    ReferenceTooLong,
    checked_reference,
)
from rulebook.case_format.cells import BadCell, check_text, folded, read_cell
from rulebook.case_format.problems import Problems
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """One row: its number as a spreadsheet has it, and what is in its columns that are known."""

    row: int
    values: Mapping[str, FactValue]


def read_rows(
    incoming: Incoming, targets: Mapping[str, Target], problems: Problems
) -> list[ReadRow]:
    """Read the rows of a file; what is wrong with some goes to `problems`."""
    places = [
        (place, targets[name]) for place, name in enumerate(incoming.targets) if name in targets
    ]
    rows = []
    known: dict[tuple[str, str], FactValue | None] = {}  # cells repeat
    for number, cells in incoming.table.rows:
        if len(cells) != len(incoming.names):
            problems.note(row=number, reason=_RAGGED)
            continue
        values = _values(number, cells, places, incoming, problems, known)
        for place, target in places:
            if target.is_required and not cells[place].strip():
                problems.note(row=number, column=incoming.names[place], reason=_MISSING)
        rows.append(ReadRow(row=number, values=values))
    return rows


def _values(
    number: int,
    cells: Sequence[str],
    places: Sequence[tuple[int, Target]],
    incoming: Incoming,
    problems: Problems,
    known: dict[tuple[str, str], FactValue | None],
) -> dict[str, FactValue]:
    values: dict[str, FactValue] = {}
    for place, target in places:
        key = (target.name, cells[place])
        if key not in known:
            try:
                known[key] = cell_value(target, cells[place], is_dutch=incoming.table.is_dutch)
            except BadCell as bad:
                problems.note(row=number, column=incoming.names[place], reason=bad.reason)
                continue
        value = known[key]
        if value is not None:
            values[target.name] = value
    return values


def column_of(incoming: Incoming, target: Target) -> str:
    """Give the file's own name of a column, or ours where the file lacks it."""
    place = incoming.place_of(target.name)
    return target.label.nl if place is None else incoming.names[place]


def cell_value(target: Target, text: str, *, is_dutch: bool) -> FactValue | None:
    """Give what a cell of one of our columns says; None where it is empty or not known.

    Raises:
        BadCell: it says nothing that the column can hold.
    """
    check_text(text)
    if target.name in FACT_BY_NAME:
        return read_cell(text, FACT_BY_NAME[target.name], is_dutch=is_dutch)
    if target.kind in _FACT_LIKE:
        return read_cell(text, FACT_BY_NAME[_FACT_LIKE[target.kind]], is_dutch=is_dutch)
    if target.kind == "text":
        return _reference(text) if text else None
    word = folded(text)
    if word not in target.words:
        raise BadCell(_choices(target))
    return target.words[word] or None


def _reference(text: str) -> str:
    try:
        return checked_reference(text)
    except LooksLikeBsn:
        raise BadCell(_BSN) from None
    except (ReferenceTooLong, ReferenceMissing):
        raise BadCell(_LONG) from None


def _choices(target: Target) -> Text:
    every = target.codes.values()
    return Text(
        f"Kies een van: {'; '.join(each.nl for each in every)}.",
        f"Choose one of: {'; '.join(each.en for each in every)}.",
    )


#: A fact of the same kind, whose reader fits these columns.
_FACT_LIKE: Final[Mapping[str, str]] = {"minutes": "goal_hours", "date": "support_end"}
_BSN: Final = Text(
    "Dit lijkt op een burgerservicenummer. Gebruik een eigen kenmerk, bijvoorbeeld met een letter.",
    "This looks like a citizen service number. Use a reference of your own, for example with a "
    "letter.",
)
_LONG: Final = Text(
    f"Het kenmerk is langer dan {LONGEST_REFERENCE} tekens. Kort het in.",
    f"The reference is longer than {LONGEST_REFERENCE} characters. Shorten it.",
)
_RAGGED: Final = Text(
    "Deze rij heeft een ander aantal cellen dan de kop. Vul de rij aan.",
    "This row has another number of cells than the header. Complete the row.",
)
_MISSING: Final = Text("Vul deze cel in.", "Fill in this cell.")
