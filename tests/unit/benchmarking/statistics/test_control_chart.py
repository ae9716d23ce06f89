"""Control charts, held against a printed example and the plain formulas."""

import math

import pytest

from benchmarking.statistics.control_chart import (
    LEAST_DECIDERS,
    LEAST_DECISIONS,
    NoSuchPeriod,
    TeamPeriod,
    TooFewPeriods,
    laney_chart,
    p_chart,
)

#: Cans of orange juice that leak, of thirty samples of fifty.
#: Source: Montgomery, Introduction to Statistical Quality Control, table 7.1.
LEAKING = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15,
           9, 12, 7, 13, 9, 6]  # fmt: skip


def periods(deviations, decisions=50, deciders=5):
    return [
        TeamPeriod(decisions=decisions, deviations=count, deciders=deciders)
        for count in deviations
    ]  # fmt: skip


def test_the_printed_example_comes_out():
    """Centre 0.2313, limits 0.0524 and 0.4102; samples 15 and 23 stand out."""
    chart = p_chart(periods(LEAKING))
    assert chart.centre == pytest.approx(347 / 1500)
    assert chart.points[0].low == pytest.approx(0.0524, abs=5e-5)
    assert chart.points[0].high == pytest.approx(0.4102, abs=5e-5)
    assert [n for n, point in enumerate(chart.points, 1) if point.is_outside] == [15, 23]


def test_laneys_limits_are_as_wide_as_neighbouring_periods_differ():
    """Laney (2002) by hand: the mean moving range of the scores, over 1.128."""
    sizes = [400, 500, 450, 800, 700, 650, 500, 900, 620]
    counts = [80, 130, 85, 210, 120, 160, 90, 250, 120]
    chart = laney_chart([
        TeamPeriod(decisions=n, deviations=x, deciders=4)
        for n, x in zip(sizes, counts, strict=True)
    ])  # fmt: skip
    centre = sum(counts) / sum(sizes)
    errors = [math.sqrt(centre * (1 - centre) / n) for n in sizes]
    scores = [(x / n - centre) / e for x, n, e in zip(counts, sizes, errors, strict=True)]
    ranges = [abs(scores[place + 1] - scores[place]) for place in range(8)]
    spread = sum(ranges) / 8 / 1.128
    assert chart.spread == pytest.approx(spread)
    assert spread > 1
    for point, error in zip(chart.points, errors, strict=True):
        assert point.high == pytest.approx(centre + 3 * error * spread)
        assert not point.is_outside


def test_a_period_of_few_decisions_or_few_people_is_in_nothing():
    usual = periods(LEAKING[:12])
    few = TeamPeriod(decisions=LEAST_DECISIONS - 1, deviations=29, deciders=5)
    two = TeamPeriod(decisions=500, deviations=500, deciders=LEAST_DECIDERS - 1)
    chart = laney_chart([*usual[:6], few, two, *usual[6:]])
    assert chart.points[6] is chart.points[7] is None
    assert chart.centre == laney_chart(usual).centre
    assert chart.spread == laney_chart(usual).spread


def test_periods_all_alike_stand_out_nowhere():
    chart = laney_chart(periods([7] * 9))
    assert chart.spread == 0
    assert not any(point.is_outside for point in chart.points)


def test_too_few_periods_tell_no_habit():
    with pytest.raises(TooFewPeriods, match="7 periods"):
        laney_chart(periods([5] * 7))
    with pytest.raises(TooFewPeriods):
        p_chart(periods([5] * 30, deciders=1))


def test_impossible_numbers_are_refused():
    with pytest.raises(NoSuchPeriod):
        TeamPeriod(decisions=4, deviations=5, deciders=3)
