"""Lines under attack: programmes over all that is shown, over tables drawn from a fixed seed."""

import numpy as np
import pytest
from scipy.optimize import linprog

from benchmarking.disclosure import DEFAULT_RULES, Rounding
from benchmarking.disclosure.audit import Told
from benchmarking.disclosure.between import Kept, kept_whole, patience_of
from benchmarking.disclosure.line_audit import audited_lines, narrow_tables
from benchmarking.disclosure.lines import hidden_in_lines, hidden_mix, hidden_parts_in_lines

RULES = DEFAULT_RULES
THRESHOLD, WIDTH = RULES.threshold, RULES.width
LINES = (slice(0, 4), slice(4, 7), slice(7, 10))
PLACES = 11
ROUNDING = Rounding(key=b"a key for tests only")


def drawn(source, tables, mean):
    """Tables of cases: years by groups by contracts, along three lines with one total."""
    cases = source.negative_binomial(1, 1 / (1 + mean), size=(tables, 4, 3, 3))
    return along(cases)


def along(cases):
    years, groups, contracts = cases.sum((2, 3)), cases.sum((1, 3)), cases.sum((1, 2))
    return np.concatenate([years, groups, contracts, years.sum(1, keepdims=True)], axis=1)


def split(source, cases, chance):
    """A part of the cases of every table, and along the lines the whole and the part."""
    part = source.binomial(cases, chance)
    return along(cases), along(part)


def width_of(goal, bounds, sums):
    """How wide a count lies for somebody who knows bounds, and sums that are nought."""
    ends = []
    for sign in (1, -1):
        objective = np.zeros(len(bounds))
        objective[goal] = sign
        found = linprog(objective, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=bounds)
        ends.append(sign * found.fun if found.status == 0 else -sign * np.inf)
    return ends[1] - ends[0]


def sums_of_lines(places=PLACES):
    rows = np.zeros((len(LINES), places))
    for number, line in enumerate(LINES):
        rows[number, line], rows[number, -1] = 1, -1
    return rows


@pytest.mark.parametrize("mean", [0.5, 2, 8])
def test_no_small_number_of_cases_follows_from_all_that_is_shown(mean):
    counts = drawn(np.random.default_rng([1, int(10 * mean)]), 8, mean)
    hidden = hidden_in_lines(counts, np.zeros(counts.shape, bool), lines=LINES, rules=RULES)
    small = (counts > 0) & (counts < THRESHOLD)
    assert hidden[small].all()
    assert not hidden[counts == 0].any()
    for table, place in np.argwhere(small)[:12]:
        known = [
            (1, None) if covered else (count, count)
            for covered, count in zip(hidden[table], counts[table], strict=True)
        ]
        assert width_of(place, known, sums_of_lines()) >= WIDTH


@pytest.mark.parametrize("chance", [0.03, 0.5, 0.99])
def test_no_small_part_or_rest_follows_with_every_whole_known(chance):
    source = np.random.default_rng([2, int(100 * chance)])
    whole, part = split(source, source.negative_binomial(1, 1 / 9, size=(8, 4, 3, 3)), chance)
    hidden = hidden_parts_in_lines(
        part, whole, np.zeros(whole.shape, bool), lines=LINES, rules=RULES
    )
    small = (np.minimum(part, whole - part) < THRESHOLD) & (whole > 0)
    assert hidden[small].all()
    for table, place in np.argwhere(small & hidden)[:12]:
        known = [
            (0, of) if covered else (count, count)
            for covered, count, of in zip(hidden[table], part[table], whole[table], strict=True)
        ]
        wanted = min(WIDTH, whole[table, place])
        assert width_of(place, known, sums_of_lines()) >= wanted


def test_no_part_of_a_mix_is_the_whole_less_the_others():
    source = np.random.default_rng(3)
    cases = source.negative_binomial(1, 1 / 20, size=(6, 4, 3, 3))
    told = np.moveaxis(source.multinomial(cases, [0.7, 0.2, 0.08, 0.02]), -1, 0)
    parts, whole = np.stack([along(part) for part in told]), along(cases)
    hidden = hidden_mix(parts, whole, np.zeros(parts.shape, bool), lines=LINES, rules=RULES)
    number = (hidden & (whole > 0)).sum(axis=0)
    assert not (number == 1).any()
    held = np.where(hidden, parts, 0).sum(axis=0)
    partly = (number > 0) & (number < len(parts))
    assert (held[partly] >= WIDTH).all()
    assert partly.any()


def test_what_other_tables_hide_stays_hidden_and_is_protected_as_well():
    counts = np.array([[40, 30, 20, 0, 50, 40, 0, 60, 30, 0, 90]])
    other = np.zeros(counts.shape, bool)
    other[0, 1] = True
    hidden = hidden_in_lines(counts, other, lines=LINES, rules=RULES)
    assert np.flatnonzero(hidden[0]).tolist() == [1, 2]
    other[0, -1] = True
    whole = hidden_in_lines(counts, other, lines=LINES, rules=RULES)
    assert (whole == (counts > 0)).all(), "without its total no line says anything"


def told(number, counts, earlier, patience):
    hidden = hidden_in_lines(counts, np.zeros(counts.shape, bool), lines=LINES, rules=RULES)
    kept = kept_whole(counts, hidden, earlier=earlier, release=number, patience=patience)
    return Told(number=number, kept=kept, rounded=rounded(kept.counts), truth=counts)


def rounded(counts):
    flat = [ROUNDING.rounded(int(n), cell=str(at % PLACES)) for at, n in enumerate(counts.ravel())]
    return np.array(flat).reshape(counts.shape)


def released_twice(seed):
    """Two releases, between which few cases come in."""
    source = np.random.default_rng([4, seed])
    first = source.negative_binomial(1, 1 / 7, size=(12, 4, 3, 3))
    second = first + source.poisson(source.choice([0.1, 0.5]), size=first.shape)
    patience = np.stack([patience_of((PLACES,), name="t", rounding=ROUNDING)] * 12)
    before = told(1, along(first), None, patience)
    return [before, told(2, along(second), before.kept, patience)]


def test_what_is_held_back_says_nothing_new_and_leaves_nothing_narrow():
    for seed in range(4):
        history = released_twice(seed)
        kept, gave = audited_lines(history, lines=LINES, rules=RULES)
        last = Told(number=2, kept=kept, rounded=rounded(kept.counts), truth=history[-1].truth)
        assert (kept.as_of[gave] == 1).all()
        assert not narrow_tables([history[0], last], lines=LINES, rules=RULES).any()


def test_the_audit_sees_what_roundings_together_give_away():
    """Two that were rounded up beside a total that was rounded down: one of at most two is left."""
    counts = np.array([[1, 21, 21, 0, 43]])
    shown = np.array([[1, 25, 25, 0, 40]])
    alone = np.array([[True, False, False, False, False]])
    kept = Kept(counts=counts, hidden=alone, as_of=np.ones_like(counts))
    bare = Told(number=1, kept=kept, rounded=shown, truth=counts)
    assert narrow_tables([bare], lines=LINES[:1], rules=RULES).tolist() == [True]
    mended, gave = audited_lines([bare], lines=LINES[:1], rules=RULES)
    assert mended.hidden.all()
    assert gave.sum() == 4
    covered = hidden_in_lines(counts, np.zeros(counts.shape, bool), lines=LINES[:1], rules=RULES)
    safe = Told(number=1, kept=Kept(counts=counts, hidden=covered, as_of=kept.as_of),
                rounded=shown, truth=counts)  # fmt: skip
    assert not narrow_tables([safe], lines=LINES[:1], rules=RULES).any()
