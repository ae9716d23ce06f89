"""Whether a small count or a small change follows from all releases together: linear programmes.

The blocks of `tables` prove one table of one release. This looks at what no block sees: a table
beside its earlier releases, with what follows from the rules by which cells are kept. What is found
is mended: a cell that says too much keeps what it said before, or is hidden where it said nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from benchmarking.disclosure.between import Kept, longest_patience
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.tables import Counts, Mask, told_exactly

Numbers = npt.NDArray[np.float64]
_PROBES = 12
_MOST_MENDED = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One release of a table: what it keeps, what was rounded of that, and the true counts then.

    The true counts are what an interval is held against, never what the outsider has.
    """

    number: int
    kept: Kept
    rounded: Counts
    truth: Counts


class StillTold(Exception):
    """With everything held back that can be, a small count or change can still be worked out."""

    def __init__(self, finding: "Finding") -> None:
        super().__init__(
            "A small count or a small change can be worked out from what was released before and "
            "is kept. Release nothing now; make the release again when more cases have come in."
        )
        self.place = finding.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A small count, or a small change since the release before, that can be worked out."""

    place: tuple[int, ...]
    low: float
    high: float
    is_change: bool


def findings(history: Sequence[Told], *, rules: DisclosureRules) -> list[Finding]:
    """Return what an outsider with every release of `history` knows too well of the last one.

    Args:
        history: releases of one table with totals, oldest first; of what rests on releases before
            those, only is known how far it can have changed since.
        rules: the width that an interval must keep: that of totals, and of changes the full one.
    """
    told = history[-1]
    small = np.argwhere((told.truth > 0) & (told.truth < rules.threshold) & told.kept.hidden)
    goals = [(tuple(map(int, place)), False) for place in small]
    if len(history) > 1:
        change = told.truth - history[-2].truth
        few = np.argwhere((change != 0) & (np.abs(change) < rules.threshold))
        goals += [(tuple(map(int, place)), True) for place in few]
    if not goals:
        return []
    programme = _Programme(history, rules)
    rows = np.stack([programme.goal(place, is_change) for place, is_change in goals])
    needed = np.array([rules.width if is_change else rules.least_width for _, is_change in goals])
    low, high = programme.intervals(rows, needed)
    return [
        Finding(place=place, low=low[at], high=high[at], is_change=is_change)
        for at, (place, is_change) in enumerate(goals)
        if high[at] - low[at] < needed[at] - 1e-6
    ]


def audited(history: Sequence[Told], *, rules: DisclosureRules) -> tuple[Kept, int]:
    """Return the last table of cases of `history` with nothing in it that says too much.

    A cell that was held back may have changed by more than its patience. So that a cell stayed as
    it was proves nothing, and whoever takes it as proof can be wrong.

    Returns:
        The table, and how many cells were held back for it.

    Raises:
        StillTold: something follows whatever is held back.
    """
    earlier = history[-2].kept if len(history) > 1 else None
    told, held_back = history[-1], 0
    while found := findings([*history[:-1], told], rules=rules):
        new = told.kept.renewed_by(told.number) & ~told.kept.hidden & (told.kept.counts > 0)
        which = (
            new if held_back >= _MOST_MENDED else _smallest_beside(new, told.kept, found[0].place)
        )
        if not which.any():
            raise StillTold(found[0])
        held_back += int(which.sum())
        told = replace(told, kept=_held_back(told.kept, earlier, which))
    return told.kept, held_back


def _smallest_beside(new: Mask, kept: Kept, place: tuple[int, ...]) -> Mask:
    """Choose, of the cells that are new, the smallest on a line through a place; else all."""
    on_line = np.zeros_like(new)
    for axis in range(new.ndim):
        line = tuple(slice(None) if other == axis else at for other, at in enumerate(place))
        on_line[line] = True
    choice = new & on_line
    if not choice.any():
        return new
    one = np.zeros(new.size, dtype=bool)
    one[int(np.argmin(np.where(choice, kept.counts, np.iinfo(np.int64).max)))] = True
    return one.reshape(new.shape)


def _held_back(kept: Kept, earlier: Kept | None, which: Mask) -> Kept:
    if earlier is None:
        return replace(kept, hidden=kept.hidden | which)
    # Where nobody was, "no cases" would be untrue: whoever came is hidden.
    came = which & (earlier.counts == 0)
    back = which & ~came
    return Kept(
        counts=np.where(back, earlier.counts, kept.counts),
        hidden=np.where(back, earlier.hidden, kept.hidden | came),
        as_of=np.where(back, earlier.as_of, kept.as_of),
    )


class _Programme:
    """What an outsider knows, as bounds on sums of the inner counts of all releases."""

    def __init__(self, history: Sequence[Told], rules: DisclosureRules) -> None:
        from scipy.sparse import csr_array, vstack  # two seconds to load: only where it is asked

        shape = history[-1].truth.shape
        self._adds = _which_add_up(shape)
        self._releases = len(history)
        rows, low, high = _knowledge(history, self._adds, rules)
        matrix = csr_array(rows.reshape(len(low), self._adds.shape[1] * self._releases))
        self._matrix = vstack([matrix, -matrix]) if len(low) else None
        self._limits = np.concatenate([high, -low]) if len(low) else None
        inner = tuple(slice(0, size - 1) for size in shape)
        self._truth = np.concatenate([told.truth[inner].ravel() for told in history])
        self._shape = shape

    def goal(self, place: tuple[int, ...], is_change: bool) -> Numbers:
        """Return the count at a place of the last release, or its change since the one before."""
        adds = self._adds[np.ravel_multi_index(place, self._shape)]
        last = self._releases - 1
        row = _of_release(adds, last, self._releases)
        return row - _of_release(adds, last - 1, self._releases) if is_change else row

    def intervals(self, goals: Numbers, needed: Numbers) -> tuple[Numbers, Numbers]:
        """Return how low and how high each goal can be, at least as far as is needed.

        A solution that moves many at once shows for each of them how far it can go; only those
        that stay too narrow are solved one by one.
        """
        low = high = goals @ self._truth
        chance = np.random.default_rng(len(goals))
        for _ in range(_PROBES):
            narrow = high - low < needed
            if not narrow.any():
                break
            weights = chance.choice([-1.0, 1.0], size=len(goals)) * narrow
            low, high = self._seen(weights @ goals, goals, low, high)
        for at in np.flatnonzero(high - low < needed):
            for direction in (1, -1):
                low, high = self._seen(direction * goals[at], goals, low, high)
        return low, high

    def _seen(
        self, objective: Numbers, goals: Numbers, low: Numbers, high: Numbers
    ) -> tuple[Numbers, Numbers]:
        from scipy.optimize import linprog

        # A bound far away stands for none, so that there always is a corner to stop in.
        most = float(self._truth.max(initial=0) + 100)
        found = linprog(
            objective, A_ub=self._matrix, b_ub=self._limits, bounds=(0, most), method="highs"
        )
        if found.status != 0:  # not to be solved: then nothing more is known of it here
            return low, high
        values = goals @ found.x
        return np.minimum(low, values), np.maximum(high, values)


def _knowledge(
    history: Sequence[Told], adds: Numbers, rules: DisclosureRules
) -> tuple[Numbers, Numbers, Numbers]:
    """Return rows of sums with their bounds: of what is shown new, and of what stayed as it was."""
    known = _Bounds(places={told.number: at for at, told in enumerate(history)})
    exactly = told_exactly(history[-1].truth.shape)
    for at, told in enumerate(history):
        for cell in np.flatnonzero(~told.kept.hidden.ravel()):
            since = known.places.get(int(told.kept.as_of.ravel()[cell]))
            count, shown = told.kept.counts.ravel()[cell], float(told.rounded.ravel()[cell])
            low, high = max(shown - rules.slack, rules.threshold), shown + rules.slack
            if count == 0 or exactly[cell]:
                low = high = float(count)
            row = _of_release(adds[cell], at, len(history))
            if since == at:
                known.add(row, low, high)
                continue
            then = told.kept.counts.ravel()[cell]
            patience = longest_patience(rules) - 1
            if abs(int(told.truth.ravel()[cell]) - int(then)) > patience:
                continue  # held back to protect others: an outsider who reckons with it is wrong
            if since is None:
                known.add(row, low - patience, high + patience)
            else:
                change = row - _of_release(adds[cell], since, len(history))
                known.add(change, -patience, patience)
    return np.array(known.rows), np.array(known.lows), np.array(known.highs)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Rows with their bounds while they are gathered, and where each release stands."""

    places: dict[int, int]
    rows: list[Numbers] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def add(self, row: Numbers, low: float, high: float) -> None:
        """Add what is known of one sum."""
        self.rows.append(row)
        self.lows.append(low)
        self.highs.append(high)


def _of_release(adds: Numbers, at: int, releases: int) -> Numbers:
    """Put rows over the inner counts of one release among those of all."""
    before = np.zeros((*adds.shape[:-1], adds.shape[-1] * at))
    after = np.zeros((*adds.shape[:-1], adds.shape[-1] * (releases - at - 1)))
    return np.concatenate([before, adds, after], axis=-1)


def _which_add_up(shape: tuple[int, ...]) -> Numbers:
    """Return for each cell of a table with totals which inner counts it is the sum of."""
    inner = tuple(size - 1 for size in shape)
    cells = np.eye(int(np.prod(inner))).reshape(*inner, -1)
    for axis in range(len(inner)):
        cells = np.concatenate([cells, cells.sum(axis=axis, keepdims=True)], axis=axis)
    adds: Numbers = cells.reshape(int(np.prod(shape)), -1)
    return adds
