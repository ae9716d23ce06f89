"""Funnels, held against a published meta-analysis, plain sums and the distributions themselves."""

import math

import numpy as np
import pytest
import scipy.integrate
import scipy.stats
from statsmodels.stats.meta_analysis import combine_effects

from benchmarking.statistics.dispersion import dispersion, left_of_chance, winsorised
from benchmarking.statistics.funnel import (
    NothingToCompare,
    funnel_of_means,
    funnel_of_ratios,
    funnel_of_shares,
)
from benchmarking.statistics.means import Sums

#: Thirteen trials of BCG: ill and healthy of the treated, ill and healthy of the others.
#: Source: Colditz et al., JAMA 271 (1994); dat.bcg in metafor.
BCG = np.array([
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
])  # fmt: skip

SHARES = ([9, 31, 12, 60, 5, 44, 20, 18, 71, 3], [40, 90, 60, 150, 44, 88, 61, 100, 160, 50])


def test_the_variance_beyond_chance_is_that_of_the_published_meta_analysis():
    """metafor prints Q = 152.2330 and, by DerSimonian and Laird, tau^2 = 0.3088."""
    ill, healthy, ill_other, healthy_other = BCG.T
    ratios = np.log(ill / (ill + healthy)) - np.log(ill_other / (ill_other + healthy_other))
    variances = (
        1 / ill - 1 / (ill + healthy) + 1 / ill_other - 1 / (ill_other + healthy_other)
    )  # fmt: skip
    errors = np.sqrt(variances)
    centre = (ratios / variances).sum() / (1 / variances).sum()
    found = dispersion((ratios - centre) / errors, errors, winsorised_share=0)
    assert 13 * found.phi == pytest.approx(152.2330, abs=5e-5)
    assert found.tau_squared == pytest.approx(0.3088, abs=5e-5)
    oracle = combine_effects(ratios, variances, method_re="dl")
    assert found.tau_squared == pytest.approx(oracle.tau2, rel=1e-9)


def test_outer_scores_are_drawn_in_before_they_are_counted():
    """Of -9, -1, 0, 1, 9 a quarter on either side: -1, -1, 0, 1, 1, so phi is 4 / 5 of chance's."""
    assert winsorised(np.array([-9.0, -1, 0, 1, 9]), 0.25).tolist() == [-1, -1, 0, 1, 1]
    found = dispersion([-9.0, -1, 0, 1, 9], np.ones(5), winsorised_share=0.25)
    assert found.phi == pytest.approx(0.8 / left_of_chance(0.25))


def test_what_winsorising_leaves_of_chance_is_the_area_under_the_normal():
    z = scipy.stats.norm.ppf(0.9)
    middle, _ = scipy.integrate.quad(lambda x: x * x * scipy.stats.norm.pdf(x), -z, z)
    assert left_of_chance(0.1) == pytest.approx(middle + 0.2 * z * z, abs=1e-9)
    assert left_of_chance(0) == 1


@pytest.mark.parametrize("times", [1, 2, 4])
def test_places_that_differ_are_recovered_and_stand_out_as_seldom_as_the_limits_say(times):
    """Scores with so many times the variance of chance; 99.8 % limits leave out 0.2 %."""
    source, outside, extra = np.random.default_rng(12), 0, []
    for _ in range(200):
        scores = source.normal(0, math.sqrt(times), 343)
        found = dispersion(scores, np.ones(343))
        extra.append(found.tau_squared)
        outside += np.count_nonzero(np.abs(scores) > 3.0902 * math.sqrt(1 + found.tau_squared))
    assert np.mean(extra) == pytest.approx(times - 1, abs=0.1)
    assert 0.001 <= outside / 200 / 343 <= 0.004


def test_the_additive_variance_by_hand():
    """Scores -3, -2, 2, 3 with errors 1: squares 26, minus 3, over 4 - 4/4: tau^2 = 23/3."""
    found = dispersion([-3.0, -2, 2, 3], np.ones(4), winsorised_share=0)
    assert found.phi == 6.5
    assert found.tau_squared == pytest.approx(23 / 3)
    assert dispersion([1.0], [1.0]).tau_squared == 0


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("size", [12, 87, 400])
def test_exact_limits_of_shares_equal_a_walk_along_the_binomial(size, confidence):
    """Spiegelhalter's A.1.1: the count that reaches the share, less the part that is too much."""
    funnel = funnel_of_shares(parts=[20, 22, 19, 21], wholes=[100] * 4)
    assert not funnel.dispersion.is_over_dispersed
    limits = funnel.limits_at([size], confidence)
    for share, bound in (
        ((1 - confidence) / 2, limits.low[0]), ((1 + confidence) / 2, limits.high[0]),
    ):  # fmt: skip
        chances = scipy.stats.binom.pmf(np.arange(size + 1), size, funnel.target)
        reached, count = chances[0], 0
        while reached < share:
            count += 1
            reached += chances[count]
        expected = max(count - (reached - share) / chances[count], 0) / size
        assert bound == pytest.approx(expected, abs=1e-9)


