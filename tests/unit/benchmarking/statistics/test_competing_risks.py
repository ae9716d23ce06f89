"""Competing risks, held against lifelines, statsmodels and a case worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight

from benchmarking.statistics.competing_risks import aalen_johansen
from benchmarking.statistics.survival import UnusableDurations

#: Twelve people, one a day: 1 another job, 2 no ability to work any more, 0 neither so far.
ENDS = [1, 2, 0, 1, 2, 1, 0, 2, 1, 0, 1, 2]
#: lifelines 0.30.3, AalenJohansenFitter(calculate_variance=True) on these, for cause 1.
LIFELINES_SHARE = [
    0.08333333333333333, 0.08333333333333333, 0.08333333333333333, 0.17592592592592593,
    0.17592592592592593, 0.2685185185185185, 0.2685185185185185, 0.2685185185185185,
    0.3796296296296296, 0.3796296296296296, 0.5462962962962963,
]  # fmt: skip
LIFELINES_VARIANCE = [
    0.00636574074074074, 0.00636574074074074, 0.00636574074074074, 0.012843411827465328,
    0.012843411827465328, 0.017701665142508764, 0.017701665142508764, 0.017701665142508764,
    0.023040028196921213, 0.023040028196921213, 0.029761564548087177,
]  # fmt: skip


def incidences(days, ends, entered=None):
    ends = np.asarray(ends)
    return aalen_johansen(
        days=days,
        causes={"other_job": ends == 1, "no_ability": ends == 2},
        censored=ends == 0,
        entered=entered,
    )


def test_share_variance_and_interval_equal_lifelines():
    found = incidences(range(1, 13), ENDS)["other_job"]
    assert found.incidence[:11] == pytest.approx(LIFELINES_SHARE, abs=1e-12)
    assert found.variance[:11] == pytest.approx(LIFELINES_VARIANCE, abs=1e-12)
    interval = found.interval_at(9)
    assert interval.low == pytest.approx(0.11357659087324154, abs=1e-9)
    assert interval.high == pytest.approx(0.649691009614809, abs=1e-9)


def test_a_small_case_worked_out_by_hand():
    """Day 1: 2 of 10 another job, 1 unable; day 2: 1 lost; day 3: 3 of 6 another job.

    So 2/10 = 0.2 and 1/10; then 0.7 of all are left, and 0.2 + 0.7 x 3/6 = 0.55.
    """
    found = aalen_johansen(
        days=[1, 2, 3, 4], causes={"job": [2, 0, 3, 0], "unable": [1, 0, 0, 0]},
        censored=[0, 1, 0, 3],
    )  # fmt: skip
    assert found["job"].incidence_at(0) == 0
    assert found["job"].incidence_at(2) == pytest.approx(0.2)
    assert found["job"].incidence_at(9) == pytest.approx(0.55)
    assert found["unable"].incidence_at(9) == pytest.approx(0.1)
    assert found["job"].interval_at(0) is None


person = st.tuples(st.integers(0, 20), st.integers(1, 25), st.integers(0, 2))


@settings(max_examples=40, deadline=None)
@given(persons=st.lists(person, min_size=1, max_size=40))
def test_the_shares_equal_statsmodels_where_all_are_followed_from_the_start(persons):
    days, ends = [1 + day for _, day, _ in persons], [end for *_, end in persons]
    if not any(ends):
        return
    oracle = CumIncidenceRight(np.array(days), np.array(ends))
    found = incidences(days, ends)
    for place, cause in enumerate(("other_job", "no_ability")[: len(oracle.cinc)]):
        for day, share in zip(oracle.times, oracle.cinc[place], strict=True):
            assert found[cause].incidence_at(int(day)) == pytest.approx(share, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(persons=st.lists(person, min_size=1, max_size=40))
def test_the_causes_and_nobody_yet_are_all_there_is_also_with_late_entry(persons):
    days, ends = [since + more for since, more, _ in persons], [end for *_, end in persons]
    found = incidences(days, ends, entered=[since for since, *_ in persons])
    whole = found["other_job"].incidence + found["no_ability"].incidence
    assert whole + found["other_job"].curve.survival == pytest.approx(1)


def test_columns_that_do_not_fit_are_refused():
    with pytest.raises(UnusableDurations):
        aalen_johansen(days=[1], causes={}, censored=[0])
    with pytest.raises(UnusableDurations):
        aalen_johansen(days=[1, 2], causes={"job": [1]}, censored=[0, 1])
    with pytest.raises(UnusableDurations):
        aalen_johansen(days=[1], causes={"job": [-1]}, censored=[0])
