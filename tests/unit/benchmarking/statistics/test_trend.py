"""Trends around changes of policy, held against published intervals and written-out formulas."""

import numpy as np
import pytest

from benchmarking.statistics.means import Sums, difference_interval
from benchmarking.statistics.quantiles import student_quantile
from benchmarking.statistics.trend import (
    TooFewOnOneSide,
    mean_level_change,
    segmented_trend,
    share_level_change,
)


def sums(values):
    return Sums(cases=len(values), total=sum(values), squares=sum(v * v for v in values))


def test_the_change_of_a_share_has_newcombes_published_interval():
    """56 of 70 after against 48 of 80 before: 0.2, from 0.0524 to 0.3339 (Newcombe 1998)."""
    found = share_level_change((48, 80), (56, 70))
    assert (found.before, found.after, found.change) == pytest.approx((0.6, 0.8, 0.2))
    assert (found.interval.low, found.interval.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert share_level_change((0, 0), (56, 70)) is None


def test_the_change_of_a_mean_has_welchs_interval():
    before, after = sums([600, 900, 1200, 0]), sums([300, 360, 0, 60])
    found = mean_level_change(before, after)
    assert (found.before, found.after, found.change) == (675, 180, -495)
    assert found.interval == difference_interval(after, before)
    assert mean_level_change(sums([]), after) is None


def test_a_step_and_a_turn_without_noise_are_found_exactly():
    """Level 100, 2 a period; from period 8 a step of -30 and 5 less; nothing known of period 3."""
    time = np.arange(16)
    figures = 100 + 2 * time - (time >= 8) * 30 - np.maximum(time - 8, 0) * 5
    cases = np.where(time == 3, 0, 40)
    found = segmented_trend(figures=figures, cases=cases, changes=[8])
    assert (found.level.value, found.slope.value) == pytest.approx((100, 2))
    (change,) = found.changes
    assert (change.since, change.step.value) == (8, pytest.approx(-30))
    assert change.turn.value == pytest.approx(-5)
    assert found.fitted == pytest.approx(figures.tolist())


def test_the_intervals_are_newey_and_wests_written_out():
    source = np.random.default_rng(23)
    noise = np.convolve(source.normal(0, 20, 31), [1, 0.6], "valid")
    figures, cases = 500 + 3 * np.arange(30) + noise, source.integers(20, 90, 30)
    found = segmented_trend(figures=figures, cases=cases, changes=[12, 21])
    time = np.arange(30)
    x = np.column_stack(
        [np.ones(30), time, time >= 12, np.clip(time - 12, 0, None), time >= 21,
         np.clip(time - 21, 0, None)]
    )  # fmt: skip
    inverse = np.linalg.inv(x.T @ (x * cases[:, None]))
    slopes = inverse @ x.T @ (cases * figures)
    moments = x * (cases * (figures - x @ slopes))[:, None]
    middle = moments.T @ moments
    lags = 3  # the whole part of 4 (30 / 100)^(2 / 9)
    for lag in range(1, lags + 1):
        shifted = moments[lag:].T @ moments[:-lag]
        middle += (1 - lag / (lags + 1)) * (shifted + shifted.T)
    errors = np.sqrt(np.diag(inverse @ middle @ inverse) * 30 / 24)
    step = found.changes[1].step
    assert step.value == pytest.approx(slopes[4], rel=1e-9)
    margin = student_quantile(24, 0.95) * errors[4]
    assert step.interval.high - step.value == pytest.approx(margin, rel=1e-6)


def test_a_change_with_too_few_periods_around_it_is_refused():
    figures, cases = [1.0] * 12, [5] * 12
    for changes in ([2], [10], [5, 7], [0]):
        with pytest.raises(TooFewOnOneSide):
            segmented_trend(figures=figures, cases=cases, changes=changes)
    with pytest.raises(TooFewOnOneSide):
        segmented_trend(figures=figures, cases=[5, 5, 0, 0, 5] + [5] * 7, changes=[5])
