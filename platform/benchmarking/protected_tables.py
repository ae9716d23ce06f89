"""All tables of the benchmark with what of them may be shown, worked out once for all choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarking.cells import CellKey, CriterionCell, DecisionCell, OutcomeCell
from benchmarking.cube import Axes, Table, protected_part, protected_whole
from benchmarking.disclosure import Rounding
from benchmarking.disclosure.tables import Counts
from benchmarking.hours_shown import DIFFERENCES, HOURS, hours_hidden
from rulebook.criteria import CRITERIA

#: In the order in which people read them. All are shown, also those nobody failed.
CRITERION_CODES = tuple(criterion.code for criterion in CRITERIA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Everything that the database counted."""

    decisions: Sequence[DecisionCell]
    criteria: Sequence[CriterionCell]
    outcomes: Sequence[OutcomeCell]

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which anything was decided, in order: those that can be chosen."""
        return tuple(sorted({cell.key.year for cell in self.decisions}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedTables:
    """The tables, each over every member and every choice of filters.

    `complete` are the decisions of which both advices are known, `hours` those of which hours are
    told; `followed` the jobs, `ended` those of them that ended and were followed after it,
    `ended_early` within six months.
    """

    axes: Axes
    decided: Table
    complete: Table
    refused: Table
    criteria: Mapping[str, Table]
    followed: Table
    ended: Table
    ended_early: Table
    hours: Table

    def table(self, name: str) -> Table:
        """Return a table by its name in a release; `criterion.` and a code is one of `criteria`."""
        criterion = name.partition("criterion.")[2]
        found: Table = self.criteria[criterion] if criterion else getattr(self, name)
        return found


def protected_tables(
    cells: Cells, *, axes: Axes, groups: Sequence[Sequence[int]], rounding: Rounding
) -> ProtectedTables:
    """Return the tables of `cells`; `groups` are the members of each group that is ever shown.

    All tables of one kind of fact are rounded as one family: where two of them count the same, they
    say the same, and nobody sees one count rounded twice.
    """

    def whole(counts: list[tuple[CellKey, int]], family: str) -> Table:
        return protected_whole(axes.counted(counts), axes, family=family, rounding=rounding)

    def part(
        counts: list[tuple[CellKey, int]], of: Table, family: str, *, has_means: bool = False
    ) -> Table:
        return protected_part(
            axes.counted(counts), of, axes, family=family, groups=groups, rounding=rounding,
            has_means=has_means,
        )  # fmt: skip

    complete = whole([(cell.key, cell.hours.complete) for cell in cells.decisions], "decided")
    decided = whole([(cell.key, cell.hours.decided) for cell in cells.decisions], "decided")
    followed = whole([(cell.key, cell.followed) for cell in cells.outcomes], "followed")
    # That a job ended says something of somebody: it is hidden where nobody's did, or everybody's.
    ended = part([(cell.key, cell.ended) for cell in cells.outcomes], followed, "followed")
    refusals = [(cell.key, cell.refused) for cell in cells.decisions]
    # Awarded hours are told over all decisions, and those of grants over the rest of them.
    refused = part(refusals, decided, "decided", has_means=True)
    return ProtectedTables(
        axes=axes,
        decided=decided,
        complete=complete,
        refused=refused,
        hours=_hours(cells.decisions, complete, (refused, decided), axes, rounding),
        criteria={
            code: part(
                [(cell.key, cell.refused) for cell in cells.criteria if cell.criterion == code],
                decided,
                "decided",
            )
            for code in CRITERION_CODES
        },
        followed=followed,
        ended=ended,
        ended_early=part(
            [(cell.key, cell.ended_early) for cell in cells.outcomes], ended, "followed"
        ),
    )


def _hours(
    decisions: Sequence[DecisionCell],
    complete: Table,
    refused_of: tuple[Table, Table],
    axes: Axes,
    rounding: Rounding,
) -> Table:
    """Return the cases of which hours are told."""
    refused, decided = refused_of
    covered = hours_hidden(
        complete.counts,
        _sums(decisions, axes, HOURS, "total"),
        (refused.counts, decided.counts),
        complete.hidden | refused.hidden | decided.hidden,
        apart=_sums(decisions, axes, DIFFERENCES, "sizes"),
        axes=axes,
        rules=rounding.rules,
    )
    return Table(family="decided", counts=complete.counts, hidden=covered)


def _sums(
    decisions: Sequence[DecisionCell], axes: Axes, names: Sequence[str], total: str
) -> Counts:
    """Return minutes over the axes, each as a total of that kind and squares."""
    columns = [
        axes.counted((cell.key, getattr(getattr(cell.hours, name), of)) for cell in decisions)
        for name in names
        for of in (total, "squares")
    ]
    return np.stack(columns, axis=-1)
