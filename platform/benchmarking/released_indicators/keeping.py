"""What a release keeps of indicators: bytes for the register, and tables back from them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np

from benchmarking.cube import Axes
from benchmarking.definitions import indicator
from benchmarking.disclosure import Rounding
from benchmarking.disclosure.between import Kept
from benchmarking.released_indicators.auditing import audited_tables
from benchmarking.released_indicators.closing import closed
from benchmarking.released_indicators.making import Basis, indicator_tables
from benchmarking.released_indicators.places import Places
from benchmarking.released_indicators.tables import IndicatorTable, from_content, where
from benchmarking.releases.lost import lost_of
from benchmarking.releases.models import ReleasedTable
from benchmarking.releases.register import OF_INDICATORS, ReleaseRow
from tenants import context

#: Somewhat more than there are indicators: a country's table takes one or two megabytes.
_KEPT: Final = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptIndicators:
    """What a release keeps of indicators, and what of each cannot be seen, by name."""

    contents: dict[str, bytes]
    lost: dict[str, dict[str, Any]]


def contents_of_indicators(
    *,
    number: int,
    axes: Axes,
    earlier: ReleaseRow | None,
    stay: Collection[str],
    told: Mapping[str, Kept],
    rounding: Rounding,
    on: date,
) -> KeptIndicators:
    """Make what a release keeps of every indicator, from the facts that stand.

    Args:
        number: of the release.
        axes: its organisations and years.
        earlier: the release before; None for the first.
        stay: of whom anything that was said before goes on.
        told: the tables of the comparison by name, as this release has them.
        rounding: as everywhere.
        on: the day that "past" is seen from.
    """
    basis = Basis(
        number=number,
        axes=axes,
        rounding=rounding,
        told=told,
        earlier=tables_of_indicators(earlier, wanted=axes, there=stay) if earlier else {},
    )
    tables = indicator_tables(basis, on=on)
    tables, gave = audited_tables(basis, tables, before=earlier.number if earlier else 0)
    tables = {name: closed(basis, indicator(name), table) for name, table in tables.items()}
    remembered = _remembered(tables, axes, earlier)
    return KeptIndicators(
        contents={f"{OF_INDICATORS}{name}": table.content() for name, table in remembered.items()},
        lost={
            f"{OF_INDICATORS}{name}": _lost(basis, table, gave[name])
            for name, table in tables.items()
        },
    )


def _remembered(
    tables: Mapping[str, IndicatorTable], axes: Axes, earlier: ReleaseRow | None
) -> dict[str, IndicatorTable]:
    """Return the tables with what was told before of whoever takes no part: nobody sees it."""
    if earlier is None or not axes.silent:
        return dict(tables)
    before = tables_of_indicators(earlier, wanted=axes, there=axes.silent)
    whose = np.array([name in axes.silent for name in axes.members], dtype=bool)
    return {
        name: table.with_rows_of(before[name], whose)
        if name in before
        and (before[name].expression, before[name].codes) == (table.expression, table.codes)
        else table
        for name, table in tables.items()
    }


def _lost(basis: Basis, table: IndicatorTable, held_back: int) -> dict[str, Any]:
    """Return what of an indicator cannot be seen: of its parts together, or of its cases."""
    hidden, cases = table.whole.hidden, table.whole.counts
    if table.codes and table.codes != ("events",):
        hidden = hidden | table.parts.hidden
        cases = np.broadcast_to(cases, hidden.shape)
    return lost_of(
        cases,
        hidden,
        inner=(..., basis.places.lines[0]),
        organisations=-2,
        held_back=held_back,
        rounding=basis.rounding,
    ).as_data()


def tables_of_indicators(
    release: ReleaseRow, *, wanted: Axes, there: Collection[str], name: str | None = None
) -> dict[str, IndicatorTable]:
    """Return the tables of indicators in a release by name, over other organisations and years.

    Args:
        release: the release.
        wanted: the organisations and years.
        there: of whom it says anything; of the others it says what it says of nobody.
        name: of one indicator; all of them unless given.
    """
    members = where(tuple(one if one in there else "" for one in release.members), wanted.members)
    places = where(Places(axes=release.axes).names, Places(axes=wanted).names)
    with context.as_benchmark():
        found = ReleasedTable.objects.filter(release_number=release.number)
        found = found.filter(
            **{"name": f"{OF_INDICATORS}{name}"} if name else {"name__startswith": OF_INDICATORS}
        )
        contents = {row.name.removeprefix(OF_INDICATORS): bytes(row.content) for row in found}
    return {
        one: from_content(content, members=members, places=places)
        for one, content in contents.items()
    }


def table_of_indicator(
    release: ReleaseRow, *, members: tuple[str, ...], there: frozenset[str], name: str
) -> IndicatorTable | None:
    """Return one table of a release as it is read, or None where it has none; kept for later."""
    return _table(release, members, there, name)


@lru_cache(maxsize=_KEPT)
def _table(
    release: ReleaseRow, members: tuple[str, ...], there: frozenset[str], name: str
) -> IndicatorTable | None:
    wanted = Axes(members=members, years=release.years)
    found = tables_of_indicators(release, wanted=wanted, there=there, name=name).get(name)
    return found and found.for_reading()
