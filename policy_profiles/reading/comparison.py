"""Published profiles side by side: every value beside the baseline's, with its source by number."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from policy_profiles.cells import ComparedCell, Part, compared, parts_of
from policy_profiles.register.queries import PublishedRow
from rulebook import wording
from rulebook.parameter import PARAMETERS, TOPICS, Parameter
from rulebook.profile import NOWHERE, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A profile as the head of a column."""

    code: str
    name: str
    title: str
    is_fictitious: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How sure a value is and where it was read: the number of a source below the tables."""

    certainty: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one profile says in one line: a value, or those of a row of a table.

    `marks` are empty where it just inherits the baseline's, or where they stand above the table.
    """

    column: Column
    cells: tuple[tuple[Part, ...], ...]
    marks: tuple[Mark, ...]
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: the baseline's side and those of the others; `label` is empty outside tables."""

    label: str
    baseline: Side
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A parameter: one line, or of a table those of its rows, with the marks that all share."""

    parameter: str
    label: str
    columns: tuple[str, ...]
    is_table: bool
    lines: tuple[Line, ...]
    baseline_marks: tuple[Mark, ...] = ()
    side_marks: tuple[tuple[Column, tuple[Mark, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTable:
    """The parameters of one harmonisation topic, and how many of all of them differ somewhere."""

    code: str
    label: str
    items: tuple[Item, ...]
    total: int
    differing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedSource:
    """A source below the tables, with what has to be known about reading it."""

    number: int
    citation: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All tables, and the sources that they refer to."""

    baseline: Column
    columns: tuple[Column, ...]
    topics: tuple[TopicTable, ...]
    sources: tuple[NumberedSource, ...]
    parameters: int
    differing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """The cells of one line, of every profile: what stands beside each other."""

    row: str
    baseline: Sequence[ComparedCell]
    others: Sequence[Sequence[ComparedCell]]

    @property
    def differs(self) -> bool:
        return any(cell.differs for cells in self.others for cell in cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """Where the tables are put together; numbers sources in the order in which they are met."""

    language: str
    baseline: PublishedRow
    chosen: tuple[PublishedRow, ...]
    first: Column
    columns: tuple[Column, ...]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def beside(self, parameter: Parameter) -> list[_Beside]:
        below = self.baseline.profile[parameter.id]
        others = [compared(row.profile[parameter.id], below) for row in self.chosen]
        own = compared(below, below)
        if not any(cell.is_stated for cells in (own, *others) for cell in cells):
            return [_Beside(row="", baseline=own[:1], others=[other[:1] for other in others])]
        by_row = [_by_row(other) for other in others]
        return [
            _Beside(row=row, baseline=cells, others=[other[row] for other in by_row])
            for row, cells in _by_row(own).items()
        ]

    def item(self, parameter: Parameter, found: Sequence[_Beside]) -> Item:
        is_table = any(beside.row for beside in found)
        lines = [self._line(parameter, cells) for cells in found]
        item = Item(
            parameter=parameter.id,
            label=parameter.label.in_language(self.language),
            columns=tuple(
                wording.code_of(parameter, column, self.language)
                for column in parameter.columns
                if is_table
            ),
            is_table=is_table,
            lines=tuple(lines),
        )
        return _with_shared_marks(item, self.columns) if item.is_table else item

    def sources(self) -> tuple[NumberedSource, ...]:
        return tuple(
            NumberedSource(number=number, citation=citation, note=note)
            for (citation, note), number in self.numbers.items()
        )

    def _line(self, parameter: Parameter, cells: _Beside) -> Line:
        told = [cell.cell.origin for cell in cells.baseline]
        return Line(
            label=wording.code_of(parameter, cells.row, self.language) if cells.row else "",
            baseline=self._side(parameter, self.first, cells.baseline, told),
            sides=tuple(
                self._side(
                    parameter, column, own, [c.cell.origin for c in own if not c.is_inherited]
                )
                for column, own in zip(self.columns, cells.others, strict=True)
            ),
        )

    def _side(
        self,
        parameter: Parameter,
        column: Column,
        cells: Sequence[ComparedCell],
        told: Sequence[Origin],
    ) -> Side:
        return Side(
            column=column,
            cells=tuple(parts_of(parameter, cell, self.language) for cell in cells),
            marks=tuple(dict.fromkeys(self._mark(o) for o in told if o is not NOWHERE)),
            differs=any(cell.differs for cell in cells),
        )

    def _mark(self, origin: Origin) -> Mark:
        note = origin.note.in_language(self.language) if origin.note else ""
        key = (origin.source.citation(self.language), note)
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        return Mark(certainty=origin.certainty, number=number)


def _with_shared_marks(item: Item, columns: Sequence[Column]) -> Item:
    """Say once above a table what all its rows have in common: where a column comes from."""
    sides = list(zip(*[(line.baseline, *line.sides) for line in item.lines], strict=True))
    shared = [
        of_column[0].marks if len({s.marks for s in of_column}) == 1 else () for of_column in sides
    ]
    lines = [
        replace(
            line,
            baseline=_bare(line.baseline, shared[0]),
            sides=tuple(_bare(s, marks) for s, marks in zip(line.sides, shared[1:], strict=True)),
        )
        for line in item.lines
    ]
    return replace(
        item,
        lines=tuple(lines),
        baseline_marks=shared[0],
        side_marks=tuple(zip(columns, shared[1:], strict=True)),
    )


def _bare(side: Side, shared: tuple[Mark, ...]) -> Side:
    return replace(side, marks=()) if shared else side


def _by_row(cells: Sequence[ComparedCell]) -> dict[str, list[ComparedCell]]:
    return {row: list(of_row) for row, of_row in groupby(cells, key=lambda c: c.cell.row)}


def column_of(row: PublishedRow, language: str) -> Column:
    """Give a published profile the head of its column: who, and under which title."""
    title = row.title.in_language(language)
    return Column(
        code=row.code,
        name=row.tenant_name or title,
        title=title if row.tenant_name and title != row.tenant_name else "",
        is_fictitious=row.is_fictitious,
    )


def compare(
    *,
    baseline: PublishedRow,
    chosen: Sequence[PublishedRow],
    language: str,
    only_differences: bool = False,
) -> Comparison:
    """Lay profiles beside the baseline.

    Args:
        baseline: always the first column.
        chosen: the other columns, in this order.
        language: "nl" or "en".
        only_differences: leave out the rows in which all are as the baseline.
    """
    bench = _Bench(
        language=language,
        baseline=baseline,
        chosen=tuple(chosen),
        first=column_of(baseline, language),
        columns=tuple(column_of(row, language) for row in chosen),
    )
    found = {name: bench.beside(parameter) for name, parameter in PARAMETERS.items()}
    differing = {name for name, lines in found.items() if any(line.differs for line in lines)}
    topics = []
    for code, label in TOPICS.items():
        listed = [name for name, parameter in PARAMETERS.items() if parameter.topic == code]
        kept = {
            name: [line for line in found[name] if line.differs or not only_differences]
            for name in listed
        }
        items = tuple(bench.item(PARAMETERS[name], lines) for name, lines in kept.items() if lines)
        if items:
            topics.append(
                TopicTable(
                    code=code,
                    label=label.in_language(language),
                    items=items,
                    total=len(listed),
                    differing=len(differing.intersection(listed)),
                )
            )
    return Comparison(
        baseline=bench.first,
        columns=bench.columns,
        topics=tuple(topics),
        sources=bench.sources(),
        parameters=len(PARAMETERS),
        differing=len(differing),
    )
