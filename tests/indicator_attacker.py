"""Somebody who has every table of indicators that count the same rows, and solves over all at once.

What is attacked is drawn from a seed: the rows of an organisation, of which some are of a
denominator, divided over three codes. Released are the denominator, a mix of the codes, a share of
one code, and a share of the same code over all rows, by year, by group, by contract and in all.
It shares no code with what it attacks.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from benchmarking.disclosure import DEFAULT_RULES, Rounding
from benchmarking.disclosure.lines import hidden_in_lines, hidden_mix, hidden_parts_in_lines

THRESHOLD, SLACK = DEFAULT_RULES.threshold, DEFAULT_RULES.slack
ROUNDING = Rounding(key=b"a key for tests only")
SIZES = (3, 3, 2)
LINES = (slice(0, 3), slice(3, 6), slice(6, 8))
PLACES = 9
#: Outside the denominator, and the codes within it.
KINDS = 4
OPTIMAL, UNBOUNDED = 0, 3  # of scipy.optimize.linprog


def along(cells):
    """The lines of cells by year, group and contract, and their total."""
    years, groups, contracts = cells.sum((1, 2)), cells.sum((0, 2)), cells.sum((0, 1))
    return np.concatenate([years, groups, contracts, [cells.sum()]])


def rounded(counts):
    """Each count as it is shown: by its place and itself, in whatever table it stands."""
    return np.array([ROUNDING.rounded(int(n), cell=f"{at}") for at, n in enumerate(counts)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is told: the kinds that are counted, of which kinds they are a part, what is hidden."""

    part: tuple[int, ...]
    whole: tuple[int, ...]
    hidden: np.ndarray


@dataclass(slots=True)
class Knowledge:
    """Rows over the true cells of every kind, between two bounds."""

    cells: np.ndarray
    rows: list = field(default_factory=list)
    limits: list = field(default_factory=list)

    def row(self, kinds, place):
        """The count of some kinds at a place."""
        line = np.zeros((KINDS, *SIZES))
        axis = next((at for at, on in enumerate(LINES) if on.start <= place < on.stop), None)
        where = [slice(None)] * len(SIZES)
        if axis is not None:
            where[axis] = place - LINES[axis].start
        for kind in kinds:
            line[(kind, *where)] = 1
        return line.ravel()

    def count(self, kinds):
        """The true counts of some kinds by place."""
        return along(self.cells[list(kinds)].sum(0))

    def add(self, row, low, high):
        self.rows += [row, -row]
        self.limits += [high, -low]

    def width(self, goal):
        """How wide a count lies."""
        matrix, ends = csr_array(np.array(self.rows)), []
        for direction in (1, -1):
            found = linprog(direction * goal, A_ub=matrix, b_ub=self.limits, bounds=(0, None))
            assert found.status in (OPTIMAL, UNBOUNDED), found.message
            ends.append(found.fun if found.status == OPTIMAL else -np.inf)
        return -ends[1] - ends[0]


def drawn(seed):
    """Draw the cells of every kind."""
    source = np.random.default_rng(seed)
    mean = source.choice([2, 5, 12])
    rows = source.negative_binomial(2, 2 / (2 + mean), size=SIZES)
    chances = source.dirichlet(source.choice([0.5, 2.0]) * np.ones(KINDS))
    return np.moveaxis(source.multinomial(rows, chances), -1, 0)


def released(known, *, protected=True):
    """The tables of a release; unprotected means by the threshold alone."""
    rows, whole = known.count(range(KINDS)), known.count((1, 2, 3))
    nothing = np.zeros((1, PLACES), bool)
    hidden = hidden_in_lines(rows[None], nothing, lines=LINES, rules=DEFAULT_RULES)
    among = _part(whole, rows, hidden, protected)
    among = hidden_in_lines(whole[None], among, lines=LINES, rules=DEFAULT_RULES)
    codes = np.stack([known.count((kind,)) for kind in (1, 2, 3)])[:, None]
    mix = np.stack([_part(code[0], whole, among, protected) for code in codes])
    if protected:
        every = np.broadcast_to(among, codes.shape)
        mix = hidden_mix(codes, whole[None], every, lines=LINES, rules=DEFAULT_RULES)
    share, of_all = (_part(codes[0, 0], of, under, protected)
                     for of, under in ((whole, among), (rows, hidden)))  # fmt: skip
    every_kind = (0, 1, 2, 3)
    yield Table(part=every_kind, whole=(), hidden=hidden[0])
    yield Table(part=(1, 2, 3), whole=every_kind, hidden=among[0])
    for kind in (1, 2, 3):
        yield Table(part=(kind,), whole=(1, 2, 3), hidden=mix[kind - 1, 0])
    yield Table(part=(1,), whole=(1, 2, 3), hidden=share[0])
    yield Table(part=(1,), whole=every_kind, hidden=of_all[0])


def _part(part, whole, hidden, protected):
    if not protected:
        return hidden | (np.minimum(part, whole - part) < THRESHOLD)[None]
    return hidden_parts_in_lines(part[None], whole[None], hidden, lines=LINES, rules=DEFAULT_RULES)


def attack(seed, *, protected=True, rounds=True, at_most=10):
    """Attack what is drawn: how wide some small counts lie; or would, if nothing were rounded."""
    known = Knowledge(drawn(seed))
    tables = list(released(known, protected=protected))
    for table in tables:
        shown = rounded(known.count(table.part))
        for place in np.flatnonzero(~table.hidden & (known.count(table.part) > 0)):
            row = known.row(table.part, place)
            told = shown[place] if rounds else known.count(table.part)[place]
            slack = SLACK if rounds else 0
            known.add(row, max(told - slack, THRESHOLD), told + slack)
            rest = set(table.whole) - set(table.part)
            if rest:
                known.add(known.row(rest, place), THRESHOLD, np.inf)
    known.rows, known.limits = _finite(known.rows, known.limits)
    goals = [goal for table in tables for goal in _small(known, table)]
    chosen = np.random.default_rng([seed, 1]).permutation(len(goals))[:at_most]
    return [known.width(goals[one]) for one in chosen]


def _finite(rows, limits):
    used = [at for at, limit in enumerate(limits) if np.isfinite(limit)]
    return [rows[at] for at in used], [limits[at] for at in used]


def _small(known, table):
    """Small counts of a part or of the rest of it, that are hidden; of rows those of anybody."""
    part, whole = known.count(table.part), known.count(table.whole or table.part)
    for place in np.flatnonzero(table.hidden & (whole > 0)):
        if part[place] < THRESHOLD:
            yield known.row(table.part, place)
        rest = tuple(set(table.whole) - set(table.part))
        if rest and whole[place] - part[place] < THRESHOLD:
            yield known.row(rest, place)


def attack_many(worlds):
    """Attack worlds of the first so many seeds; tell how narrow the intervals were."""
    found = [width for seed in range(worlds) for width in attack(seed)]
    widths = Counter(round(width) for width in found if width < THRESHOLD)
    sys.stdout.write(f"{worlds} worlds, {len(found)} counts, narrow: {sorted(widths.items())}\n")


if __name__ == "__main__":
    attack_many(int(sys.argv[1]))
