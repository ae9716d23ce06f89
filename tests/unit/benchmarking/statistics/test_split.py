"""The four-way split, held against a naive one that walks over the cases one by one."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarking.statistics import split as four_way

minutes = st.integers(min_value=0, max_value=60_000)
advice = st.one_of(st.none(), minutes)
cases = st.lists(st.tuples(minutes, advice, advice), min_size=1, max_size=12)


def totals(rows):
    def column(position):
        return [four_way.NOT_KNOWN if row[position] is None else row[position] for row in rows]

    return four_way.totals_of_cases(awarded=column(0), own=column(1), baseline=column(2))


def naive_means(rows):
    complete = [row for row in rows if None not in row]
    return [Fraction(sum(row[i] for row in complete), len(complete)) for i in range(3)]


def is_complete(rows):
    return any(None not in row for row in rows)


@settings(max_examples=40, deadline=None)
@given(group=cases.filter(is_complete), reference=cases.filter(is_complete))
def test_the_four_parts_sum_exactly_to_the_difference(group, reference):
    result = four_way.split(
        group=four_way.mean_hours(totals(group)), reference=four_way.mean_hours(totals(reference))
    )
    parts = result.practice + result.policy + result.case_mix + result.reference_practice
    a_m, o_m, b_m = naive_means(group)
    a_u, _, b_u = naive_means(reference)
    assert parts == result.difference == a_m - a_u
    assert result.practice == a_m - o_m
    assert result.policy == o_m - b_m
    assert result.case_mix == b_m - b_u
    assert result.reference_practice == -(a_u - b_u)


@settings(max_examples=40, deadline=None)
@given(rows=cases)
def test_every_case_is_counted_once_as_complete_or_as_not_known(rows):
    result = totals(rows)
    assert result.decided == len(rows)
    assert result.complete == sum(None not in row for row in rows)
    assert result.incomplete == sum(None in row for row in rows)
    assert result.own_not_known == sum(row[1] is None for row in rows)
    assert result.baseline_not_known == sum(row[2] is None for row in rows)


def test_a_refusal_counts_as_nought_in_the_mean():
    result = totals([(0, 600, 600), (1200, 600, 600)])
    assert four_way.mean_hours(result).awarded == 600


def test_an_unknown_advice_leaves_the_case_out_instead_of_counting_as_nought():
    result = totals([(600, None, 600), (1200, 1200, 900)])
    assert four_way.mean_hours(result).own == 1200
    assert four_way.mean_hours(result).awarded == 1200
    assert result.incomplete == 1


def test_without_one_complete_case_there_is_no_split():
    with pytest.raises(four_way.NoCompleteCases, match="widen the period"):
        four_way.mean_hours(totals([(600, None, None)]))


@settings(max_examples=40, deadline=None)
@given(first=cases, second=cases)
def test_totals_of_two_groups_added_equal_the_totals_of_all_their_cases(first, second):
    assert four_way.add_totals(totals(first), totals(second)) == totals(first + second)
