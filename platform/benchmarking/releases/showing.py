"""What figures are made of, from the newest release: nothing is counted from facts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from benchmarking.cells import CellKey, DayCount, DecisionCell, Selection
from benchmarking.cube import Axes, Table
from benchmarking.disclosure import Rounding
from benchmarking.disclosure.tables import Counts
from benchmarking.group_figures import Source
from benchmarking.protected_tables import CRITERION_CODES, ProtectedTables
from benchmarking.pseudonyms import rounding_key
from benchmarking.releases.days import day_counts
from benchmarking.releases.live import HOURS_TABLE, PARTS, WHOLES, totals_at
from benchmarking.releases.register import ReleaseRow, days_of, tables_of
from benchmarking.releases.tables import TableOfRelease


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The tables of a release over the organisations that are there now.

    `since` says by curve and cell in which release its days last changed.
    """

    release: ReleaseRow
    gone: frozenset[str]
    axes: Axes
    tables: ProtectedTables
    hours: Counts
    since: dict[str, Counts]

    def source(
        self, *, selection: Selection, members: Collection[int], with_days: bool = True
    ) -> Source:
        """Return what the figures of `members` (places on the axes) are made of.

        `with_days` reads what curves are made of, which hours alone do not need.
        """
        of_days = sorted(members) if with_days else []
        return Source(
            tables=self.tables,
            decisions=_decisions(self, selection, sorted(members)),
            durations=_days(self, "durations", selection, of_days),
            gaps=_days(self, "gaps", selection, of_days),
            selection=selection,
            rounding=Rounding(key=rounding_key()),
        )


def released_tables(
    release: ReleaseRow, *, members: Sequence[str], agreements: Mapping[str, int]
) -> Released:
    """Return the tables of a release for `members`, in their order.

    An organisation that withdrew is left out at once: it counts nothing. If it came back it counts
    again from the next release on.

    Args:
        release: the release.
        members: schema names.
        agreements: of `queries.agreements`, as they stand now.
    """
    return _released(release, tuple(members), tuple(sorted(agreements.items())))


@lru_cache(maxsize=2)
def _released(
    release: ReleaseRow, members: tuple[str, ...], standing: tuple[tuple[str, int], ...]
) -> Released:
    axes, agreements = Axes(members=members, years=release.years), dict(standing)
    found = tables_of(release, wanted=axes, there=release.staying(agreements))
    wholes = {kind.name: _table(found[kind.name], kind.family) for kind in WHOLES}
    parts = {kind.name: _table(found[kind.name], kind.family) for kind in PARTS}
    hours = found["complete"].columns
    assert hours is not None  # noqa: S101 - a release is made with them
    return Released(
        release=release,
        gone=frozenset(members) - release.staying(agreements),
        axes=axes,
        tables=ProtectedTables(
            axes=axes,
            **wholes,
            refused=parts["refused"],
            ended=parts["ended"],
            hours=_hours_table(found),
            ended_early=parts["ended_early"],
            criteria={code: parts[f"criterion.{code}"] for code in CRITERION_CODES},
        ),
        hours=hours,
        since={name: found[name].kept.as_of for name in ("durations", "gaps")},
    )


def _table(found: TableOfRelease, family: str) -> Table:
    kept = found.kept
    return Table(
        family=family, counts=kept.counts, hidden=kept.hidden, base=kept.base, as_of=kept.as_of
    )


def _hours_table(found: Mapping[str, TableOfRelease]) -> Table:
    """Return of which cases hours are told; of none in a release of before that was kept."""
    if HOURS_TABLE in found:
        return _table(found[HOURS_TABLE], "decided")
    table = _table(found["complete"], "decided")
    return replace(table, hidden=np.ones(table.hidden.shape, dtype=bool))


def _decisions(
    released: Released, selection: Selection, members: Sequence[int]
) -> list[DecisionCell]:
    """Return the hours of each member at the selection as one cell, which lies inside it."""
    place = released.axes.place(selection)
    cells = []
    for member in members:
        hours = totals_at(released.hours[(member, *place)].tolist())
        if hours.complete:
            key = _key_of(selection, released.axes.members[member])
            cells.append(DecisionCell(key=key, refused=0, hours=hours))
    return cells


def _days(
    released: Released, name: str, selection: Selection, members: Sequence[int]
) -> list[DayCount]:
    place = released.axes.place(selection)
    asked = {
        (int(released.since[name][(member, *place)]), released.axes.members[member])
        for member in members
        if released.axes.members[member] not in released.gone
    }
    if not asked:
        return []
    return [
        count
        for (_, schema), rows in sorted(days_of(name, asked).items(), key=lambda one: one[0])
        for count in day_counts(rows, tenant_schema=schema, selection=selection, axes=released.axes)
    ]


def _key_of(selection: Selection, schema: str) -> CellKey:
    return CellKey(
        tenant_schema=schema,
        year=selection.year or 0,
        target_group=selection.target_group or "",
        contract_class=selection.contract_class or "",
    )
