"""Somebody who has every release, knows all rules, and solves linear programmes over all at once.

What is attacked is drawn from a seed: two or three organisations, two filters and their totals, a
group of all, three releases, between which few or many cases come in, and organisations withdraw.
What is shown along one filter is known exactly, as means of the same cases give their number.
It shares no code with what it attacks.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from benchmarking.disclosure import DEFAULT_RULES, Rounding, hidden_counts, with_margins
from benchmarking.disclosure.audit import Told, audited
from benchmarking.disclosure.between import Kept, kept_whole, patience_of

THRESHOLD, SLACK = DEFAULT_RULES.threshold, DEFAULT_RULES.slack
PATIENCE = 2 * THRESHOLD - 1
ROUNDING = Rounding(key=b"a key for tests only")
RELEASES = (1, 2, 3)
OPTIMAL, UNBOUNDED = 0, 3  # of scipy.optimize.linprog


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The truth by release (member, first filter, second filter), and what each release keeps."""

    truth: tuple[np.ndarray, ...]
    kept: tuple[tuple[Kept, ...], ...]

    @property
    def shape(self):
        return self.kept[0][0].counts.shape

    def change(self, since, until, member, place):
        """By how much a cell changed from one release to another."""
        totals = [with_margins(self.truth[number - 1][member])[place] for number in (since, until)]
        return int(totals[1] - totals[0])


def rounded(counts, name):
    """Each count as it is shown: by its place and itself, as everywhere in the benchmark."""
    flat = [ROUNDING.rounded(int(n), cell=f"{name}/{at}") for at, n in enumerate(counts.ravel())]
    return np.array(flat).reshape(counts.shape)


def drawn(seed):
    """Draw organisations with thin or full tables, and how they change between releases."""
    source = np.random.default_rng(seed)
    members, shape = int(source.integers(2, 4)), tuple(source.integers(2, 4, size=2))
    mean = source.choice([4, 9, 18, 40])
    inner = source.negative_binomial(2, 2 / (2 + mean), size=(members, *shape))
    truth = [inner]
    for _ in RELEASES[1:]:
        truth.append(truth[-1] + source.poisson(source.choice([0.2, 1, 5]), size=inner.shape))
        if source.random() < 0.2:
            truth[-1][source.integers(members)] = 0
    return tuple(truth)


def released(truth, *, protected=True):
    """Release the tables one by one; unprotected means by the threshold alone, and unaudited."""
    histories = [[] for _ in truth[0]]
    for release, inner in zip(RELEASES, truth, strict=True):
        for member, own in enumerate(inner):
            histories[member].append(_told(own, member, release, histories[member], protected))
    kept = [tuple(told.kept for told in tables) for tables in zip(*histories, strict=True)]
    return World(truth=truth, kept=tuple(kept))


def _told(own, member, release, history, protected):
    counts = with_margins(own)
    hidden = hidden_counts(counts, rounded(counts, member), rules=DEFAULT_RULES)
    earlier = history[-1].kept if history else None
    patience = patience_of(counts.shape, name=str(member), rounding=ROUNDING)
    if not protected:
        patience = np.full(counts.shape, THRESHOLD)
    kept = kept_whole(counts, hidden, earlier=earlier, release=release, patience=patience)
    told = Told(number=release, kept=kept, rounded=rounded(kept.counts, member), truth=counts)
    if not protected:
        return told
    kept, _ = audited([*history, told], rules=DEFAULT_RULES)
    return Told(number=release, kept=kept, rounded=rounded(kept.counts, member), truth=counts)


