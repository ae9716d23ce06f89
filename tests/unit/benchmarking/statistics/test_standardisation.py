"""Standardisation, held against sums worked out by hand and the properties it is there for."""

import math

import pytest

from benchmarking.statistics.counts import poisson_interval
from benchmarking.statistics.means import Sums, mean_interval
from benchmarking.statistics.quantiles import student_quantile
from benchmarking.statistics.standardisation import (
    UnusableStrata,
    direct_mean,
    direct_rate,
    expected_events,
    indirect_difference,
    indirect_ratio,
)

#: Deaths and people in the United States by eleven ages, 1960 and 1940.
#: Source: Selvin, Statistical Analysis of Epidemiologic Data (2004); the example of epitools.
DEATHS_1960 = [141, 926, 1253, 1080, 1869, 4891, 14956, 30888, 41725, 26501, 5928]
PEOPLE_1960 = [1784033, 7065148, 15658730, 10482916, 9939972, 10563872, 9114202, 6850263,
               4702482, 1874619, 330915]  # fmt: skip
DEATHS_1940 = [45, 201, 320, 670, 1126, 3160, 9723, 17935, 22179, 13461, 2238]
PEOPLE_1940 = [906897, 3794573, 10003544, 10629526, 9465330, 8249558, 7294330, 5022499,
               2920220, 1019504, 142532]  # fmt: skip


def sums(values):
    return Sums(cases=len(values), total=sum(values), squares=sum(v * v for v in values))


def test_the_published_example_by_hand():
    """Rates of 1940 on the people of 1960: 139.25 per 100,000, against 166.09 in 1960 itself."""
    found = direct_rate(events=DEATHS_1940, exposure=PEOPLE_1940, standard=PEOPLE_1960)
    people, total = sum(PEOPLE_1960), sum(DEATHS_1940)
    strata = list(zip(DEATHS_1940, PEOPLE_1940, PEOPLE_1960, strict=True))
    rate = math.fsum(w * d / n for d, n, w in strata) / people
    variance = math.fsum((w / n) ** 2 * d for d, n, w in strata) / people**2
    bounds = poisson_interval(total)
    assert found.value == pytest.approx(rate, rel=1e-12)
    scale = math.sqrt(variance / total)
    assert found.interval.low == pytest.approx(rate + scale * (bounds.low - total), rel=1e-12)
    assert found.interval.high == pytest.approx(rate + scale * (bounds.high - total), rel=1e-12)
    same = direct_rate(events=DEATHS_1960, exposure=PEOPLE_1960, standard=PEOPLE_1960)
    assert same.value == pytest.approx(sum(DEATHS_1960) / people, rel=1e-12)


def test_the_same_expected_deaths_either_way():
    """Deaths of 1960 expected by the rates of 1940 are the direct rate times the people."""
    expected = expected_events(cases=PEOPLE_1960, events=DEATHS_1940, exposure=PEOPLE_1940)
    direct = direct_rate(events=DEATHS_1940, exposure=PEOPLE_1940, standard=PEOPLE_1960)
    assert expected == pytest.approx(direct.value * sum(PEOPLE_1960), rel=1e-12)
    found = indirect_ratio(observed=sum(DEATHS_1960), expected=expected)
    assert found.value == pytest.approx(130158 / expected)
    assert found.interval.low < found.value < found.interval.high


def test_a_ratio_is_byars_count_over_what_was_expected():
    """Seven seen and four expected: 1.75, from the exact limits of seven 2.814363 and 14.422677."""
    found = indirect_ratio(observed=7, expected=4.0)
    assert found.value == 1.75
    assert found.interval.low == pytest.approx(2.814363 / 4, abs=1e-6)
    assert found.interval.high == pytest.approx(14.422675 / 4, abs=1e-6)


def test_with_one_stratum_the_rate_and_its_interval_are_the_plain_ones():
    found = direct_rate(events=[24], exposure=[300], standard=[9])
    bounds = poisson_interval(24)
    assert found.value == pytest.approx(24 / 300)
    assert found.interval.low == pytest.approx(bounds.low / 300)
    assert found.interval.high == pytest.approx(bounds.high / 300)


def test_without_an_event_the_rate_may_still_be_above_nought():
    found = direct_rate(events=[0, 0], exposure=[50, 200], standard=[1, 1])
    assert found.value == found.interval.low == 0
    assert found.interval.high == pytest.approx(0.5 / 50 * 3.688879, rel=1e-6)


def test_a_rate_is_never_below_nought():
    """One event in 1 of a stratum that weighs 0.1, nine in 900: 0.109, and below that -0.005."""
    found = direct_rate(events=[1, 9], exposure=[1, 900], standard=[1, 9])
    spread = math.sqrt((0.1**2 + (0.9 / 900) ** 2 * 9) / 10)
    assert found.value == pytest.approx(0.109)
    assert 0.109 + spread * (poisson_interval(10).low - 10) < 0
    assert found.interval.low == 0


def test_a_mean_on_the_standards_mix_by_hand():
    """Strata of 2, 4, 9 and of 10, 20: means 5 and 15, variances 13 and 50; mix 3 to 1.

    So 0.75 x 5 + 0.25 x 15 = 7.5; variance 9/16 x 13/3 + 1/16 x 50/2 = 4; degrees
    16 / ((39/16)^2 / 2 + (25/16)^2 / 1) = 16 / 5.412109 = 2.956.
    """
    found = direct_mean([sums([2, 4, 9]), sums([10, 20])], standard=[30, 10])
    assert found.value == 7.5
    margin = student_quantile(2.956, 0.95) * 2
    assert found.interval.low == pytest.approx(7.5 - margin, rel=1e-6)


def test_one_stratum_gives_the_plain_mean_and_its_interval():
    values = sums([60, 120, 600, 0])
    found, plain = direct_mean([values], standard=[7]), mean_interval(values)
    assert found.value == 195
    assert (found.interval.low, found.interval.high) == pytest.approx((plain.low, plain.high))


def test_a_difference_with_the_references_means_by_hand():
    """2, 4, 9 against 4 and 10, 20 against 18: (15 + 30 - 12 - 36) / 5 = -0.6.

    Variance within (2 x 13 + 1 x 50) / 3 = 25.333, over 5 cases 5.0667.
    """
    found = indirect_difference([sums([2, 4, 9]), sums([10, 20])], reference=[4, 18])
    assert found.value == pytest.approx(-0.6)
    margin = student_quantile(3, 0.95) * math.sqrt(76 / 3 / 5)
    assert found.interval.high == pytest.approx(-0.6 + margin)
    assert indirect_difference([sums([3])], reference=[1]).interval is None


def test_strata_that_cannot_be_weighed_are_refused():
    with pytest.raises(UnusableStrata):
        direct_rate(events=[1, 2], exposure=[10], standard=[1, 1])
    with pytest.raises(UnusableStrata):
        direct_rate(events=[1, 2], exposure=[10, 0], standard=[1, 1])
    with pytest.raises(UnusableStrata):
        direct_mean([sums([]), sums([1, 2])], standard=[1, 1])
    with pytest.raises(UnusableStrata):
        indirect_ratio(observed=3, expected=0.0)
    with pytest.raises(UnusableStrata):
        indirect_difference([sums([])], reference=[4])
    assert direct_mean([sums([]), sums([1, 3])], standard=[0, 5]).value == 2
