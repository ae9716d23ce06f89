"""Intervals of means and proportions, held against SciPy, published figures and simulation."""

import math

import numpy as np
import pytest
import scipy.integrate
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from benchmarking.statistics.means import Sums, difference_interval, mean_interval
from benchmarking.statistics.proportions import MoreThanTheWhole, newcombe_interval, wilson_interval
from benchmarking.statistics.quantiles import (
    ImpossibleConfidence,
    chi_squared_above,
    chi_squared_quantile,
    normal_quantile,
    student_quantile,
)


def sums(values):
    return Sums(cases=len(values), total=sum(values), squares=sum(v * v for v in values))


@pytest.mark.parametrize(
    ("degrees", "confidence", "published"),
    [
        (1, 0.95, 12.70620474), (2, 0.95, 4.302652730), (9, 0.95, 2.262157163),
        (30, 0.99, 2.749995654), (10, 0.998, 4.143700494), (1e9, 0.95, 1.959963985),
    ],
)  # fmt: skip
def test_the_student_quantile_is_that_of_the_printed_tables(degrees, confidence, published):
    """Source: NIST/SEMATECH Handbook 1.3.6.7.2, with more decimals than it prints."""
    assert student_quantile(degrees, confidence) == pytest.approx(published, rel=1e-8)


@pytest.mark.parametrize("degrees", [1, 4.7, 29, 100.25])
def test_as_much_lies_within_the_student_quantile_as_was_asked(degrees):
    """The area under Student's density, added up by another way."""
    bound = student_quantile(degrees, 0.95)
    constant = math.gamma((degrees + 1) / 2) / math.gamma(degrees / 2)
    constant /= math.sqrt(degrees * math.pi)
    area, _ = scipy.integrate.quad(
        lambda t: constant * (1 + t * t / degrees) ** (-(degrees + 1) / 2), -bound, bound
    )
    assert area == pytest.approx(0.95, abs=1e-9)


@pytest.mark.parametrize(
    ("share", "degrees", "published"),
    [(0.95, 1, 3.841458821), (0.95, 10, 18.30703805), (0.975, 4, 11.14328678)],
)
def test_the_chi_squared_quantile_is_that_of_the_printed_tables(share, degrees, published):
    """Source: NIST/SEMATECH Handbook 1.3.6.7.4, with more decimals than it prints."""
    assert chi_squared_quantile(share, degrees) == pytest.approx(published, rel=1e-8)
    assert chi_squared_above(published, degrees) == pytest.approx(1 - share, rel=1e-6)


def test_an_impossible_confidence_is_refused():
    for quantile in (normal_quantile, lambda c: student_quantile(4, c)):
        with pytest.raises(ImpossibleConfidence):
            quantile(1.0)
    with pytest.raises(ImpossibleConfidence):
        chi_squared_quantile(0.0, 4)


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


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_newcombes_interval_equals_the_published_examples(first, second, low, high):
    """Source: R.G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10."""
    interval = newcombe_interval(first, second)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("part", "whole"), [(0, 7), (3, 7), (15, 148), (148, 148), (1, 5000)])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_wilsons_and_newcombes_intervals_equal_those_of_statsmodels(part, whole, confidence):
    low, high = proportion_confint(part, whole, alpha=1 - confidence, method="wilson")
    interval = wilson_interval(part, whole, confidence=confidence)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-12)
    both = confint_proportions_2indep(
        part, whole, 4, 9, method="newcomb", alpha=1 - confidence, compare="diff"
    )
    interval = newcombe_interval((part, whole), (4, 9), confidence=confidence)
    assert (interval.low, interval.high) == pytest.approx(both, abs=1e-9)
