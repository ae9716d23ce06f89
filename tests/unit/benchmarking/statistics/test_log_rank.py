"""The log-rank test, held against the published example, lifelines and statsmodels."""

import numpy as np
import pytest
from statsmodels.duration.survfunc import survdiff

from benchmarking.statistics.log_rank import TooFewCurves, log_rank, stratified_log_rank
from benchmarking.statistics.survival import kaplan_meier

#: Freireich 1963: weeks of remission under 6-MP (0 = still in remission) and under a placebo.
WEEKS_6MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED_6MP = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
WEEKS_PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def curve(days, ended, entered=None):
    return kaplan_meier(days=days, events=ended, censored=1 - np.asarray(ended), entered=entered)


def test_the_test_reproduces_the_published_example_and_lifelines():
    """16.79 in Kalbfleisch and Prentice; lifelines 0.30.3 logrank_test gives all decimals."""
    result = log_rank([curve(WEEKS_6MP, ENDED_6MP), curve(WEEKS_PLACEBO, [1] * 21)])
    assert result.statistic == pytest.approx(16.792940989216547, rel=1e-9)
    assert result.p_value == pytest.approx(4.168809109334511e-05, rel=1e-9)
    assert result.degrees == 1
    assert result.observed == (9, 21)
    # 19.3 and 10.7 in R's survdiff for the same data
    assert result.expected == pytest.approx((19.2505, 10.7495), abs=5e-5)


def test_three_groups_equal_lifelines():
    """lifelines 0.30.3, multivariate_logrank_test of the same numbers."""
    result = log_rank([
        curve([5, 8, 12, 12, 20, 25, 30], [1, 1, 0, 1, 1, 0, 0]),
        curve([3, 5, 7, 7, 9, 14, 21], [1, 1, 1, 0, 1, 1, 1]),
        curve([6, 10, 10, 15, 18, 30, 40], [0, 1, 1, 1, 0, 1, 0]),
    ])  # fmt: skip
    assert result.statistic == pytest.approx(4.7068494686075155, rel=1e-9)
    assert result.p_value == pytest.approx(0.09504310681942602, rel=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_late_entry_equals_statsmodels_and_so_do_strata(seed):
    """Each by itself: its survdiff cannot do both at once."""
    source = np.random.default_rng(seed)
    since = np.where(source.random(60) < 0.5, 0, source.integers(1, 12, 60))
    until, ended = since + source.integers(1, 15, 60), source.integers(0, 2, 60)
    groups, layers = source.choice(["a", "b"], 60), source.integers(0, 2, 60)
    late = list(zip(since, until, ended, groups, np.zeros(60), strict=True))
    result = log_rank([_rows_curve(late, group, 0) for group in "ab"])
    oracle, chance = survdiff(until, ended, groups, entry=since)
    assert (result.statistic, result.p_value) == pytest.approx((oracle, chance), rel=1e-9)
    layered = list(zip(np.zeros(60), until, ended, groups, layers, strict=True))
    result = stratified_log_rank([[_rows_curve(layered, g, n) for g in "ab"] for n in (0, 1)])
    oracle, chance = survdiff(until, ended, groups, strata=layers)
    assert (result.statistic, result.p_value) == pytest.approx((oracle, chance), rel=1e-9)


def _rows_curve(rows, group, layer):
    own = [row for row in rows if row[3] == group and row[4] == layer]
    since, until, ended = (np.array([row[place] for row in own]) for place in range(3))
    return curve(until, ended, since)


def test_equal_curves_do_not_differ():
    same = curve(WEEKS_6MP, ENDED_6MP)
    result = log_rank([same, same])
    assert result.statistic == pytest.approx(0, abs=1e-12)
    assert result.p_value == pytest.approx(1)


def test_one_curve_is_no_comparison():
    with pytest.raises(TooFewCurves):
        log_rank([curve([1], [1])])
