"""Make a release: count once, hold every cell against what was said before, and add it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from benchmarking import queries
from benchmarking.comparison import METHOD_VERSION
from benchmarking.cube import Axes, rounded_of_all
from benchmarking.disclosure import Rounding
from benchmarking.disclosure.audit import Told, audited
from benchmarking.disclosure.between import Kept, kept_column, kept_part, kept_whole, patience_of
from benchmarking.disclosure.tables import Counts
from benchmarking.protected_tables import ProtectedTables, protected_tables
from benchmarking.pseudonyms import rounding_key
from benchmarking.releases import days as days_room
from benchmarking.releases.live import (
    PARTS,
    WHOLES,
    Days,
    counted_now,
    days_now,
    hours_columns,
)
from benchmarking.releases.models import Release, ReleasedDays, ReleasedTable
from benchmarking.releases.register import days_of, releases, tables_of
from benchmarking.releases.tables import Kind, TableOfRelease
from benchmarking.snapshots import groups_shown
from tenants import context
from tenants.queries import launched_tenants

#: So many earlier releases are laid beside a new one, cell by cell; what rests on older ones is
#: reckoned with as far as it can have changed.
_BESIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """What one release is made of: its number, axes, tables as they stand now, and those before.

    Of no organisation but those that `stay` does anything that was said before go on.
    """

    number: int
    agreements: Mapping[str, int]
    stay: frozenset[str]
    axes: Axes
    rounding: Rounding
    now: ProtectedTables
    before: Sequence[tuple[int, Mapping[str, TableOfRelease]]]

    def earlier(self, name: str) -> TableOfRelease | None:
        """Return a table as the release before has it."""
        return self.before[-1][1].get(name) if self.before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A table of the release that is made, and how many of its cells were held back."""

    table: TableOfRelease
    held_back: int = 0


def make_release(*, actor: User | None) -> int:
    """Make a release of the facts that stand now, and return its number.

    Everybody who may see figures of others sees those of this one from then on.

    Args:
        actor: the administrator who asks it; None for the worker or a command.
    """
    earlier, said = releases(at_most=_BESIDE)[::-1], queries.agreements()
    cells, days = counted_now(), days_now()
    rows = launched_tenants()
    axes = Axes(
        members=tuple(row.schema_name for row in rows),
        years=_years(earlier[-1].years if earlier else (), cells.years),
    )
    rounding = Rounding(key=rounding_key())
    making = _Making(
        number=earlier[-1].number + 1 if earlier else 1,
        agreements=said,
        stay=earlier[-1].staying(said) if earlier else frozenset(),
        axes=axes,
        rounding=rounding,
        now=protected_tables(cells, axes=axes, groups=groups_shown(rows), rounding=rounding),
        before=[(row.number, tables_of(row, wanted=axes, agreements=said)) for row in earlier],
    )
    made = _made(making, hours_columns(cells.decisions, axes=axes))
    contents = {name: one.table.content() for name, one in made.items()}
    contents_of_days: dict[tuple[str, str], bytes] = {}
    for curve in days:
        kept, added = _with_days(making, curve, made[curve.table].table)
        contents[curve.name] = kept.content()
        contents_of_days |= added
    return _add(making, actor, contents, contents_of_days, _lost(made))


def _years(before: Sequence[int], now: Sequence[int]) -> tuple[int, ...]:
    """Put new years behind those that were there."""
    return (*before, *(year for year in now if year not in before))


def _made(making: _Making, columns: Counts) -> dict[str, _Made]:
    made = {kind.name: _whole(making, kind) for kind in WHOLES}
    made |= {kind.name: _part(making, kind) for kind in PARTS}
    complete, earlier = made["complete"], making.earlier("complete")
    sums = kept_column(
        columns,
        earlier.columns if earlier else None,
        table=complete.table.kept,
        release=making.number,
    )
    with_sums = TableOfRelease(kept=complete.table.kept, truth=complete.table.truth, columns=sums)
    return made | {"complete": _Made(table=with_sums, held_back=complete.held_back)}


def _whole(making: _Making, kind: Kind) -> _Made:
    now, earlier = getattr(making.now, kind.name), making.earlier(kind.name)
    kept = kept_whole(
        now.counts,
        now.hidden,
        earlier=earlier.kept if earlier else None,
        release=making.number,
        patience=_patience(making, kind),
    )
    history = [
        *((number, tables[kind.name]) for number, tables in making.before),
        (making.number, TableOfRelease(kept=kept, truth=now.counts)),
    ]
    told = [_told(making, kind, number, table) for number, table in history]
    members = [
        audited([release[member] for release in told], rules=making.rounding.rules)
        for member in range(len(making.axes.members))
    ]
    if not members:
        return _Made(table=history[-1][1])
    return _Made(
        table=TableOfRelease(kept=_together([one for one, _ in members]), truth=now.counts),
        held_back=sum(held_back for _, held_back in members),
    )


def _part(making: _Making, kind: Kind) -> _Made:
    criterion = kind.name.partition(".")[2]
    now = making.now.criteria[criterion] if criterion else getattr(making.now, kind.name)
    earlier = making.earlier(kind.name)
    base = getattr(making.now, kind.part_of).counts
    kept = kept_part(
        now.counts,
        base,
        now.hidden,
        earlier=earlier.kept if earlier else None,
        release=making.number,
        patience=_patience(making, kind),
    )
    return _Made(table=TableOfRelease(kept=kept, truth=now.counts))


