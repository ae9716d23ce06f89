"""Intervals of means and proportions, held against SciPy, published figures and simulation."""

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics.means import Sums, difference_interval, mean_interval
from benchmarking.statistics.proportions import MoreThanTheWhole, wilson_interval
from benchmarking.statistics.quantiles import (
    ImpossibleConfidence,
    normal_quantile,
    student_quantile,
)


def sums(values):
    return Sums(cases=len(values), total=sum(values), squares=sum(v * v for v in values))


@pytest.mark.parametrize("degrees", [1, 2, 4.7, 9, 29, 100, 1e5])
@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.998])
def test_the_student_quantile_equals_scipy(degrees, confidence):
    expected = scipy.stats.t.ppf(0.5 + confidence / 2, degrees)
    assert student_quantile(degrees, confidence) == pytest.approx(expected, rel=1e-9)


def test_an_impossible_confidence_is_refused():
    with pytest.raises(ImpossibleConfidence):
        normal_quantile(1.0)


@given(values=st.lists(st.integers(0, 50_000), min_size=2, max_size=60))
def test_the_interval_of_a_mean_equals_scipy(values):
    interval = mean_interval(sums(values))
    spread = scipy.stats.sem(values)
    if spread == 0:
        assert interval.low == interval.high == values[0]
        return
    low, high = scipy.stats.t.interval(0.95, len(values) - 1, np.mean(values), spread)
    assert interval.low == pytest.approx(low, abs=1e-5)
    assert interval.high == pytest.approx(high, abs=1e-5)


def test_the_interval_of_a_difference_equals_scipys_welch():
    first, second = [0, 600, 900, 2400, 3000, 60], [0, 0, 1200, 450]
    expected = scipy.stats.ttest_ind(first, second, equal_var=False).confidence_interval()
    interval = difference_interval(sums(first), sums(second))
    assert interval.low == pytest.approx(expected.low, abs=0.1)
    assert interval.high == pytest.approx(expected.high, abs=0.1)


def test_one_case_has_a_mean_but_no_interval():
    assert sums([600]).mean == 600
    assert mean_interval(sums([600])) is None
    assert difference_interval(sums([600]), sums([600, 900])) is None


def test_hours_as_skewed_as_real_ones_are_covered_nineteen_times_in_twenty():
    """Eight in ten granted, log-normal hours: the shape of the work; 60 cases a group."""
    source = np.random.default_rng(20251231)
    hours = np.exp(source.normal(7.6, 0.6, (2000, 60))) * (source.random((2000, 60)) < 0.8)
    true_mean = 0.8 * math.exp(7.6 + 0.6**2 / 2)
    covered = 0
    for row in np.rint(hours).astype(int).tolist():
        interval = mean_interval(sums(row))
        covered += interval.low <= true_mean <= interval.high
    assert 0.93 <= covered / 2000 <= 0.97


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_equals_the_published_examples(part, whole, low, high):
    """Source: R.G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    interval = wilson_interval(part, whole)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


@given(whole=st.integers(1, 5000), data=st.data())
def test_a_proportion_lies_in_its_interval_and_that_between_nought_and_one(whole, data):
    part = data.draw(st.integers(0, whole))
    interval = wilson_interval(part, whole)
    assert 0 <= interval.low <= part / whole <= interval.high <= 1


def test_a_proportion_above_the_whole_is_refused_and_of_nothing_has_no_interval():
    assert wilson_interval(0, 0) is None
    with pytest.raises(MoreThanTheWhole):
        wilson_interval(5, 4)