def test_exact_limits_of_ratios_equal_a_walk_along_the_poisson():
    funnel = funnel_of_ratios(observed=[10, 21, 33], expected=[10.0, 20.0, 35.0])
    limits = funnel.limits_at([20.0], 0.998)
    for share, bound in ((0.001, limits.low[0]), (0.999, limits.high[0])):
        count = int(scipy.stats.poisson.ppf(share, 20))
        reached = scipy.stats.poisson.cdf(count, 20)
        step = (reached - share) / scipy.stats.poisson.pmf(count, 20)
        assert bound == pytest.approx((count - step) / 20, abs=1e-9)


def test_over_dispersed_shares_are_widened_on_the_arcsine_scale():
    """FunnelPlotR's formulas for proportions, written out, over what winsorising leaves."""
    parts, wholes = np.array(SHARES[0]), np.array(SHARES[1])
    funnel = funnel_of_shares(parts=parts, wholes=wholes)
    target = parts.sum() / wholes.sum()
    turned = math.asin(math.sqrt(target))
    scores = 2 * np.sqrt(wholes) * (np.arcsin(np.sqrt(parts / wholes)) - turned)
    kept = np.clip(scores, np.percentile(scores, 10), np.percentile(scores, 90))
    weights = 4 * wholes
    squares = (kept**2).sum() / 0.678660
    tau_squared = (squares - 9) / (weights.sum() - (weights**2).sum() / weights.sum())
    assert funnel.scores == pytest.approx(scores)
    assert funnel.dispersion.phi == pytest.approx(squares / 10, rel=1e-5)
    assert funnel.dispersion.tau_squared == pytest.approx(tau_squared, rel=1e-5)
    limits = funnel.limits_at(100, 0.95)
    margin = 1.959963984540054 * math.sqrt(1 / 400 + funnel.dispersion.tau_squared)
    assert float(limits.high) == pytest.approx(math.sin(turned + margin) ** 2)
    assert float(limits.low) == pytest.approx(math.sin(turned - margin) ** 2)


def test_over_dispersed_ratios_are_widened_on_the_scale_of_roots():
    observed, expected = np.array([3, 40, 22, 9, 70, 31]), np.array([10.0, 20, 21, 18, 40, 30])
    funnel = funnel_of_ratios(observed=observed, expected=expected, winsorised_share=0)
    scores = 2 * (np.sqrt(observed) - np.sqrt(expected))
    weights = 4 * expected
    tau_squared = ((scores**2).sum() - 5) / (weights.sum() - (weights**2).sum() / weights.sum())
    assert funnel.dispersion.tau_squared == pytest.approx(tau_squared)
    margin = 3.090232306167813 * math.sqrt(1 / 80 + tau_squared)
    assert float(funnel.limits_at(20, 0.998).high) == pytest.approx((1 + margin) ** 2)


def test_means_are_held_against_the_variance_within():
    """Means 4, 6 and 14; squared deviations 2 x 2, 8 and 8: variance 20 / 4, so one error 1.58."""
    groups = [[2, 4, 6], [4, 8], [12, 16]]
    funnel = funnel_of_means(
        [Sums(cases=len(g), total=sum(g), squares=sum(v * v for v in g)) for g in groups],
        target=6.0,
    )
    assert funnel.variance == pytest.approx((8 + 8 + 8) / 4)
    assert funnel.scores.tolist() == pytest.approx([-2 / math.sqrt(2), 0, 8 / math.sqrt(3)])
    limits = funnel.limits_at([8], 0.95)
    wide = math.sqrt(6 / 8 + funnel.dispersion.tau_squared)
    assert limits.high[0] - 6 == pytest.approx(1.959963984540054 * wide)


def test_who_lies_far_out_is_named_and_who_does_not_is_not():
    parts = [20] * 18 + [48, 3]
    funnel = funnel_of_shares(parts=parts, wholes=[100] * 20, target=0.2)
    assert funnel.places.tolist() == [0] * 18 + [2, -2]
    edge = funnel_of_shares(parts=[20] * 19 + [29], wholes=[100] * 20, target=0.2)
    assert edge.places.tolist() == [0] * 19 + [1]


def test_over_dispersion_widens_and_small_numbers_stay_possible():
    funnel = funnel_of_shares(parts=SHARES[0], wholes=SHARES[1])
    plain = funnel_of_shares(parts=[20] * 10, wholes=[80] * 10, target=funnel.target)
    assert funnel.limits_at(80, 0.95).high > plain.limits_at(80, 0.95).high
    tiny = funnel.limits_at([1, 2], 0.998)
    assert (tiny.low >= 0).all()
    assert (tiny.high <= 1).all()


def test_nothing_to_compare_is_said():
    with pytest.raises(NothingToCompare):
        funnel_of_shares(parts=[0, 0], wholes=[10, 20])
    with pytest.raises(NothingToCompare):
        funnel_of_shares(parts=[5], wholes=[4])
    with pytest.raises(NothingToCompare):
        funnel_of_ratios(observed=[1], expected=[0.0])
    with pytest.raises(NothingToCompare):
        funnel_of_ratios(observed=[1], expected=[1.0], target=0.0)
    with pytest.raises(NothingToCompare):
        funnel_of_means([Sums(cases=1, total=3, squares=9)])
    with pytest.raises(NothingToCompare):
        funnel_of_means([Sums(cases=2, total=6, squares=18)])