def _with_days(
    making: _Making, curve: Days, table: TableOfRelease
) -> tuple[TableOfRelease, dict[tuple[str, str], bytes]]:
    """Return since when each curve stands, and the days of organisations of which any changed.

    A curve changes when as many jobs stand otherwise as a count must differ by.
    """
    earlier, rows = making.earlier(curve.name), days_room.rows_of(curve.cells, axes=making.axes)
    as_of = np.full_like(table.truth, making.number) if earlier is None else earlier.kept.as_of
    patience = _patience(making, next(kind for kind in WHOLES if kind.name == curve.table))
    added = {}
    for member, schema in enumerate(making.axes.members):
        if earlier is not None and schema not in making.stay:
            as_of[member] = making.number
        elif earlier is not None:
            as_of[member] = _since(
                making, curve, schema, (rows[schema], as_of[member], patience[member])
            )
        if (as_of[member] == making.number).any():
            added[(curve.name, schema)] = days_room.content_of(rows[schema])
    kept = Kept(counts=table.truth, hidden=table.kept.hidden, as_of=as_of)
    return TableOfRelease(kept=kept, truth=table.truth), added


def _since(
    making: _Making, curve: Days, schema: str, standing: tuple[Counts, Counts, Counts]
) -> Counts:
    now, as_of, patience = standing
    releases_used = [int(number) for number in np.unique(as_of)]
    kept = days_of(curve.name, {(number, schema) for number in releases_used})
    since = as_of.copy()
    for number in releases_used:
        then = kept.get((number, schema), now[:0])
        changed = days_room.differing(now, then, axes=making.axes) >= patience
        since[(as_of == number) & changed] = making.number
    return since


def _patience(making: _Making, kind: Kind) -> Counts:
    """Return the patience of each cell: the same for one cell of one kind of fact in any table."""
    shape, cells = making.now.decided.counts.shape[1:], making.axes.cells()
    drawn = [
        patience_of(shape, name=f"{schema}/{kind.family}", rounding=making.rounding, cells=cells)
        for schema in making.axes.members
    ]
    return np.stack(drawn) if drawn else np.zeros((0, *shape), dtype=np.int64)


def _told(making: _Making, kind: Kind, number: int, table: TableOfRelease) -> list[Told]:
    rounded = rounded_of_all(table.kept.counts, making.axes, kind.family, making.rounding)
    return [
        Told(
            number=number,
            kept=Kept(
                counts=table.kept.counts[member],
                hidden=table.kept.hidden[member],
                as_of=table.kept.as_of[member],
            ),
            rounded=rounded[member],
            truth=table.truth[member],
        )
        for member in range(len(making.axes.members))
    ]


def _together(members: Sequence[Kept]) -> Kept:
    return Kept(
        counts=np.stack([one.counts for one in members]),
        hidden=np.stack([one.hidden for one in members]),
        as_of=np.stack([one.as_of for one in members]),
    )


def _lost(made: Mapping[str, _Made]) -> dict[str, Any]:
    """Return by table how much is not to be seen: of cells with cases, and of cases in detail."""
    lost = {}
    for name, one in made.items():
        kept, whole = one.table.kept, one.table.kept.base
        counts = kept.counts if whole is None else whole
        there = counts > 0
        inner = counts[:, :-1, :-1, :-1]
        hidden_inner = kept.hidden[:, :-1, :-1, :-1]
        lost[name] = {
            "cells": int(there.sum()),
            "cells_hidden": int((kept.hidden & there).sum()),
            "cases": int(inner.sum()),
            "cases_hidden": int(inner[hidden_inner].sum()),
            "cells_held_back": one.held_back,
        }
    return lost


@transaction.atomic
def _add(
    making: _Making,
    actor: User | None,
    contents: Mapping[str, bytes],
    days: Mapping[tuple[str, str], bytes],
    lost: dict[str, Any],
) -> int:
    named = [(name, contents[name]) for name in sorted(contents)]
    named += [("/".join(key), days[key]) for key in sorted(days)]
    content_hash = hashlib.sha256()
    for name, content in named:
        content_hash.update(name.encode() + hashlib.sha256(content).digest())
    number = making.number
    with context.as_platform():
        Release.objects.create(
            number=number,
            made_at=timezone.now(),
            facts_as_of=timezone.localdate(),
            method_version=METHOD_VERSION,
            members=list(making.axes.members),
            agreements=dict(making.agreements),
            years=list(making.axes.years),
            lost=lost,
            content_hash=content_hash.hexdigest(),
        )
        ReleasedTable.objects.bulk_create(
            ReleasedTable(release_number=number, name=name, content=content)
            for name, content in contents.items()
        )
        ReleasedDays.objects.bulk_create(
            ReleasedDays(release_number=number, name=name, tenant_schema=schema, content=content)
            for (name, schema), content in days.items()
        )
        record(
            actor=actor,
            action="benchmark.released",
            object_kind="benchmark_release",
            object_id=str(number),
        )
    return number
