"""What leaves is rounded, says why it is hidden, and gives a curve no step of one person."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.disclosure import (
    DEFAULT_RULES,
    DisclosureRules,
    HiddenReason,
    Protected,
    Rounding,
    protect_curve,
    release_count,
    release_mean,
    release_share,
)
from benchmarking.disclosure.curves import percent_step
from benchmarking.disclosure.rules import UnsafeRules
from benchmarking.disclosure.values import NeitherShownNorHidden
from benchmarking.statistics.means import Interval
from benchmarking.statistics.survival import kaplan_meier

ROUNDING = Rounding(key=b"a key for tests only")
MONTHS = [round(month * 30.4375) for month in (12, 24, 36, 6, 3, 18, 9, 30, 1)]


@given(count=st.integers(10, 100_000), cell=st.text(max_size=20))
def test_a_shown_count_is_a_multiple_of_five_and_less_than_five_away(count, cell):
    shown = release_count(count, cell=cell, rounding=ROUNDING).value
    assert shown % 5 == 0
    assert abs(shown - count) < 5
    assert shown >= 10


def test_rounding_is_unbiased_over_cells_and_the_same_for_one_cell():
    shown = [ROUNDING.rounded(12, cell=str(place)) for place in range(5000)]
    assert sum(shown) / 5000 == pytest.approx(12, abs=0.15)
    assert ROUNDING.rounded(12, cell="here") == ROUNDING.rounded(12, cell="here")


def test_another_key_rounds_otherwise_so_that_knowing_the_code_is_not_enough():
    other = Rounding(key=b"another key")
    cells = [str(place) for place in range(200)]
    assert [ROUNDING.rounded(12, cell=c) for c in cells] != [
        other.rounded(12, cell=c) for c in cells
    ]


@pytest.mark.parametrize("count", range(1, 10))
def test_fewer_than_ten_are_never_shown(count):
    small = HiddenReason.SMALL_NUMBERS
    assert release_count(count, cell="c", rounding=ROUNDING).reason is small
    assert (
        release_share(count, 100, part_cell="c", whole_cell="d", rounding=ROUNDING).reason is small
    )
    assert (
        release_share(100 - count, 100, part_cell="c", whole_cell="d", rounding=ROUNDING).reason
        is small
    )
    assert release_share(0, count, part_cell="c", whole_cell="d", rounding=ROUNDING).reason is small
    assert release_mean(Fraction(600), None, cases=count).reason is small


def test_nobody_is_said_to_be_nobody():
    assert release_count(0, cell="c", rounding=ROUNDING).reason is HiddenReason.NO_CASES


@given(whole=st.integers(20, 5000), data=st.data())
def test_a_share_follows_from_the_shown_counts_alone(whole, data):
    part = data.draw(st.integers(10, whole - 10))
    share = release_share(part, whole, part_cell="c", whole_cell="d", rounding=ROUNDING)
    counts = ROUNDING.rounded(part, cell="c"), ROUNDING.rounded(whole, cell="d")
    assert share.value == round(100 * counts[0] / counts[1])
    assert 0 <= share.low <= share.value <= share.high <= 100


def test_a_mean_is_shown_in_tenths_of_hours():
    mean = release_mean(Fraction(2803, 3), Interval(low=700.2, high=1168.9), cases=30)
    assert (mean.value, mean.low, mean.high) == (936, 702, 1170)


def test_a_group_that_one_member_dominates_says_so():
    figure = release_mean(Fraction(600), None, cases=500, reason=HiddenReason.DOMINATED)
    assert figure.as_data() == {"value": None, "hidden": "dominated"}


def test_a_figure_is_either_shown_or_hidden_for_a_reason():
    for wrong in (
        {},
        {"value": 3, "reason": HiddenReason.NO_CASES},
        {"low": 3, "reason": HiddenReason.NO_CASES},
    ):
        with pytest.raises(NeitherShownNorHidden):
            Protected(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold": 1},
        {"largest_share": Fraction(1)},
        {"rounding_base": 3},
        {"minutes_step": 0},
        {"width": 11},
    ],
)
def test_rules_that_protect_nobody_are_refused(wrong):
    with pytest.raises(UnsafeRules, match=next(iter(wrong))):
        DisclosureRules(**wrong)


durations = st.lists(
    st.tuples(st.integers(0, 1400), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=80
)


@given(rows=durations)
def test_every_shown_step_of_a_curve_rests_on_ten_people_who_left_and_ten_who_stayed(rows):
    curve = kaplan_meier(
        days=[row[0] for row in rows],
        events=[row[1] for row in rows],
        censored=[row[2] for row in rows],
    )
    shown = protect_curve(curve, moments=MONTHS, cell="c", rounding=ROUNDING)
    if curve.cases < DEFAULT_RULES.threshold:
        assert shown.cases.is_hidden
        assert not shown.points
        return
    followed = [curve.cases, *(curve.at_risk_after(point.day) for point in shown.points[1:])]
    assert all(number >= 10 for number in followed)
    assert all(a - b >= 10 for a, b in itertools.pairwise(followed))
    for point in shown.points[1:]:
        step = percent_step(shown.cases.value)
        assert point.survival.value % step == 0
        assert abs(point.survival.value - 100 * curve.survival_at(point.day)) <= step / 2
    if curve.days[-1] > shown.points[-1].day:
        assert shown.hidden_after == shown.points[-1].day


@pytest.mark.parametrize("cases", range(20, 260, 3))
def test_the_shares_of_a_curve_do_not_tell_the_number_of_cases(cases):
    """An attacker who tries every number near the shown one finds many that fit, never one."""
    rng = np.random.default_rng(cases)
    days = rng.integers(1, 1000, cases)
    curve = kaplan_meier(days=days, events=np.ones(cases, int), censored=np.zeros(cases, int))
    shown = protect_curve(curve, moments=MONTHS, cell="c", rounding=ROUNDING)
    shares = [point.survival.value for point in shown.points]
    step = percent_step(shown.cases.value)

    def fits(number: int) -> bool:
        """Whether so many cases could round to every share, left over in whole people."""
        return all(
            any(step * round(100 * k / number / step) == share for k in range(number + 1))
            for share in shares
        )

    near = range(shown.cases.value - 4, shown.cases.value + 5)
    assert all(fits(number) for number in near if number >= 20)


def test_an_interval_of_a_curve_is_made_of_what_is_shown():
    """Peto's interval of the shown 49 % with the shown number: nothing else goes in."""
    curve = kaplan_meier(days=[100, 900], events=[102, 0], censored=[0, 98])
    point = protect_curve(curve, moments=MONTHS, cell="c", rounding=ROUNDING).at(365)
    part, number = point.survival.value / 100, point.at_risk.value
    margin = 1.959964 * part * ((1 - part) / number) ** 0.5
    assert point.survival.low == round(100 * (part - margin))
    assert point.survival.high == round(100 * (part + margin))


def test_the_year_is_shown_before_finer_moments():
    """With few leavers one moment is possible: then it is the twelfth month, not the third."""
    curve = kaplan_meier(days=[30, 200, 900], events=[6, 5, 0], censored=[0, 0, 40])
    shown = protect_curve(curve, moments=MONTHS, cell="c", rounding=ROUNDING)
    assert [point.day for point in shown.points] == [0, 365]


def test_later_moments_with_fewer_than_ten_people_are_hidden_and_said_to_be():
    curve = kaplan_meier(days=[100, 500, 800], events=[20, 15, 2], censored=[0, 0, 3])
    shown = protect_curve(curve, moments=MONTHS, cell="c", rounding=ROUNDING)
    assert shown.points[-1].day == 365
    assert shown.hidden_after == 365
