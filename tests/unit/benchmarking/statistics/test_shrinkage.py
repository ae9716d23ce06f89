"""Shrinkage, held against the published baseball players and posteriors worked out by hand."""

import math

import numpy as np
import pytest
import scipy.stats

from benchmarking.statistics.means import Sums
from benchmarking.statistics.shrinkage import (
    TooFewGroups,
    shrunken_figures,
    shrunken_means,
    shrunken_ratios,
    shrunken_shares,
)

#: Hits of eighteen players in their first 45 times at bat in 1970.
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
#: Source: Efron and Hastie, Computer Age Statistical Inference (2016), table 7.1, column JS.
PUBLISHED = [.294, .289, .285, .280, .275, .275, .270, .266, .261, .261, .256, .256, .256, .256,
             .256, .252, .247, .242]  # fmt: skip


def test_the_baseball_players_come_out_as_published():
    averages = np.array(HITS) / 45
    chance = averages.mean() * (1 - averages.mean()) / 45
    found = shrunken_figures(values=averages, variances=[chance] * 18)
    assert [one.value for one in found] == pytest.approx(PUBLISHED, abs=6e-4)
    # James and Stein by hand: 1 - 15 x variance / sum of squares of what is left of the mean
    kept = 1 - 15 * chance / ((averages - averages.mean()) ** 2).sum()
    assert found[0].own_weight == pytest.approx(kept, abs=1e-9)
    expected = averages.mean() + kept * (averages - averages.mean())
    assert [one.value for one in found] == pytest.approx(list(expected), abs=1e-9)


def test_the_interval_holds_that_the_centre_and_the_spread_are_not_known():
    """Equal variances V, B drawn in: V (1 - 17/18 B) + 2 / 15 B^2 (own - centre)^2, Morris 1983."""
    averages = np.array(HITS) / 45
    chance = averages.mean() * (1 - averages.mean()) / 45
    found = shrunken_figures(values=averages, variances=[chance] * 18)[0]
    drawn = 1 - found.own_weight
    spread = chance * (1 - 17 / 18 * drawn)
    spread += 2 / 15 * drawn**2 * (averages[0] - averages.mean()) ** 2
    margin = 1.959963984540054 * math.sqrt(spread)
    assert found.interval.high == pytest.approx(found.value + margin, abs=1e-9)


def test_unequal_variances_solve_morris_equation():
    """The variance between is where the weighted excess over chance is nought."""
    values, chance = [2.0, 9, 4, 7, 12, 5], np.array([1.0, 2, 0.5, 3, 1, 0.2])
    found = shrunken_figures(values=values, variances=chance)
    drawn = np.array([1 - one.own_weight for one in found])
    between = chance * (3 / 5) / drawn - chance
    assert between == pytest.approx([between[0]] * 6)
    weights = 1 / (chance + between)
    centre = weights @ values / weights.sum()
    excess = 6 / 5 * (np.array(values) - centre) ** 2 - chance
    assert weights @ excess / weights.sum() == pytest.approx(between[0], abs=1e-9)


def test_where_chance_explains_all_everyone_gets_nearly_the_same():
    found = shrunken_figures(values=[1.0, 1.1, 0.9, 1.05, 1.0], variances=[1.0] * 5)
    assert all(one.own_weight == pytest.approx(1 - 2 / 4) for one in found)
    shares = shrunken_shares(parts=[20, 21, 19, 20], wholes=[100] * 4)
    assert {round(one.value, 12) for one in shares} == {0.2}
    assert shares[0].interval.low == pytest.approx(scipy.stats.beta.ppf(0.025, 80, 320))


