"""Nobody can work a hidden count out: attacked by linear programming, as τ-Argus does it."""

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

from benchmarking.disclosure import (
    DEFAULT_RULES,
    DisclosureRules,
    Rounding,
    hidden_counts,
    hidden_parts,
    with_margins,
)

THRESHOLD = DEFAULT_RULES.threshold
SLACK = DEFAULT_RULES.slack
ROUNDING = Rounding(key=b"a key for tests only")


def rounded(table, name="n"):
    flat = [
        ROUNDING.rounded(int(count), cell=f"{name}{place}")
        for place, count in enumerate(table.ravel())
    ]
    return np.array(flat).reshape(table.shape)


def equations(inner_shape):
    """Return the matrix that turns inner cells into all cells of the table with its totals."""
    shape = tuple(size + 1 for size in inner_shape)
    matrix = lil_matrix((int(np.prod(shape)), int(np.prod(inner_shape))))
    for column, inner in enumerate(np.ndindex(*inner_shape)):
        lines = [(category, size) for category, size in zip(inner, inner_shape, strict=True)]
        for cell in np.stack(np.meshgrid(*lines, indexing="ij"), -1).reshape(-1, len(shape)):
            matrix[np.ravel_multi_index(tuple(cell), shape), column] = 1
    return matrix.tocsr()


def bounds_of(target, matrix, lowest, highest):
    """Return the least and most that cell `target` can be, given bounds on every cell."""
    finite = np.isfinite(highest)
    above = matrix[finite]
    a_ub = np.vstack([above.toarray(), -matrix.toarray()])
    b_ub = np.concatenate([highest[finite], -lowest])
    goal = matrix[target].toarray().ravel()
    answers = []
    for direction in (1, -1):
        solved = linprog(direction * goal, A_ub=a_ub, b_ub=b_ub, bounds=(0, None), method="highs")
        # Unbounded above is the attacker's worst case: nothing is known.
        answers.append(direction * solved.fun if solved.status == 0 else np.inf)
    return answers[0], answers[1]


def random_counts(seed):
    """Tables as filters make them: a few years, target groups and contracts, often thin."""
    source = np.random.default_rng(seed)
    shape = tuple(source.integers(1, 4, size=source.integers(2, 4)))
    return source.negative_binomial(1, 1 / (1 + source.choice([2, 6, 12, 25])), size=shape)


def along_one_filter(shape):
    """Cells that are totals over all axes but one: means told there give their exact number."""
    totals = sum(np.indices(shape)[axis] == size - 1 for axis, size in enumerate(shape))
    return totals >= len(shape) - 1


def attack_counts(inner, shown_table, hidden, small):
    """Return the interval of each small cell for someone who has all the others as shown.

    And what is told along one filter exactly.
    """
    nobody = with_margins(inner).ravel() == 0
    shown, seen = shown_table.ravel(), ~hidden.ravel()
    lowest = np.where(seen, np.maximum(shown - SLACK, THRESHOLD), 1.0)
    highest = np.where(seen, shown + SLACK, np.inf)
    matrix = equations(inner.shape)
    lowest[nobody], highest[nobody] = 0, 0
    exact = seen & along_one_filter(hidden.shape).ravel()
    lowest[exact] = highest[exact] = with_margins(inner).ravel()[exact]
    return [bounds_of(cell, matrix, lowest, highest) for cell in np.flatnonzero(small.ravel())]


@pytest.mark.parametrize("seed", range(60))
def test_no_small_count_follows_from_what_is_shown(seed):
    inner = random_counts(seed)
    table = with_margins(inner)
    shown = rounded(table)
    hidden = hidden_counts(table, shown, rules=DEFAULT_RULES)
    small = (table > 0) & (table < THRESHOLD)
    assert hidden[small].all()
    for low, high in attack_counts(inner, shown, hidden, small):
        assert high - low >= DEFAULT_RULES.least_width - 1e-6


def test_the_attacker_does_recover_a_cell_that_only_the_threshold_hides():
    """The attack is a real one: ACRO's known leak, exact totals beside all parts but one."""
    inner = np.array([25, 30, 4])
    table = with_margins(inner)
    exact = table.astype(float)
    lowest, highest = exact.copy(), exact.copy()
    lowest[2], highest[2] = 0, np.inf
    assert bounds_of(2, equations(inner.shape), lowest, highest) == (4.0, 4.0)


def test_without_rounding_more_cells_are_hidden_instead():
    """With base 1 every shown total is exact, and 4 may not follow from 59 - 25 - 30."""
    table = with_margins(np.array([25, 30, 4]))
    exact = DisclosureRules(rounding_base=1)
    assert hidden_counts(table, table, rules=exact).tolist() == [True, False, True, False]


