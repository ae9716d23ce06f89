"""Which policy values explain that two profiles answer otherwise, side by side in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from policy_profiles.anchors import anchor_of
from policy_profiles.cells import ComparedCell, compared, words_of
from rulebook import wording
from rulebook.parameter import PARAMETERS, Parameter
from rulebook.profile import Profile

#: Cells of a table that are named one by one; of more, only how many.
MOST_CELLS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainingValue:
    """One parameter that explains a difference: what the asker's profile says, and the other's.

    `anchor` is its place on the policy sheet.
    """

    parameter: str
    label: str
    anchor: str
    here: str
    there: str


def explaining_values(
    *, parameters: Iterable[str], here: Profile, there: Profile, language: str
) -> tuple[ExplainingValue, ...]:
    """Put the parameters that explain a difference into words, in the order given.

    Of a table only the cells that differ are said.
    """
    return tuple(_value(PARAMETERS[name], here, there, language) for name in parameters)


def _value(parameter: Parameter, here: Profile, there: Profile, language: str) -> ExplainingValue:
    cells = [c for c in compared(here[parameter.id], there[parameter.id]) if c.differs]
    return ExplainingValue(
        parameter=parameter.id,
        label=parameter.label.in_language(language),
        anchor=anchor_of(parameter.id),
        here=_words(parameter, [(c, c.cell.value) for c in cells], language),
        there=_words(parameter, [(c, c.baseline.value) for c in cells], language),
    )


def _words(parameter: Parameter, cells: list[tuple[ComparedCell, object]], language: str) -> str:
    return (
        "; ".join(
            _place(cell, language) + words_of(parameter, value, language)  # type: ignore[arg-type]
            for cell, value in cells[:MOST_CELLS]
        )
        + (" …" if len(cells) > MOST_CELLS else "")
    )


def _place(cell: ComparedCell, language: str) -> str:
    """The row and column of a cell, before its value; nothing outside tables."""
    names = [wording.code_label(n, language) for n in (cell.cell.row, cell.cell.column) if n]
    return f"{', '.join(names)}: " if names else ""