def test_means_are_shrunk_by_the_variance_within():
    groups = [[60, 120, 180], [600, 660], [240, 300, 360, 300], [30, 90]]
    sums = [Sums(cases=len(g), total=sum(g), squares=sum(v * v for v in g)) for g in groups]
    within = sum(np.var(g) * len(g) for g in groups) / (11 - 4)
    expected = shrunken_figures(
        values=[np.mean(g) for g in groups], variances=[within / len(g) for g in groups]
    )
    for one, other in zip(shrunken_means(sums), expected, strict=True):
        assert one.value == pytest.approx(other.value)
        assert one.interval.low == pytest.approx(other.interval.low)


def test_shares_are_shrunk_as_by_so_many_cases_more():
    """Kleinman's moments by hand, and the mean and quantiles of the beta that follows from them."""
    parts, wholes = np.array([2, 30, 12, 45, 9]), np.array([20, 60, 50, 100, 10])
    found = shrunken_shares(parts=parts, wholes=wholes)
    centre = 98 / 240
    squares = (wholes * (parts / wholes - centre) ** 2).sum()
    by_chance = centre * (1 - centre)
    room = 240 - (wholes**2).sum() / 240 - 4
    correlation = (squares - by_chance * 4) / (by_chance * room)
    prior = 1 / correlation - 1
    for one, part, whole in zip(found, parts, wholes, strict=True):
        posterior = scipy.stats.beta(part + prior * centre, whole - part + prior * (1 - centre))
        assert one.value == pytest.approx(posterior.mean(), abs=1e-12)
        assert one.interval.low == pytest.approx(posterior.ppf(0.025), abs=1e-9)
        assert one.interval.high == pytest.approx(posterior.ppf(0.975), abs=1e-9)
        assert one.own_weight == pytest.approx(whole / (whole + prior))


def test_ratios_are_shrunk_as_pysal_does():
    """esda 2.9.0, smoothing.Empirical_Bayes of the same numbers; the interval is the gamma's."""
    observed = [12, 3, 40, 9, 75, 1, 22, 18]
    expected = [10.0, 6.5, 31.2, 14.0, 60.4, 4.1, 30.0, 15.5]
    found = shrunken_ratios(observed=observed, expected=expected)
    assert [one.value for one in found] == pytest.approx(
        [1.0870739862176488, 0.9413626706731617, 1.1691564237791159, 0.9167945742573936,
         1.178766593519322, 0.9491592588958856, 0.8885850948277905, 1.0875463495971927], abs=1e-12
    )  # fmt: skip
    # The gamma's mean is the shrunken ratio: so its shape over its rate is known for each.
    for one, seen, awaited in zip(found, observed, expected, strict=True):
        rate = awaited / one.own_weight
        posterior = scipy.stats.gamma(one.value * rate, scale=1 / rate)
        assert one.interval.low == pytest.approx(posterior.ppf(0.025), abs=1e-9), seen
        assert one.interval.high == pytest.approx(posterior.ppf(0.975), abs=1e-9), seen
    same = shrunken_ratios(observed=[5, 10, 20, 7], expected=[5.0, 10.0, 20.0, 7.0])
    assert {one.value for one in same} == {1.0}


def test_the_smaller_the_place_the_more_it_is_drawn_in():
    found = shrunken_shares(parts=[9, 90, 10, 300], wholes=[10, 100, 100, 1000])
    assert found[0].own_weight < found[1].own_weight < found[3].own_weight
    assert found[0].raw == found[1].raw > found[1].value > found[0].value


def test_too_few_groups_are_refused():
    with pytest.raises(TooFewGroups):
        shrunken_figures(values=[1.0, 2, 3], variances=[1.0] * 3)
    with pytest.raises(TooFewGroups):
        shrunken_shares(parts=[0] * 5, wholes=[9] * 5)
    with pytest.raises(TooFewGroups):
        shrunken_shares(parts=[1, 2, 3], wholes=[9] * 3)
    with pytest.raises(TooFewGroups):
        shrunken_ratios(observed=[0] * 4, expected=[1.0] * 4)
    with pytest.raises(TooFewGroups):
        shrunken_means([Sums(cases=0, total=0, squares=0)] * 4)
