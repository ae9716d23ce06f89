"""Laying releases beside each other teaches nothing of few: rules, and an attack on all at once."""

import numpy as np
import pytest

from benchmarking.disclosure import DEFAULT_RULES, DisclosureRules, Rounding, with_margins
from benchmarking.disclosure.audit import Told, audited, findings
from benchmarking.disclosure.between import (
    Kept,
    OtherTable,
    kept_column,
    kept_part,
    kept_whole,
    longest_patience,
    patience_of,
)
from tests.disclosure_attacker import narrowest

THRESHOLD = DEFAULT_RULES.threshold
PATIENCE = np.full(3, THRESHOLD)
NOTHING = np.zeros(3, dtype=bool)


def whole(counts, hidden=NOTHING, earlier=None, release=1):
    return kept_whole(
        np.array(counts), np.array(hidden), earlier=earlier, release=release, patience=PATIENCE
    )


def part(counts, base, hidden=NOTHING, earlier=None, release=1):
    return kept_part(
        np.array(counts),
        np.array(base),
        np.array(hidden),
        earlier=earlier,
        release=release,
        patience=PATIENCE,
    )


def test_a_cell_says_what_it_said_until_many_cases_came_in():
    second = whole([59, 49, 40], earlier=whole([50, 50, 40]), release=2)
    assert second.counts.tolist() == [50, 50, 40]
    third = whole([60, 40, 49], earlier=second, release=3)
    assert third.counts.tolist() == [60, 40, 40]
    assert third.as_of.tolist() == [3, 3, 1]


def test_what_was_hidden_stays_hidden_as_long_so_that_no_earlier_release_is_undone():
    first = whole([9, 30, 30], hidden=[True, True, False])
    second = whole([12, 31, 30], earlier=first, release=2)
    assert second.hidden.tolist() == [True, True, False]


def test_who_comes_first_in_a_cell_is_hidden_and_does_not_pass_for_nobody():
    first = whole([0, 30, 30])
    second = whole([4, 30, 30], hidden=[True, False, False], earlier=first, release=2)
    assert (second.counts[0], second.hidden[0]) == (4, True)


def test_an_organisation_that_withdraws_is_gone_from_what_was_shown_of_it():
    second = whole([0, 0, 0], earlier=whole([50, 12, 4], hidden=[0, 0, 1]), release=2)
    assert second.counts.tolist() == [0, 0, 4]
    assert second.hidden[2]


def test_a_share_changes_when_part_and_rest_both_change_by_many():
    first = part([20, 20, 20], [60, 60, 60])
    second = part([29, 40, 30], [100, 81, 80], earlier=first, release=2)
    # 9 refused more; 20 refused of 21 more, so 1 granted; 10 and 10.
    assert second.counts.tolist() == [20, 20, 30]
    assert second.base.tolist() == [60, 60, 80]


def test_a_hidden_pair_moves_with_many_cases_as_only_groups_hold_it():
    first = part([2, 2, 2], [20, 20, 0], hidden=[True, True, False])
    second = part([3, 30, 3], [31, 60, 15], hidden=[True, False, True], earlier=first, release=2)
    assert second.counts.tolist() == [3, 30, 3]
    assert second.hidden.tolist() == [True, False, True]


def test_sums_rest_on_the_same_release_as_their_cases():
    first, column = whole([50, 50, 50]), np.array([[500, 1], [500, 1], [500, 1]])
    second = whole([51, 70, 50], earlier=first, release=2)
    more = np.array([[590, 2], [700, 2], [599, 2]])
    kept = kept_column(more, column, table=second, release=2)
    assert kept.tolist() == [[500, 1], [700, 2], [500, 1]]


def test_tables_of_other_shapes_are_refused():
    with pytest.raises(OtherTable):
        whole([1, 2, 3, 4], hidden=[False] * 4, earlier=whole([1, 2, 3]))


def test_patience_is_a_keyed_chance_that_stays_the_same():
    one, other = Rounding(key=b"one"), Rounding(key=b"other")
    drawn = patience_of((40,), name="a", rounding=one)
    assert (drawn == patience_of((40,), name="a", rounding=one)).all()
    assert (drawn != patience_of((40,), name="a", rounding=other)).any()
    assert (drawn != patience_of((40,), name="b", rounding=one)).any()
    assert drawn.min() >= THRESHOLD
    assert drawn.max() == longest_patience(DEFAULT_RULES)


EXACT = DisclosureRules(rounding_base=1)


def told(hidden, as_of, number=1):
    counts = with_margins(np.array([25, 30, 4]))
    kept = Kept(counts=counts, hidden=np.array(hidden, dtype=bool), as_of=np.array(as_of))
    return Told(number=number, kept=kept, rounded=counts, truth=counts)


def test_the_audit_finds_a_small_count_that_is_what_exact_totals_leave_and_hides_another():
    history = [told([0, 0, 1, 0], [1, 1, 1, 1])]
    assert [finding.place for finding in findings(history, rules=EXACT)] == [(2,)]
    mended, held_back = audited(history, rules=EXACT)
    assert mended.hidden.tolist() == [True, False, True, False]
    assert held_back == 1


def test_the_audit_has_a_cell_say_what_it_said_where_its_new_count_gives_another_away():
    history = [told([0, 1, 1, 0], [1, 1, 1, 1]), told([0, 0, 1, 0], [2, 2, 1, 2], 2)]
    assert not findings(history[:1], rules=EXACT)
    mended, held_back = audited(history, rules=EXACT)
    assert mended.as_of.tolist() == [1, 2, 1, 2]
    assert held_back == 1


@pytest.mark.parametrize("seed", range(6))
def test_nobody_works_out_a_small_count_or_a_small_change_from_three_releases(seed):
    attacked, width = narrowest(seed)
    assert attacked
    assert width >= DEFAULT_RULES.least_width - 1e-6


def test_the_same_attack_does_work_out_a_change_that_only_the_threshold_protects():
    _, width = narrowest(20, protected=False, at_most=40)
    assert width < DEFAULT_RULES.least_width
