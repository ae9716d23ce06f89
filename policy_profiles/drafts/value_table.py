"""A table of values as a table of fields: each cell with what it inherits when left empty."""

from dataclasses import dataclass
from itertools import groupby

from django.forms.boundfield import BoundField

from policy_profiles.cells import Cell, cells_of, words_of
from policy_profiles.drafts.value_fields import name_of
from policy_profiles.drafts.value_form import ValueForm
from rulebook import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One field of the table, what it inherits, and what UWV has there."""

    bound: BoundField
    inherited: str
    is_choice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of fields under its name."""

    label: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTable:
    """The whole table; `columns` is empty where it has one column without a name."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def table_of(form: ValueForm, *, language: str) -> ValueTable:
    """Lay the fields of a form out as the table that its parameter is."""
    parameter = form.parameter
    by_row = groupby(cells_of(form.below), key=lambda cell: cell.row)
    return ValueTable(
        columns=tuple(wording.code_of(parameter, c, language) for c in parameter.columns),
        rows=tuple(
            TableRow(
                label=wording.code_of(parameter, row, language),
                cells=tuple(_cell(form, cell, language) for cell in cells),
            )
            for row, cells in by_row
        ),
    )


def _cell(form: ValueForm, cell: Cell, language: str) -> TableCell:
    return TableCell(
        bound=form[name_of(cell)],
        inherited=words_of(form.parameter, cell.value, language) if form.below.is_stated else "",
        is_choice=bool(form.parameter.codes),
    )
