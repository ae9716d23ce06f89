"""Whether a small count or change follows from two releases of lines together: linear programmes.

`lines` proves one release. What stayed as it was beside what changed is looked at here, as `audit`
does for tables over all filters. Tables do not depend on each other, so one programme has them all,
and solves for one count of each at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benchmarking.disclosure.audit import Told
from benchmarking.disclosure.between import Kept, longest_patience
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.tables import Counts, Mask

Numbers = npt.NDArray[np.float64]
_A_HAIR = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Goals:
    """What may not be known too well: in which table, at which place, and how wide it must stay."""

    table: Counts
    place: Counts
    is_change: Mask
    needed: Counts


def narrow_tables(
    history: Sequence[Told], *, lines: Sequence[slice], rules: DisclosureRules
) -> Mask:
    """Return which tables of the last release give a small count or a small change away.

    Args:
        history: one or two releases, oldest first; their arrays are by table and place, and the
            last place is the total of every line.
        lines: the places of each line, without the total.
        rules: the widths that must stay.
    """
    goals, truth = _goals(history, rules), _values(history)
    of_truth = _of_goals(truth, goals)
    low, high = of_truth.copy(), of_truth.copy()
    tried = np.zeros(len(goals.table), dtype=bool)
    while True:
        pending = np.flatnonzero(~tried & (high - low < goals.needed - _A_HAIR))
        _, first = np.unique(goals.table[pending], return_index=True)
        now = pending[first]
        if not now.size:
            break
        tried[now] = True
        there = np.isin(goals.table, goals.table[now])
        for direction in (1, -1):
            found = _solved(history, goals, now, direction, lines, rules)
            values = _of_goals(found, goals)
            low = np.where(there, np.minimum(low, values), low)
            high = np.where(there, np.maximum(high, values), high)
    narrow: Mask = np.zeros(len(history[-1].truth), dtype=bool)
    narrow[goals.table[high - low < goals.needed - _A_HAIR]] = True
    return narrow


def audited_lines(
    history: Sequence[Told], *, lines: Sequence[slice], rules: DisclosureRules
) -> tuple[Kept, Mask]:
    """Return the last release with nothing in it that says too much, and which cells gave way.

    A table that would keeps what it said before; in a first release it says nothing.
    """
    told, earlier = history[-1], history[-2].kept if len(history) > 1 else None
    narrow = narrow_tables(history, lines=lines, rules=rules)[:, None]
    gave: Mask = narrow & told.kept.renewed_by(told.number) & ~told.kept.hidden
    if not gave.any():
        return told.kept, gave
    if earlier is None:
        return replace(told.kept, hidden=told.kept.hidden | gave), gave
    return _back(told.kept, earlier, gave), gave


def _back(kept: Kept, earlier: Kept, which: Mask) -> Kept:
    # Where nobody was, "no cases" would be untrue: whoever came is hidden.
    came = which & (earlier.counts == 0)
    back = which & ~came
    base = kept.base
    if base is not None and earlier.base is not None:
        base = np.where(back, earlier.base, base)
    return Kept(
        counts=np.where(back, earlier.counts, kept.counts),
        hidden=np.where(back, earlier.hidden, kept.hidden | came),
        as_of=np.where(back, earlier.as_of, kept.as_of),
        base=base,
    )


def _goals(history: Sequence[Told], rules: DisclosureRules) -> _Goals:
    told = history[-1]
    small = (told.truth > 0) & (told.truth < rules.threshold) & told.kept.hidden
    tables, places = np.nonzero(small)
    number = len(tables)
    if len(history) > 1:
        change = np.abs(told.truth - history[-2].truth)
        changed = np.nonzero((change > 0) & (change < rules.threshold))
        tables, places = np.append(tables, changed[0]), np.append(places, changed[1])
    is_change = np.arange(len(tables)) >= number
    return _Goals(
        table=tables,
        place=places,
        is_change=is_change,
        needed=np.where(is_change, rules.width, rules.least_width),
    )


def _values(history: Sequence[Told]) -> Numbers:
    """Return the true counts by table, release and place."""
    return np.stack([told.truth for told in history], axis=1).astype(np.float64)


def _of_goals(values: Numbers, goals: _Goals) -> Numbers:
    last = values[goals.table, -1, goals.place]
    if values.shape[1] == 1:
        return last
    before = values[goals.table, -2, goals.place]
    found: Numbers = np.where(goals.is_change, last - before, last)
    return found


def _solved(
    history: Sequence[Told],
    goals: _Goals,
    now: Counts,
    direction: int,
    lines: Sequence[slice],
    rules: DisclosureRules,
) -> Numbers:
    """Return counts, of the tables of some goals, in which each of these is as far as it can go."""
    from scipy.optimize import linprog  # two seconds to load: only where it is asked
    from scipy.sparse import csr_array, eye_array, kron

    tables = goals.table[now]
    values = _values(history)
    shape = (len(tables), *values.shape[1:])
    wanted = np.zeros(shape)
    at = np.arange(len(tables))
    wanted[at, -1, goals.place[now]] = direction
    wanted[
        at[goals.is_change[now]], -2 % shape[1], goals.place[now][goals.is_change[now]]
    ] = -direction
    low, high = _bounds(history, tables, rules)
    adds = np.zeros((len(lines), shape[2]))
    for number, line in enumerate(lines):
        adds[number, line], adds[number, -1] = 1, -1
    sums = kron(eye_array(shape[0] * shape[1]), csr_array(adds), format="csr")
    rows, most = _stayed(history, tables, rules)
    found = linprog(
        wanted.ravel(), A_eq=sums, b_eq=np.zeros(sums.shape[0]),
        A_ub=rows if len(most) else None, b_ub=most if len(most) else None,
        bounds=np.stack([low.ravel(), high.ravel()], axis=1), method="highs",
    )  # fmt: skip
    if found.status == 0:  # else nothing more is known of them here
        values[tables] = found.x.reshape(shape)
    return values


def _bounds(
    history: Sequence[Told], tables: Counts, rules: DisclosureRules
) -> tuple[Numbers, Numbers]:
    """Return between what each count is known to lie, by itself."""
    lows, highs = [], []
    numbers = [told.number for told in history]
    far = float(max(told.truth.max(initial=0) for told in history) + 100)
    for told in history:
        kept, shown = told.kept, told.rounded[tables].astype(np.float64)
        is_new = kept.renewed_by(told.number)[tables]
        before = ~np.isin(kept.as_of[tables], numbers)
        longer = np.where(before, longest_patience(rules) - 1, 0)
        known = ~kept.hidden[tables] & (is_new | before)
        nobody = known & is_new & (kept.counts[tables] == 0)
        low = np.maximum(shown - rules.slack, rules.threshold) - longer
        low, high = np.where(known, low, 0), np.where(known, shown + rules.slack + longer, far)
        beyond = np.abs(told.truth[tables] - kept.counts[tables]) >= longest_patience(rules)
        low, high = np.where(beyond, 0, low), np.where(beyond, far, high)
        lows.append(np.where(nobody, 0, np.maximum(low, 0)))
        highs.append(np.where(nobody, 0, high))
    return np.stack(lows, axis=1), np.stack(highs, axis=1)


def _stayed(
    history: Sequence[Told], tables: Counts, rules: DisclosureRules
) -> tuple["object", Numbers]:
    """Return by how much counts can differ that say what they said in the release before."""
    from scipy.sparse import csr_array

    releases, places = len(history), history[-1].truth.shape[1]
    size = len(tables) * releases * places
    if releases == 1:
        return csr_array((0, size)), np.zeros(0)
    kept, patience = history[-1].kept, longest_patience(rules) - 1
    change = np.abs(history[-1].truth - history[-2].truth)
    stayed = ~kept.hidden & (kept.as_of == history[-2].number) & (change <= patience)
    table, place = np.nonzero(stayed[tables])
    last = (table * releases + releases - 1) * places + place
    ones, at = np.ones(len(last)), np.arange(len(last))
    more = csr_array((ones, (at, last)), shape=(len(last), size))
    less = csr_array((ones, (at, last - places)), shape=(len(last), size))
    from scipy.sparse import vstack

    rows = vstack([more - less, less - more], format="csr")
    return rows, np.full(2 * len(last), float(patience))
