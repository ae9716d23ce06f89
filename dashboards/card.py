"""The card of a dashboard: a finding, a sentence, a figure, its table and how it was made."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from benchmarking.definitions import Indicator
from benchmarking.disclosure import Protected
from dashboards import words
from dashboards.figures import Figure
from dashboards.for_programs import Call
from dashboards.theme import Theme

_NUMBER_AND_UNIT = re.compile(r"(\d) (?=[^\W\d]|%)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One figure with its place in the table; `unit` is one that `words.figure` writes.

    A day is given by its place in the calendar (`date.toordinal`).
    """

    row: str
    column: str
    figure: Protected
    unit: str

    @property
    def text(self) -> str:
        """The figure in words, or why it is hidden."""
        return words.figure(self.figure, self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a card's table; a cell without a record has nothing to say."""

    header: str
    cells: tuple[Record | None, ...]
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One figure with everything beside it.

    `draw` makes the figure for a theme; without it there is nothing to draw and `summary` says
    why. `legend` names the lines of the figure by their look. `records` are all figures shown, and
    the only source of the table and the export. `below` is a line that always stands in sight.
    `cases` are those counted, by whose they are; `api` gives these figures where the sheet's own
    call does not, and `filters` is the choice where it is another than the sheet's. `links` lead
    from a row of the table onward, by its header.
    """

    key: str
    section: str
    title: str
    summary: str
    caption: str
    corner: str
    records: tuple[Record, ...]
    indicators: tuple[Indicator, ...]
    notes: tuple[str, ...] = ()
    below: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    draw: Callable[[Theme], Figure] | None = None
    cases: tuple[tuple[str, Protected], ...] = ()
    api: Call | None = None
    filters: str = ""
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """The title as it is set: a number does not part from its unit at the end of a line."""
        return _NUMBER_AND_UNIT.sub("\\1\N{NO-BREAK SPACE}", self.title)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table, in the order in which they first come."""
        return tuple(dict.fromkeys(record.column for record in self.records))

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows of the table, in the order in which they first come."""
        found = {(record.row, record.column): record for record in self.records}
        headers, columns = dict.fromkeys(record.row for record in self.records), self.columns
        return tuple(
            TableRow(
                header=header,
                cells=tuple(found.get((header, column)) for column in columns),
                link=self.links.get(header, ""),
            )
            for header in headers
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One of the few numbers on top: what it is, of both sides, in words."""

    label: str
    own: str
    own_is_hidden: bool
    reference: str
    anchor: str
