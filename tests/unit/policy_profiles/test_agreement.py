"""Krippendorff's alpha: his own examples, a plain twin, and what must hold of any ratings."""

from itertools import permutations
from math import isnan, nan

import numpy as np
import pytest

from policy_profiles.agreement.alpha import coincidences, krippendorff_alpha

METRICS = ("nominal", "ordinal", "interval", "ratio")
#: Krippendorff (2011), example D: four observers, twelve units, with gaps.
FOUR_BY_TWELVE = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
        [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ]
)
#: Example A (two values) and example B (five values): two observers.
TWO_VALUES = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float)
FIVE_VALUES = np.array([list("aabbdcccedda"), list("babbbccceddd")]).view(np.int32).astype(float)


def naive(ratings, metric) -> float | None:
    """Pair by pair, as the definition reads; slow, and shares no line with the code."""
    units = [[v for v in column if not isnan(v)] for column in ratings.T.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    pool = [value for unit in units for value in unit]

    def apart(one, other):
        if metric == "nominal":
            return float(one != other)
        if metric == "ordinal":
            low, high = min(one, other), max(one, other)
            between = sum(low <= value <= high for value in pool)
            ends = pool.count(one) + pool.count(other)
            return 0.0 if one == other else (between - ends / 2) ** 2
        top = (one - other) ** 2
        return top if metric == "interval" or not top else top / (one + other) ** 2

    observed = sum(
        apart(one, other) / (len(unit) - 1)
        for unit in units
        for one, other in permutations(unit, 2)
    )
    expected = sum(apart(one, other) for one, other in permutations(pool, 2))
    return 1 - (len(pool) - 1) * observed / expected if expected else None


def random_ratings(seed: int):
    """Assessors who mostly see the same, on a scale of four, with a tenth of gaps."""
    chance = np.random.default_rng(seed)
    truth = chance.integers(1, 5, size=14)
    seen = np.clip(truth + chance.integers(-1, 2, size=(6, 14)), 1, 4).astype(float)
    seen[chance.random(seen.shape) < 0.1] = nan
    return seen


@pytest.mark.parametrize(
    ("metric", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_the_published_example_with_gaps(metric, published) -> None:
    assert krippendorff_alpha(FOUR_BY_TWELVE, metric) == pytest.approx(published, abs=0.0005)


def test_the_published_examples_of_two_observers() -> None:
    assert krippendorff_alpha(TWO_VALUES, "nominal") == pytest.approx(0.095, abs=0.0005)
    assert krippendorff_alpha(FIVE_VALUES, "nominal") == pytest.approx(0.692, abs=0.0005)


def test_the_published_table_of_coincidences() -> None:
    """Forty values in eleven units; the twelfth was seen by one observer only."""
    found = coincidences(FOUR_BY_TWELVE)
    assert found.units == 11
    table = found.tables.sum(axis=0)
    assert np.round(table, 3).tolist() == [
        [7, 1.333, 0.333, 0.333, 0],
        [1.333, 10, 1.333, 0.333, 0],
        [0.333, 1.333, 8, 0.333, 0],
        [0.333, 0.333, 0.333, 4, 0],
        [0, 0, 0, 0, 3],
    ]


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("seed", range(8))
def test_it_is_what_the_plain_twin_says(metric, seed) -> None:
    ratings = random_ratings(seed)
    assert krippendorff_alpha(ratings, metric) == pytest.approx(naive(ratings, metric), abs=1e-12)


@pytest.mark.parametrize("metric", METRICS)
def test_who_said_what_within_a_unit_makes_no_difference(metric) -> None:
    """So alpha can tell how many said a thing, and never who."""
    chance = np.random.default_rng(3)
    ratings = random_ratings(3)
    shuffled = chance.permuted(ratings, axis=0)
    assert not np.array_equal(ratings, shuffled, equal_nan=True)
    assert krippendorff_alpha(shuffled, metric) == pytest.approx(
        krippendorff_alpha(ratings, metric), abs=1e-12
    )


@pytest.mark.parametrize("metric", METRICS)
def test_full_agreement_is_one_and_more_gaps_leave_it_so(metric) -> None:
    ratings = np.tile(np.array([1.0, 2, 3, 4, 2, 1]), (5, 1))
    assert krippendorff_alpha(ratings, metric) == 1
    ratings[0, 1] = ratings[3, 4] = nan
    assert krippendorff_alpha(ratings, metric) == 1


@pytest.mark.parametrize("metric", METRICS)
def test_where_it_is_not_defined_it_is_not_said(metric) -> None:
    """One value throughout, nothing at all, and nothing that met."""
    assert krippendorff_alpha(np.full((5, 9), 2.0), metric) is None
    assert krippendorff_alpha(np.full((5, 9), nan), metric) is None
    alone = np.full((2, 6), nan)
    alone[0] = [1, 2, 3, 1, 2, 3]
    assert krippendorff_alpha(alone, metric) is None


def test_the_metrics_order_what_is_near_and_what_is_far() -> None:
    """Light beside very light is a smaller difference than intensive beside very light."""
    truth = np.array([1.0, 4, 2, 3, 1, 4, 2, 3])
    near, far = np.tile(truth, (4, 1)), np.tile(truth, (4, 1))
    near[0, 0], far[0, 0] = 2, 4
    for metric in ("ordinal", "interval", "ratio"):
        assert (krippendorff_alpha(near, metric) or 0) > (krippendorff_alpha(far, metric) or 0)


def test_other_units_of_measure_change_nothing_for_a_ratio() -> None:
    """Hours or minutes: the same. With the interval metric a shift is the same too."""
    ratings = random_ratings(5)
    assert krippendorff_alpha(ratings * 60, "ratio") == pytest.approx(
        krippendorff_alpha(ratings, "ratio")
    )
    assert krippendorff_alpha(ratings + 7, "interval") == pytest.approx(
        krippendorff_alpha(ratings, "interval")
    )


def test_many_different_hours_are_worked_out() -> None:
    """Hundreds of different values make a large square for each unit."""
    chance = np.random.default_rng(6)
    hours = (np.linspace(10, 200, 20) * chance.lognormal(0, 0.3, size=(15, 20))).round(2)
    assert len(np.unique(hours)) > 250
    alpha = krippendorff_alpha(hours, "ratio")
    assert alpha == pytest.approx(naive(hours, "ratio"), abs=1e-12)
