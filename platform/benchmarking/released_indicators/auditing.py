"""The tables of indicators laid beside those of the release before, and what gave way for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from benchmarking.definitions import indicator
from benchmarking.disclosure.audit import Told
from benchmarking.disclosure.between import Kept
from benchmarking.disclosure.line_audit import audited_lines
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.measures.tables import FAMILIES
from benchmarking.released_indicators.making import Basis, rounded_lines, said_before
from benchmarking.released_indicators.tables import IndicatorTable

#: So many tables of organisations go into one programme.
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """The cases of one indicator in this release, and in the one before or None."""

    name: str
    now: Told
    before: Told | None


def audited_tables(
    basis: Basis, tables: Mapping[str, IndicatorTable], *, before: int
) -> tuple[dict[str, IndicatorTable], dict[str, int]]:
    """Return the tables with nothing in their cases that says too much.

    Args:
        basis: of the release.
        tables: of `indicator_tables`.
        before: the number of the release before; 0 for the first.

    Returns:
        The tables, and by indicator how many cells were held back.
    """
    laid = [_laid(basis, name, table, before) for name, table in tables.items()]
    found = dict(tables)
    gave_way = dict.fromkeys(tables, 0)
    for has_before in (False, True):
        group = [one for one in laid if (one.before is not None) is has_before]
        kept, gave = _audited(basis, group)
        at = 0
        for one in group:
            rows = slice(at, at + len(one.now.truth))
            at = rows.stop
            if gave[rows].any():
                earlier = basis.earlier.get(one.name) if has_before else None
                found[one.name] = _with(tables[one.name], _cut(kept, rows), gave[rows], earlier)
                gave_way[one.name] = int(gave[rows].sum())
    return found, gave_way


def _laid(basis: Basis, name: str, table: IndicatorTable, before: int) -> _Laid:
    one = indicator(name)
    family, earlier = FAMILIES[one.measure.fact], said_before(basis, one)
    return _Laid(
        name=name,
        now=_told(basis, table, basis.number, family),
        before=None if earlier is None else _told(basis, earlier, before, family),
    )


def _told(basis: Basis, table: IndicatorTable, number: int, family: str) -> Told:
    return Told(
        number=number,
        kept=replace(table.whole, base=None),
        rounded=rounded_lines(table.whole.counts, basis=basis, family=family),
        truth=table.whole_truth,
    )


def _audited(basis: Basis, group: list[_Laid]) -> tuple[Kept, Mask]:
    """Audit all tables of organisations one behind the other; the same table only once."""
    nobody = np.zeros((0, len(basis.places.names)), dtype=np.int64)
    if not group:
        return Kept(counts=nobody, hidden=nobody.astype(bool), as_of=nobody), nobody.astype(bool)
    history = [_stacked([one.now for one in group])]
    if group[0].before is not None:
        history = [_stacked([one.before for one in group if one.before]), *history]
    lines, rules = basis.places.lines, basis.rounding.rules
    whole = history[-1].kept
    which, back = _different(history)
    found, gave = [], []
    for start in range(0, len(which), _AT_ONCE):
        chosen = which[start : start + _AT_ONCE]
        kept, given = audited_lines(
            [_rows_of(told, chosen) for told in history], lines=lines, rules=rules
        )
        found.append(kept)
        gave.append(given)
    if not found:
        return whole, np.zeros(whole.hidden.shape, dtype=bool)
    together = Kept(
        counts=np.concatenate([one.counts for one in found])[back],
        hidden=np.concatenate([one.hidden for one in found])[back],
        as_of=np.concatenate([one.as_of for one in found])[back],
    )
    return together, np.concatenate(gave)[back]


def _different(history: list[Told]) -> tuple[Counts, Counts]:
    """Return where tables stand that differ from all before, and for each table which it is."""
    columns = [
        array.astype(np.int64)
        for told in history
        for array in (told.truth, told.kept.counts, told.kept.hidden, told.kept.as_of, told.rounded)
    ]
    _, first, back = np.unique(
        np.concatenate(columns, axis=1), axis=0, return_index=True, return_inverse=True
    )
    return first, back.ravel()


def _stacked(told: list[Told]) -> Told:
    kept = Kept(
        counts=np.concatenate([one.kept.counts for one in told]),
        hidden=np.concatenate([one.kept.hidden for one in told]),
        as_of=np.concatenate([one.kept.as_of for one in told]),
    )
    return Told(
        number=told[0].number,
        kept=kept,
        rounded=np.concatenate([one.rounded for one in told]),
        truth=np.concatenate([one.truth for one in told]),
    )


def _rows_of(told: Told, rows: Counts) -> Told:
    kept = Kept(
        counts=told.kept.counts[rows], hidden=told.kept.hidden[rows], as_of=told.kept.as_of[rows]
    )
    return Told(number=told.number, kept=kept, rounded=told.rounded[rows], truth=told.truth[rows])


def _cut(kept: Kept, rows: slice) -> Kept:
    return Kept(counts=kept.counts[rows], hidden=kept.hidden[rows], as_of=kept.as_of[rows])


def _with(
    table: IndicatorTable, whole: Kept, gave: Mask, earlier: IndicatorTable | None
) -> IndicatorTable:
    """Put back what stands beside the cases; `closing` does so with parts and points."""
    base = table.whole.base
    columns = table.columns
    if earlier is not None:
        back = gave & (earlier.whole.counts > 0)
        if earlier.has_sums_as(columns):
            columns = np.where(back[..., None], earlier.columns, columns)
        if base is not None and earlier.whole.base is not None:
            base = np.where(back, earlier.whole.base, base)
    return replace(table, whole=replace(whole, base=base), columns=columns)