@dataclass(slots=True)
class Knowledge:
    """Rows over the true inner counts of all organisations and releases, between two bounds."""

    world: World
    patience: int = PATIENCE
    rows: list = field(default_factory=list)
    limits: list = field(default_factory=list)

    def row(self, release, member, place):
        """The count of a cell, or of a total, at a release."""
        line = np.zeros((len(RELEASES), *self.world.truth[0].shape))
        last = [size - 1 for size in self.world.shape]
        where = tuple(slice(None) if at == end else at for at, end in zip(place, last, strict=True))
        line[(release - 1, member, *where)] = 1
        return line.ravel()

    def add(self, row, low, high):
        self.rows += [row, -row]
        self.limits += [high, -low]

    def intervals(self, goals):
        """The least and the most that each count can be."""
        matrix = csr_array(np.array(self.rows))
        for goal in goals:
            ends = []
            for direction in (1, -1):
                found = linprog(direction * goal, A_ub=matrix, b_ub=self.limits, bounds=(0, None))
                assert found.status in (OPTIMAL, UNBOUNDED), found.message
                ends.append(found.fun if found.status == OPTIMAL else -np.inf)
            yield ends[0], -ends[1]


def learned(world, *, patience):
    """Everything that three releases say, with what follows from how they are made."""
    known = Knowledge(world, patience)
    for number, tables in zip(RELEASES, world.kept, strict=True):
        for member, table in enumerate(tables):
            for place in np.ndindex(*world.shape):
                _learn_cell(known, number, member, table, place)
        for place in np.ndindex(*world.shape):
            _learn_group(known, number, tables, place)
    return known


def _learn_cell(known, number, member, table, place):
    if table.hidden[place]:
        return
    count, as_of = int(table.counts[place]), int(table.as_of[place])
    now = known.row(number, member, place)
    if as_of < number:  # it says so: no more can have changed since than the longest patience
        longest = known.patience
        if abs(known.world.change(as_of, number, member, place)) < longest:  # else it is wrong
            change = now - known.row(as_of, member, place)
            known.add(change, 1 - longest, longest - 1)
    elif count == 0 or _runs_along_one_filter(known.world.shape, place):
        known.add(now, count, count)
    else:
        shown = int(rounded(table.counts, member)[place])
        known.add(now, max(shown - SLACK, THRESHOLD), shown + SLACK)


def _runs_along_one_filter(shape, place):
    return sum(at == size - 1 for at, size in zip(place, shape, strict=True)) >= len(shape) - 1


def _learn_group(known, number, tables, place):
    shown = [(m, t) for m, t in enumerate(tables) if t.counts[place] and not t.hidden[place]]
    if not shown:
        return
    together = sum(int(table.counts[place]) for _, table in shown)
    said = ROUNDING.rounded(together, cell=f"group/{place}")
    rows = [known.row(int(table.as_of[place]), member, place) for member, table in shown]
    known.add(np.sum(rows, axis=0), said - SLACK, said + SLACK)


def secrets(world):
    """What nobody may learn: small counts, and small changes from one release to the next."""
    known = Knowledge(world)
    totals = [np.stack([with_margins(own) for own in inner]) for inner in world.truth]
    for number, counts in zip(RELEASES, totals, strict=True):
        for member, *place in np.argwhere((counts > 0) & (counts < THRESHOLD)):
            yield known.row(number, member, tuple(place))
    for number in RELEASES[1:]:
        change = totals[number - 1] - totals[number - 2]
        for member, *place in np.argwhere((change != 0) & (np.abs(change) < THRESHOLD)):
            at = tuple(place)
            yield known.row(number, member, at) - known.row(number - 1, member, at)


def narrowest(seed, *, protected=True, at_most=8):
    """Attack one drawn world: how many secrets were attacked, and the narrowest interval left."""
    world = released(drawn(seed), protected=protected)
    goals = list(secrets(world))
    chosen = np.random.default_rng([seed, 1]).permutation(len(goals))[:at_most]
    known = learned(world, patience=PATIENCE if protected else THRESHOLD)
    intervals = known.intervals(goals[one] for one in chosen)
    return len(chosen), min((high - low for low, high in intervals), default=np.inf)


def attack_many(worlds):
    """Attack worlds of the first so many seeds; tell how narrow the intervals were."""
    found = [narrowest(seed) for seed in range(worlds)]
    widths = Counter(round(width) for _, width in found if np.isfinite(width))
    attacked = sum(secrets for secrets, _ in found)
    sys.stdout.write(f"{worlds} worlds, {attacked} secrets, narrowest: {sorted(widths.items())}\n")


if __name__ == "__main__":
    attack_many(int(sys.argv[1]))
