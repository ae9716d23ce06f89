"""Make a release: count once, hold every cell against what was said before, and add it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from django.utils import timezone

from accounts.models import User
from assessments.intake_files import progress
from benchmarking import queries
from benchmarking.cube import Axes
from benchmarking.disclosure import Rounding
from benchmarking.disclosure.alike import Values
from benchmarking.disclosure.tables import Counts
from benchmarking.protected_tables import ProtectedTables, protected_tables
from benchmarking.pseudonyms import rounding_key
from benchmarking.released_indicators.keeping import KeptIndicators, contents_of_indicators
from benchmarking.released_indicators.places import Places
from benchmarking.releases.adding import NewRelease, add_decision, add_release
from benchmarking.releases.alone import alone, one_snapshot
from benchmarking.releases.holding import Made, Making, held_days, held_part, held_whole
from benchmarking.releases.holding_hours import held_hours
from benchmarking.releases.live import (
    HOURS_TABLE,
    PARTS,
    WHOLES,
    Days,
    counted_now,
    days_now,
    hours_columns,
    hours_values,
)
from benchmarking.releases.lost import lost_of
from benchmarking.releases.nobody import check_somebody_takes_part
from benchmarking.releases.real_people import check_only_made_up
from benchmarking.releases.register import ReleaseRow, last_number, releases, tables_of
from benchmarking.releases.tables import TableOfRelease
from benchmarking.releases.who import Who, who_counts
from benchmarking.snapshots import groups_shown

#: So many earlier releases are laid beside a new one, cell by cell; what rests on older ones is
#: reckoned with as far as it can have changed.
_BESIDE = 2
#: What the worker is at when it counts; later it is the name of a table.
COUNTING = "counting"
INDICATORS = "indicators"


def make_release(*, actor: User | None) -> int:
    """Make a release and bring it out at once, and return its number.

    For whoever runs the machine and answers for it; people have a second person look at it first.

    Raises:
        those of `prepare_release`.
    """
    with alone(), one_snapshot():
        number = prepare_release(actor=actor)
        add_decision(actor=None, number=number, is_out=True)
    return number


def prepare_release(*, actor: User | None) -> int:
    """Make a release of the facts that stand now, to be brought out, and return its number.

    All of it is read as it stands at one moment, and nobody makes another one meanwhile.

    Args:
        actor: who asked it; None for a command.

    Raises:
        OneIsBeingMade: somebody is at it.
        MayBeWorkedOut: it would say too much; nothing was added.
        RealFiguresClosed: it would count real people, where that is not allowed yet.
    """
    check_only_made_up()
    with alone(), one_snapshot():
        return _prepared(actor)


def _prepared(actor: User | None) -> int:
    earlier = releases(at_most=_BESIDE)[::-1]
    who = who_counts(earlier[-1] if earlier else None)
    check_somebody_takes_part(who)
    progress.tell(COUNTING, done=0, total=0)
    cells, days = counted_now(who.counted), days_now()
    making = _making(who, earlier, cells.years)
    axes = making.axes
    now = protected_tables(cells, axes=axes, groups=making.groups, rounding=making.rounding)
    values = hours_values(Places(axes=axes))
    made = _made(making, now, hours_columns(cells.decisions, axes=axes), values)
    tables, days_added = _contents(making, made, days)
    of_indicators = _of_indicators(making, made, earlier[-1] if earlier else None)
    new = NewRelease(
        number=making.number,
        axes=axes,
        agreements=who.counted,
        synthetic=sorted(queries.synthetic_tenants().intersection(who.counted)),
        lost=_all_lost(making, made) | of_indicators.lost,
        tables=tables | of_indicators.contents,
        days=days_added,
    )
    add_release(new, actor=actor)
    return new.number


def _making(who: Who, earlier: Sequence[ReleaseRow], years: Sequence[int]) -> Making:
    axes = Axes(
        members=who.members,
        years=_years(earlier[-1].years if earlier else (), years),
        silent=who.silent,
    )
    return Making(
        number=last_number() + 1,
        stay=who.stay,
        axes=axes,
        groups=groups_shown(who.rows),
        rounding=Rounding(key=rounding_key()),
        before=[(row.number, tables_of(row, wanted=axes, there=who.stay)) for row in earlier],
        remembered=tables_of(earlier[-1], wanted=axes, there=who.silent) if earlier else {},
    )


def _contents(
    making: Making, made: Mapping[str, Made], days: Sequence[Days]
) -> tuple[dict[str, bytes], dict[tuple[str, str], bytes]]:
    """Return the tables of the comparison as bytes, and the days of which any changed."""
    found = {name: one.table for name, one in made.items()}
    days_added: dict[tuple[str, str], bytes] = {}
    for curve in days:
        found[curve.name], added = held_days(making, curve, made[curve.table].table)
        days_added |= added
    tables = {name: _remembered(making, name, one).content() for name, one in found.items()}
    return tables, days_added


def _remembered(making: Making, name: str, table: TableOfRelease) -> TableOfRelease:
    """Return a table with what was told before of whoever takes no part: nobody sees it."""
    if name not in making.remembered:
        return table
    axes = making.axes
    whose = np.array([member in axes.silent for member in axes.members], dtype=bool)
    return table.with_rows_of(making.remembered[name], whose)


def _of_indicators(
    making: Making, made: Mapping[str, Made], earlier: ReleaseRow | None
) -> KeptIndicators:
    progress.tell(INDICATORS, done=0, total=0)
    return contents_of_indicators(
        number=making.number,
        axes=making.axes,
        earlier=earlier,
        stay=making.stay,
        told={name: one.table.kept for name, one in made.items()},
        rounding=making.rounding,
        on=timezone.localdate(),
    )


def _all_lost(making: Making, made: Mapping[str, Made]) -> dict[str, Any]:
    return {name: _lost(making, one) for name, one in made.items() if name != HOURS_TABLE}


def _lost(making: Making, made: Made) -> dict[str, Any]:
    kept, every = made.table.kept, slice(0, -1)
    lost = lost_of(
        kept.counts if kept.base is None else kept.base,
        kept.hidden,
        inner=(slice(None), every, every, every),
        organisations=0,
        held_back=made.held_back,
        rounding=making.rounding,
    )
    return lost.as_data()


def _years(before: Sequence[int], now: Sequence[int]) -> tuple[int, ...]:
    """Put new years behind those that were there."""
    return (*before, *(year for year in now if year not in before))


def _made(
    making: Making, now: ProtectedTables, columns: Counts, values: Sequence[Values]
) -> dict[str, Made]:
    made = {kind.name: held_whole(making, kind, now.table(kind.name)) for kind in WHOLES}
    for kind in PARTS:
        made[kind.name] = held_part(
            making,
            kind,
            now.table(kind.name),
            base=now.table(kind.part_of).counts,
            whole=made[kind.part_of].table.kept,
        )
    kept = {name: one.table.kept for name, one in made.items()}
    sums, hours = held_hours(making, kept, columns, values)
    complete = made["complete"]
    with_sums = replace(complete.table, columns=sums)
    return made | {
        "complete": Made(table=with_sums, held_back=complete.held_back),
        HOURS_TABLE: Made(table=hours),
    }
