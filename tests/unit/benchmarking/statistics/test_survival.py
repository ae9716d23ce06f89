"""Kaplan-Meier, held against a naive product over every person and against SciPy."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.statistics.survival import UnusableDurations, kaplan_meier

people = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60)


def curve_of(persons):
    return kaplan_meier(
        days=[day for day, _ in persons],
        events=[int(ended) for _, ended in persons],
        censored=[int(not ended) for _, ended in persons],
    )


def naive_survival(persons, day):
    share = 1.0
    for moment in sorted({when for when, ended in persons if ended and when <= day}):
        followed = [when for when, _ in persons if when >= moment]
        ended = [when for when, event in persons if event and when == moment]
        share *= 1 - len(ended) / len(followed)
    return share


@given(persons=people, day=st.integers(0, 70))
def test_the_curve_equals_the_product_over_every_person(persons, day):
    curve = curve_of(persons)
    assert curve.survival_at(day) == pytest.approx(naive_survival(persons, day))
    assert curve.at_risk_after(day) == sum(when > day for when, _ in persons)
    assert curve.cases == len(persons)


@given(persons=people)
def test_intervals_equal_scipys_log_log_intervals(persons):
    durations = np.array([when for when, _ in persons])
    ended = np.array([event for _, event in persons])
    if not ended.any():
        return
    data = scipy.stats.CensoredData.right_censored(durations, ~ended)
    oracle = scipy.stats.ecdf(data).sf
    with np.errstate(divide="ignore", invalid="ignore"):
        bounds = oracle.confidence_interval(0.95, method="log-log")
    curve = curve_of(persons)
    for position, day in enumerate(oracle.quantiles):
        interval = curve.interval_at(int(day))
        if interval is not None:
            assert interval.low == pytest.approx(bounds.low.probabilities[position], rel=1e-6)
            assert interval.high == pytest.approx(bounds.high.probabilities[position], rel=1e-6)


def test_the_curve_reproduces_a_textbook_example():
    """Source: Freireich 1963, 6-MP arm, as in Kalbfleisch and Prentice: S(10) = 0.7529."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = curve_of([(day, True) for day in ended] + [(day, False) for day in lost])
    assert curve.survival_at(6) == pytest.approx(0.857, abs=5e-4)
    assert curve.survival_at(10) == pytest.approx(0.753, abs=5e-4)
    assert curve.survival_at(23) == pytest.approx(0.448, abs=5e-4)


def test_counted_rows_give_the_same_curve_as_single_persons():
    grouped = kaplan_meier(days=[30, 90, 30], events=[2, 1, 1], censored=[0, 4, 1])
    single = curve_of([(30, True)] * 3 + [(30, False)] + [(90, True)] + [(90, False)] * 4)
    assert grouped.days.tolist() == single.days.tolist()
    assert grouped.survival.tolist() == single.survival.tolist()


def test_where_the_interval_has_no_answer_it_says_so():
    curve = curve_of([(10, True), (20, True)])
    assert curve.interval_at(5) is None
    assert curve.interval_at(10) is not None
    assert curve.interval_at(20) is None


def test_nobody_followed_gives_an_empty_curve():
    curve = kaplan_meier(days=[], events=[], censored=[])
    assert curve.cases == 0
    assert curve.survival_at(100) == 1.0


def test_unusable_columns_are_refused():
    with pytest.raises(UnusableDurations, match="length"):
        kaplan_meier(days=[1, 2], events=[1], censored=[0])
    with pytest.raises(UnusableDurations, match="below nought"):
        kaplan_meier(days=[-1], events=[1], censored=[0])


late = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 60), st.booleans()), min_size=1, max_size=60
)


@given(persons=late, day=st.integers(0, 70))
def test_who_comes_into_view_later_is_at_risk_from_then_on(persons, day):
    """Held against a naive product over everybody who was followed at that moment."""
    curve = kaplan_meier(
        days=[end for _, end, _ in persons],
        events=[int(ended) for *_, ended in persons],
        censored=[int(not ended) for *_, ended in persons],
        entered=[entry for entry, *_ in persons],
    )
    seen = [person for person in persons if person[0] == 0 or person[0] < person[1]]
    share = 1.0
    for moment in sorted({end for _, end, ended in seen if ended and end <= day}):
        followed = [p for p in seen if (p[0] == 0 or p[0] < moment) and p[1] >= moment]
        share *= 1 - sum(p[1] == moment and p[2] for p in followed) / len(followed)
    assert curve.survival_at(day) == pytest.approx(share)
    assert curve.cases == len(seen)
    assert curve.at_risk_after(day) == sum(entry <= day < end for entry, end, _ in seen)


def test_jobs_that_lasted_until_they_were_seen_do_not_flatter_the_curve():
    """Half the jobs end in year one; those seen only after it have all outlasted it."""
    seen_from_the_start = {"days": [200, 800], "events": [50, 50], "censored": [0, 0]}
    late = kaplan_meier(
        days=[200, 800, 900], events=[50, 50, 100], censored=[0, 0, 0], entered=[0, 0, 400]
    )
    assert late.survival_at(365) == kaplan_meier(**seen_from_the_start).survival_at(365) == 0.5


def test_greenwoods_error_and_the_interval_equal_lifelines():
    """Freireich's 6-MP arm; intervals of lifelines 0.30.3 (log-log), errors of R's survfit."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = curve_of([(day, True) for day in ended] + [(day, False) for day in lost])
    for day, share, low, high, error in (
        (6, 0.857142857142857, 0.6197179552659838, 0.9515517476469969, 0.0764),
        (10, 0.7529411764705878, 0.5031995107999564, 0.8893618351692651, 0.0963),
        (23, 0.44817927170868327, 0.18805200595923233, 0.6801426284952412, 0.1346),
    ):
        interval = curve.interval_at(day)
        assert curve.survival_at(day) == pytest.approx(share, abs=1e-12)
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-9)
        assert curve.standard_error_at(day) == pytest.approx(error, abs=5e-5)
    assert curve.standard_error_at(5) == 0
    assert curve_of([(3, True)]).standard_error_at(3) is None
