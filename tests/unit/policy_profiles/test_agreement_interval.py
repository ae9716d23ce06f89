"""The interval of alpha: published limits, what must hold of every round, how often it is right."""

import numpy as np
import pytest

from policy_profiles.agreement.alpha import krippendorff_alpha
from policy_profiles.agreement.beta import f_quantile
from policy_profiles.agreement.interval import AlphaInterval, alpha_interval

ALPHAS = [tenths / 10 for tenths in range(11)]
SIZES = (5, 6, 8, 12, 24, 60)


def around(alpha: float, *, assessors: int, units: int) -> AlphaInterval:
    """With what rounding to tenths leaves open."""
    least, most = alpha - 0.05, min(1.0, alpha + 0.05)
    return alpha_interval(least=least, most=most, assessors=assessors, units=units)


@pytest.mark.parametrize(
    ("share", "between", "within", "published"),
    [(0.95, 4, 20, 2.87), (0.975, 4, 20, 3.51), (0.975, 7, 30, 2.75), (0.99, 10, 60, 2.63)],
)
def test_the_quantiles_are_those_of_the_tables_of_f(share, between, within, published) -> None:
    assert f_quantile(share, between, within) == pytest.approx(published, abs=0.006)
    below = 1 / f_quantile(1 - share, within, between)
    assert f_quantile(share, between, within) == pytest.approx(below, rel=1e-9)


def test_a_published_interval_of_the_one_way_agreement() -> None:
    """Shrout and Fleiss (1979): six units, four judges; ICC(1,1) is .17, from -.13 to .72."""
    ratings = np.array(
        [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]],
        dtype=float,
    )
    alpha = krippendorff_alpha(ratings, "interval")
    assert alpha is not None
    found = alpha_interval(least=alpha, most=alpha, assessors=4, units=6)
    assert (found.low, found.high) == pytest.approx((-0.133, 0.723), abs=0.001)


@pytest.mark.parametrize("units", SIZES)
@pytest.mark.parametrize("assessors", SIZES)
def test_it_holds_alpha_as_it_is_told(assessors, units) -> None:
    for alpha in ALPHAS[1:]:  # of "0.0 or less" no low limit is told
        found = around(alpha, assessors=assessors, units=units)
        assert -1 / (assessors - 1) <= found.low < alpha - 0.05
        assert min(alpha + 0.05, 1) <= found.high <= 1


@pytest.mark.parametrize("alpha", ALPHAS)
def test_more_assessors_and_more_clients_make_it_no_wider(alpha) -> None:
    for fixed in SIZES:
        of_assessors = [around(alpha, assessors=n, units=fixed) for n in range(5, 30)]
        of_clients = [around(alpha, assessors=fixed, units=n) for n in range(5, 30)]
        for found in (of_assessors, of_clients):
            widths = [each.high - each.low for each in found]
            assert widths == sorted(widths, reverse=True)


def test_a_higher_alpha_has_higher_limits() -> None:
    found = [around(alpha, assessors=6, units=10) for alpha in ALPHAS]
    assert [each.low for each in found] == sorted(each.low for each in found)
    assert [each.high for each in found] == sorted(each.high for each in found)


def judged(chance: np.random.Generator, agreement: float, assessors: int, units: int):
    """Clients on a line, seen with noise, and told on a scale of five."""
    seen = agreement**0.5 * chance.normal(size=units)
    seen = seen + (1 - agreement) ** 0.5 * chance.normal(size=(assessors, units))
    return np.searchsorted([-0.84, -0.25, 0.25, 0.84], seen).astype(float)


@pytest.mark.parametrize("agreement", [0.2, 0.5, 0.8])
@pytest.mark.parametrize(("assessors", "units"), [(5, 8), (8, 12)])
def test_it_is_right_about_as_often_as_it_says(agreement, assessors, units) -> None:
    """Of 200 rounds around a known agreement; without rounding, and then as it is told."""
    chance = np.random.default_rng(2026)
    true = krippendorff_alpha(judged(chance, agreement, 40, 2000), "ordinal")
    assert true is not None
    exact, rounded = 0, 0
    for _ in range(200):
        alpha = krippendorff_alpha(judged(chance, agreement, assessors, units), "ordinal")
        assert alpha is not None
        narrow = alpha_interval(least=alpha, most=alpha, assessors=assessors, units=units)
        wide = around(round(alpha, 1), assessors=assessors, units=units)
        exact += narrow.low <= true <= narrow.high
        rounded += wide.low <= true <= wide.high
    assert 0.9 <= exact / 200 <= 0.99
    assert rounded / 200 >= 0.95
