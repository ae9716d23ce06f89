"""Sums over organisations: nobody who knows a case comes near another by taking it off."""

import numpy as np
import pytest

from benchmarking.disclosure.organisations import Amounts, Counted, hidden_in_row

ALL = Counted(members=(0, 1, 2))
TWO = Counted(members=(0, 1, 2, 3, 4, 5), pieces=((0, 1, 2), (3, 4, 5)))


def parts(*numbers: int):
    return np.array(numbers, dtype=np.int64)


def amounts(*cases: list[int]) -> Amounts:
    """The cases of each organisation as what is handed over of them."""
    ordered = [[*sorted(own, reverse=True), 0, 0] for own in cases]
    return Amounts(
        size=parts(*(sum(own) for own in ordered)),
        largest=parts(*(own[0] for own in ordered)),
        second=parts(*(own[1] for own in ordered)),
    )


@pytest.mark.parametrize(
    ("cases", "may"),
    [
        (([10] * 4, [10] * 4, [10] * 4), True),
        (([3_000], [10] * 6, [10] * 6), False),  # many small ones beside one that carries it all
        (([3_000], [3_000], [10] * 9), False),  # the one knows the other
        (([3_000, 700], [3_000], [10] * 9), True),
        (([100] * 50, [1] * 6, [1] * 6), False),  # nearly all of one organisation
        (([0] * 4, [0] * 4, [0] * 4), True),  # nobody has any
    ],
)
def test_a_sum_is_told_where_the_others_hide_the_largest(cases, may):
    assert ALL.may_tell_sum(amounts(*cases)) is may


def test_what_two_groups_differ_by_is_a_sum_like_any_other():
    even = [[10] * 4] * 5
    assert TWO.may_tell_sum(amounts(*even, [10] * 4))
    assert not TWO.may_tell_sum(amounts(*even, [3_000] + [1] * 4))


def test_two_classes_put_together_keep_the_two_largest_of_both():
    both = amounts([9, 1], [5], [2]) + amounts([7, 8], [1], [3])
    assert both.largest.tolist() == [9, 5, 3]
    assert both.second.tolist() == [8, 1, 2]
    assert both.size.tolist() == [25, 6, 5]


def test_what_lies_in_one_count_and_not_in_another_is_of_nobody_or_of_several():
    """Sixty with fewer hours and sixty who lose it all, of which one organisation has the gap."""
    fewer, lost = parts(20, 20, 20), parts(0, 20, 20)
    assert not ALL.may_be_nested(fewer - lost)
    assert ALL.may_be_nested(fewer - fewer)
    assert ALL.may_be_nested(parts(20, 20, 20) - parts(10, 10, 10))


def test_a_class_near_an_earlier_answer_takes_another_along():
    """Or the total less the others would be that class after all."""
    cells = [parts(20, 20, 20), parts(15, 15, 15), parts(30, 30, 30)]

    def far(places) -> bool:
        return len(places) > 1 or places != [0]

    hidden = hidden_in_row(ALL, cells, cells, is_exact=True, may_stand=far)
    assert hidden == [True, True, False]
