"""Counts: Byar's and the exact interval, held against published figures and the Poisson itself."""

import math

import pytest
import scipy.stats

from benchmarking.statistics.counts import (
    NoSuchCount,
    byar_interval,
    exact_poisson_interval,
    poisson_interval,
    rate_interval,
)

#: Source: testdata_funnel_ratio_outputs.csv of PHEindicatormethods (columns *_exp_events), the
#: exact limits at 95 and 99.8 %, found there by trial in a sheet to five or six decimals.
PUBLISHED = [
    (1, 0.025317898, 5.571644585, 0.001000547, 9.233410143),
    (4, 1.089865762, 10.24158653, 0.42855244, 14.79414916),
    (9, 4.11537405, 17.08479966, 2.452425215, 22.65737951),
]


@pytest.mark.parametrize(("events", "low", "high", "lowest", "highest"), PUBLISHED)
def test_below_ten_the_interval_is_the_published_exact_one(events, low, high, lowest, highest):
    usual, wide = poisson_interval(events), poisson_interval(events, confidence=0.998)
    assert (usual.low, usual.high) == pytest.approx((low, high), rel=5e-6, abs=1e-6)
    assert (wide.low, wide.high) == pytest.approx((lowest, highest), rel=5e-6, abs=1e-6)


@pytest.mark.parametrize("events", [0, 1, 7, 30])
def test_the_exact_bounds_leave_half_the_rest_of_the_poisson_on_either_side(events):
    bounds = exact_poisson_interval(events)
    assert scipy.stats.poisson.cdf(events, bounds.high) == pytest.approx(0.025, abs=1e-9)
    if events:
        assert scipy.stats.poisson.sf(events - 1, bounds.low) == pytest.approx(0.025, abs=1e-9)


def test_from_ten_on_the_interval_is_byars_worked_out_by_hand():
    """100 (1 - 1/900 - 1.959963985/30)^3 and 101 (1 - 1/909 + 1.959963985/(3 sqrt 101))^3."""
    bounds = poisson_interval(100)
    assert bounds.low == pytest.approx(100 * (1 - 1 / 900 - 1.959963984540054 / 30) ** 3)
    root = 3 * math.sqrt(101)
    assert bounds.high == pytest.approx(101 * (1 - 1 / 909 + 1.959963984540054 / root) ** 3)
    assert (bounds.low, bounds.high) == pytest.approx((81.362105, 121.627938), abs=1e-6)


@pytest.mark.parametrize("events", range(10, 400, 13))
def test_byar_is_within_a_thousandth_of_the_exact_interval(events):
    near, exact = byar_interval(events), exact_poisson_interval(events)
    assert near.low == pytest.approx(exact.low, rel=2e-3)
    assert near.high == pytest.approx(exact.high, rel=1e-3)


def test_a_rate_is_a_count_over_its_exposure():
    assert rate_interval(4, 200).high == pytest.approx(10.24158653 / 200, rel=1e-6)


def test_an_impossible_count_is_refused():
    with pytest.raises(NoSuchCount):
        poisson_interval(-1)
    with pytest.raises(NoSuchCount):
        rate_interval(1, 0)