def test_a_table_without_small_counts_is_shown_whole():
    table = with_margins(np.full((3, 4), 10))
    assert not hidden_counts(table, rounded(table), rules=DEFAULT_RULES).any()


def test_nought_is_shown_and_hides_nothing():
    table = with_margins(np.array([[0, 12], [14, 0]]))
    assert not hidden_counts(table, rounded(table), rules=DEFAULT_RULES).any()


def test_a_small_whole_table_is_hidden_whole():
    table = with_margins(np.array([3, 4]))
    assert hidden_counts(table, rounded(table), rules=DEFAULT_RULES).all()


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("has_means", [False, True])
def test_no_small_part_or_rest_follows_from_other_cells(seed, has_means):
    """Refusals: neither they nor those granted may follow, nor from the rest of the year."""
    source = np.random.default_rng(seed + 2000)
    inner = random_counts(seed) + source.integers(0, 20)
    inner_part = source.binomial(inner, source.choice([0.02, 0.1, 0.3, 0.9]))
    whole, part = with_margins(inner), with_margins(inner_part)
    whole_hidden = hidden_counts(whole, rounded(whole), rules=DEFAULT_RULES)
    shown = rounded(part, "part")
    hidden = hidden_parts(
        part, whole, shown, whole_hidden, rules=DEFAULT_RULES, has_means=has_means
    )
    small = (whole > 0) & (np.minimum(part, whole - part) < THRESHOLD)
    assert hidden[small | whole_hidden].all()
    matrix = equations(inner.shape)
    # The attacker is even told every whole exactly.
    lowest = np.where(hidden, 0.0, np.maximum(shown - SLACK, THRESHOLD)).ravel()
    highest = np.where(hidden, whole, np.minimum(shown + SLACK, whole - THRESHOLD)).ravel()
    exact = ~hidden.ravel() & along_one_filter(hidden.shape).ravel() & has_means
    lowest[exact] = highest[exact] = part.ravel()[exact]
    for cell in np.flatnonzero(small.ravel()):
        low, high = bounds_of(cell, matrix, lowest, highest.astype(float))
        assert high - low >= min(whole.ravel()[cell], DEFAULT_RULES.least_width) - 1e-6


def test_the_complement_of_a_hidden_part_is_hidden_as_well():
    """13 applications of which 3 granted: 10 refused would say the same."""
    whole = with_margins(np.array([13, 200]))
    for part in (np.array([3, 60]), np.array([10, 140])):
        table = with_margins(part)
        hidden = hidden_parts(
            table, whole, rounded(table), np.zeros(3, dtype=bool), rules=DEFAULT_RULES
        )
        assert hidden[0]


def test_everybody_and_nobody_are_hidden_because_they_say_it_of_each():
    whole = with_margins(np.array([40]))
    for part in (0, 40):
        table = with_margins(np.array([part]))
        hidden = hidden_parts(
            table, whole, rounded(table), np.zeros(2, dtype=bool), rules=DEFAULT_RULES
        )
        assert hidden.all()


def test_hiding_stays_in_proportion():
    """A realistic tenant: 400 cases in three years lose hardly more than their small cells."""
    inner = np.random.default_rng(7).poisson(400 / 60, size=(3, 5, 4))
    table = with_margins(inner)
    hidden = hidden_counts(table, rounded(table), rules=DEFAULT_RULES)
    small = (table > 0) & (table < THRESHOLD)
    assert hidden.sum() <= 1.15 * small.sum()
    assert not hidden[-1, -1, :].any()
    assert not hidden[:, -1, -1].any()
    assert not hidden[-1, :, -1].any()


def test_refusals_stay_in_proportion_too():
    """One in five refused: the year, the target groups and the contracts are still shown."""
    source = np.random.default_rng(11)
    inner = source.poisson(430 / 27, size=(3, 3, 3))
    whole, part = with_margins(inner), with_margins(source.binomial(inner, 0.22))
    whole_hidden = hidden_counts(whole, rounded(whole), rules=DEFAULT_RULES)
    hidden = hidden_parts(part, whole, rounded(part, "p"), whole_hidden, rules=DEFAULT_RULES)
    small = (whole > 0) & (np.minimum(part, whole - part) < THRESHOLD)
    assert (hidden & ~small & ~whole_hidden).sum() <= 0.15 * small.sum()
    assert not hidden[-1, -1, :].any()
    assert not hidden[:, -1, -1].any()
