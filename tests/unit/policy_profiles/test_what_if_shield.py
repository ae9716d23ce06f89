"""No figure of a what-if can be worked back to one or two people."""

from itertools import product
from random import Random

import pytest

from policy_profiles.simulation.values import Against, ClassShift, Shift
from policy_profiles.what_if.shield import (
    FILE_LIMIT,
    OWN_LIMIT,
    ShieldedClass,
    affected,
    hidden_totals,
    shielded_classes,
)
from policy_profiles.what_if.suppression import companions, is_small

EFFECTS = ("fewer", "same", "more", "unclear")


def shift(fewer: int, same: int, more: int, unclear: int = 0, lost: int = 0) -> Shift:
    return Shift(
        cases=fewer + same + more + unclear,
        more=more,
        fewer=fewer,
        same=same,
        unclear=unclear,
        gained=0,
        lost=lost,
        minutes_before=600 * same,
        minutes_after=600 * same + 60 * (more - fewer),
        intervals={},
    )


def against(*shifts: Shift) -> Against:
    names = ("cases", *EFFECTS, "gained", "lost", "minutes_before", "minutes_after")
    whole = Shift(**{n: sum(getattr(s, n) for s in shifts) for n in names}, intervals={})
    classes = [
        ClassShift(dimension="need", code=f"class {number}", shift=each)
        for number, each in enumerate(shifts)
    ]
    return Against(whole=whole, classes=tuple(classes), longer=0, shorter=0, provider=0)


def possible(shown: tuple[ShieldedClass, ...], whole: Shift, limit: int) -> list[set[int]]:
    """Every value that each hidden count of `fewer` can have, as far as rows and totals tell.

    Only for two effects (fewer and same), so that one number a row says all.
    """
    rows = [
        range(each.shift.cases + 1) if "fewer" in each.hidden else [each.shift.fewer]
        for each in shown
    ]
    total_shown = not is_small(whole.fewer, limit)
    worlds = [w for w in product(*rows) if not total_shown or sum(w) == whole.fewer]
    return [{world[place] for world in worlds} for place in range(len(shown))]


@pytest.mark.parametrize("seed", range(40))
def test_a_hidden_count_could_always_have_been_another(seed: int):
    rng = Random(seed)
    shifts = [shift(rng.choice((0, 0, 1, 2, 3, 9)), rng.randint(3, 12), 0) for _ in range(3)]
    data = against(*shifts)
    shown = shielded_classes(data, "need", OWN_LIMIT)
    for each, values in zip(shown, possible(shown, data.whole, OWN_LIMIT), strict=True):
        if is_small(each.shift.fewer, OWN_LIMIT):
            assert "fewer" in each.hidden
            assert len(values) > 1


def test_a_class_of_one_or_two_people_is_put_together_with_another():
    data = against(shift(2, 30, 1), shift(1, 0, 0), shift(9, 40, 12))
    shown = shielded_classes(data, "need", OWN_LIMIT)
    assert [each.codes for each in shown] == [("class 2",), ("class 1", "class 0")]
    assert sum(each.shift.cases for each in shown) == data.whole.cases


def test_hours_of_a_class_in_which_two_people_change_are_hidden_and_cannot_be_subtracted():
    data = against(shift(2, 30, 0), shift(5, 30, 0), shift(0, 40, 9))
    shown = shielded_classes(data, "need", OWN_LIMIT)
    assert [("mean" in each.hidden) for each in shown] == [True, True, False]


def test_where_only_two_people_change_in_all_no_class_shows_hours():
    shown = shielded_classes(against(shift(2, 30, 0), shift(0, 30, 0)), "need", OWN_LIMIT)
    assert all("mean" in each.hidden for each in shown)


def test_a_file_shows_no_count_below_ten():
    data = against(shift(7, 60, 30), shift(25, 80, 30), shift(40, 90, 12, lost=4))
    for each in shielded_classes(data, "need", FILE_LIMIT):
        open_counts = [getattr(each.shift, n) for n in EFFECTS if n not in each.hidden]
        assert all(not is_small(count, FILE_LIMIT) for count in open_counts)
        assert affected(each.shift) >= FILE_LIMIT


def test_large_classes_are_shown_whole():
    data = against(shift(20, 60, 30), shift(25, 80, 30))
    assert all(not each.hidden for each in shielded_classes(data, "need", FILE_LIMIT))


def test_a_dimension_without_classes_shows_nothing():
    assert shielded_classes(against(shift(20, 60, 30)), "hours", OWN_LIMIT) == ()


def worlds_of(counts: dict[str, int], hidden: set[str], limit: int) -> list[tuple[int, ...]]:
    """What the hidden counts can be for who knows the rules: noughts are hidden last of all."""
    total = sum(counts[name] for name in hidden)
    ranges = [
        range(1, limit)
        if is_small(counts[name], limit)
        else [n for n in range(total + 1) if n >= limit or (n == 0 and counts[name] == 0)]
        for name in hidden
    ]
    return [world for world in product(*ranges) if sum(world) == total]


@pytest.mark.parametrize("limit", [3, 4])
def test_counts_that_add_up_leave_doubt_about_each_hidden_one(limit: int):
    """Every three counts up to eleven, and (98, 1, 1): both ones followed from what is shown."""
    every = [counts for counts in product(range(12), repeat=3) if sum(counts) >= 10]
    for numbers in [*every, (98, 1, 1), (2, 2, 98)]:
        counts = dict(zip(("granted", "refused", "unknown"), numbers, strict=True))
        small = {name for name in counts if is_small(counts[name], limit)}
        hidden = small | companions(counts, limit)
        assert bool(hidden) == bool(small)
        for values in zip(*worlds_of(counts, hidden, limit), strict=True):
            assert len(set(values)) > 1, numbers


@pytest.mark.parametrize("seed", range(60))
def test_no_hidden_count_in_a_small_table_has_one_answer_only(seed: int):
    """All tables with the same rows, totals and shown counts are laid beside the real one."""
    rng = Random(seed)
    shifts = [shift(*(rng.choice((0, 1, 2, 3, 5)) for _ in range(3))) for _ in range(3)]
    data = against(*shifts)
    shown = shielded_classes(data, "need", OWN_LIMIT)
    totals = hidden_totals(data.whole, OWN_LIMIT)
    if data.whole.cases < 10 or len(shown) < 2:
        return
    rows = [
        [
            row
            for row in product(range(each.shift.cases + 1), repeat=3)
            if sum(row) == each.shift.cases
            and all(
                n in each.hidden or number == getattr(each.shift, n)
                for n, number in zip(EFFECTS, row, strict=False)
            )
        ]
        for each in shown
    ]
    worlds = [
        world
        for world in product(*rows)
        if all(
            name in totals or sum(row[place] for row in world) == getattr(data.whole, name)
            for place, name in enumerate(EFFECTS[:3])
        )
    ]
    for number, each in enumerate(shown):
        for place, name in enumerate(EFFECTS[:3]):
            if name in each.hidden:
                assert len({world[number][place] for world in worlds}) > 1


def test_three_times_one_is_not_told_by_a_total_of_three():
    """Noughts are shown where they can be, so three hidden counts of three in all would be ones."""
    data = against(*(shift(5, 30, 0, lost=lost) for lost in (1, 1, 1, 4, 5)))
    shown = shielded_classes(data, "need", OWN_LIMIT)
    assert ["lost" in each.hidden for each in shown] == [True, True, True, True, False]
