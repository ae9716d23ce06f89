"""Totals over organisations: nothing that is told, or left after subtracting, is one or two's."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from benchmarking.across.members import is_enough, pieces_of, settled
from benchmarking.disclosure.organisations import Counted, hidden_in_row, merged_classes
from benchmarking.disclosure.rules import DEFAULT_RULES, DisclosureRules, UnsafeRules

ALL = Counted(members=(0, 1, 2, 3))


def parts(*numbers: int):
    return np.array(numbers, dtype=np.int64)


@pytest.mark.parametrize(
    ("numbers", "may"),
    [
        ((4, 3, 3, 0), True),
        ((3, 3, 3, 0), False),  # fewer than ten
        ((50, 50, 0, 0), False),  # of two organisations
        ((91, 3, 3, 3), False),  # nearly all of one
        ((90, 4, 3, 3), True),
        ((0, 0, 0, 0), False),
    ],
)
def test_a_total_is_of_ten_cases_and_three_organisations_of_which_none_has_nearly_all(numbers, may):
    assert ALL.may_tell(parts(*numbers)) is may


def test_of_a_part_the_rest_may_not_be_one_organisations_either():
    whole = parts(30, 30, 30, 30)
    assert ALL.may_tell_part(parts(10, 10, 10, 10), whole)
    assert ALL.may_tell_part(parts(30, 30, 30, 28), whole)  # few are left: rounding hides them
    assert not ALL.may_tell_part(parts(30, 30, 30, 2), whole)


def test_what_two_groups_differ_by_is_held_to_the_same():
    """Everybody less the first three would be the last three: that is told of none of them."""
    both = Counted(members=(0, 1, 2, 3, 4, 5), pieces=((0, 1, 2), (3, 4, 5)))
    assert both.may_tell(parts(9, 9, 9, 9, 9, 9))
    assert not both.may_tell(parts(9, 9, 9, 40, 0, 0))
    assert both.may_tell(parts(9, 9, 9, 2, 1, 0))
    assert not both.may_tell(parts(9, 9, 9, 2, 1, 0), is_exact=True)


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("is_exact", [False, True])
def test_what_is_hidden_in_a_row_does_not_follow_from_its_total(seed: int, is_exact: bool):
    """The naive attack: subtract all that is shown; what is left may be told, or is rounded."""
    chance = Random(seed)
    wholes = [parts(*(chance.randrange(0, 60) for _ in range(4))) for _ in range(5)]
    cells = [parts(*(chance.choice((0, 0, chance.randint(0, n))) for n in w)) for w in wholes]
    hidden = hidden_in_row(ALL, cells, wholes, is_exact=is_exact)
    left = sum((c for c, h in zip(cells, hidden, strict=True) if h), start=parts(0, 0, 0, 0))
    enough = left.sum() >= 10 and (left > 0).sum() >= 3 and left.max() * 10 <= left.sum() * 9
    small = left.sum() < 10 and (not is_exact or left.sum() == 0)
    assert all(hidden) or enough or small
    for cell, whole, is_hidden in zip(cells, wholes, hidden, strict=True):
        may = ALL.may_tell(cell) if is_exact else ALL.may_tell_part(cell, whole)
        assert is_hidden or may


@pytest.mark.parametrize("seed", range(40))
def test_classes_are_put_together_until_each_is_of_several(seed: int):
    chance = Random(seed)
    sizes = [parts(*(chance.choice((0, chance.randrange(30))) for _ in range(4))) for _ in range(6)]
    groups = merged_classes(ALL, sizes)
    assert all(ALL.may_tell(sum(sizes[place] for place in group)) for group in groups)
    shown = sorted(place for group in groups for place in group)
    assert shown in ([], [place for place, size in enumerate(sizes) if size.sum()])


@pytest.mark.parametrize("seed", range(80))
def test_no_sum_or_difference_of_answers_is_one_or_two_organisations(seed: int):
    """Groups, joiners and leavers in any order: every piece they divide into is of several."""
    chance = Random(seed)
    names = [f"u{number}" for number in range(14)]
    cases = {name: chance.randrange(10, 200) for name in names}
    shown: list[frozenset[str]] = []
    for _year in range(6):
        there = frozenset(chance.sample(names, chance.randrange(2, 14)))
        groups = [there, *(there & set(chance.sample(names, 6)) for _ in range(2))]
        upto = chance.randrange(1, 4)
        found = settled(groups[:upto], cases, shown_before=shown)
        assert found.members <= groups[upto - 1]
        if found.members:
            shown.append(found.members)
    for piece in pieces_of(shown):
        assert is_enough(piece, cases, DEFAULT_RULES)
    for one, other in combinations(shown, 2):
        assert one == other or len(one ^ other) >= 3


def test_a_group_is_the_same_whatever_was_asked_first():
    names = [f"u{number}" for number in range(12)]
    cases = dict.fromkeys(names, 50)
    wide, narrow = frozenset(names), frozenset(names[:10])
    before = settled([wide, narrow], cases).members
    after = settled([wide, narrow], cases, shown_before=[wide]).members
    assert before == after
    assert len(before) == 9  # one stays out, so that what is left of all are three


def test_fewer_than_three_members_cannot_be_asked_for():
    with pytest.raises(UnsafeRules):
        DisclosureRules(fewest_members=2)
