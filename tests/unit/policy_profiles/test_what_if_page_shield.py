"""What somebody who knows every rule can work out of the whole page of a what-if."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from django.utils import translation

from policy_profiles.simulation.values import (
    Against,
    ClassShift,
    Influence,
    Practice,
    Shift,
    Touch,
)
from policy_profiles.what_if import words
from policy_profiles.what_if.classes import comparison
from policy_profiles.what_if.page import Titles, WhatIfPage, what_if_page
from policy_profiles.what_if.shield import OWN_LIMIT, hidden_totals, shielded_classes
from policy_profiles.what_if.suppression import is_small
from tests.unit.policy_profiles.what_if_impacts import figures, impact_of

EFFECTS = ("fewer", "same", "more", "unclear")
RIGHTS = ("gained", "lost")
NAMES = ("cases", *EFFECTS, *RIGHTS, "minutes_before", "minutes_after")


def shift(fewer: int, same: int, more: int, unclear: int, gained: int = 0, lost: int = 0) -> Shift:
    return Shift(
        cases=fewer + same + more + unclear,
        fewer=fewer,
        same=same,
        more=more,
        unclear=unclear,
        gained=gained,
        lost=lost,
        minutes_before=0,
        minutes_after=0,
        intervals={},
    )


def against(*shifts: Shift) -> Against:
    whole = Shift(**{n: sum(getattr(s, n) for s in shifts) for n in NAMES}, intervals={})
    codes = ("light", "medium", "intensive")
    classes = [
        ClassShift(dimension="need", code=code, shift=each)
        for code, each in zip(codes, shifts, strict=False)
    ]
    return Against(whole=whole, classes=tuple(classes), longer=0, shorter=0, provider=0)


def page(found: Against) -> str:
    """All that the page tells of everybody: its sentence, and what stands beside it."""
    shown = comparison(found, "nu", OWN_LIMIT)
    return repr((words.finding(impact_of(found), OWN_LIMIT), shown.asides))


def told_apart(worlds: Iterator[tuple[Shift, ...]]) -> list[str]:
    """The small counts that a page gives away: every case that could be has the same."""
    alike = defaultdict(list)
    for world in worlds:
        alike[page(against(*world))].append(world)
    told = []
    for group in alike.values():
        wholes = [against(*world).whole for world in group]
        for name in (*EFFECTS, *RIGHTS):
            columns = [[getattr(whole, name) for whole in wholes]]
            columns += [[getattr(w[place], name) for w in group] for place in range(len(group[0]))]
            told += [
                f"{name} is {column[0]}: {group[0]}"
                for column in columns
                if len(set(column)) == 1 and is_small(column[0], OWN_LIMIT)
            ]
    return told


def numbers(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    return (ns for ns in product(range(total + 1), repeat=parts) if sum(ns) == total)


@pytest.mark.parametrize("cases", [10, 13])
def test_no_sentence_gives_away_a_count_of_one_or_two(cases):
    """Of a hundred 99 get more and fewer than three get fewer: then it is one."""
    with translation.override("nl"):
        worlds = ((shift(*each),) for each in numbers(cases, 4))
        assert told_apart(worlds) == []


def test_neither_do_those_who_lose_and_gain_the_right_beside_those_with_other_hours():
    with translation.override("nl"):
        worlds = (
            (shift(fewer, same, more, 0, gained, lost),)
            for fewer, same, more in numbers(10, 3)
            for gained in range(more + 1)
            for lost in range(fewer + 1)
        )
        assert told_apart(worlds) == []


def test_nor_does_the_table_of_classes_beside_the_sentence():
    """Whatever the classes are, what is shown of them fits another answer as well."""
    rows = list(numbers(6, 3))
    shown: dict[str, list[tuple[Shift, ...]]] = defaultdict(list)
    for one in rows:
        for other in rows:
            world = (shift(*one, 0), shift(*other, 0))
            whole = against(*world).whole
            shown[repr([getattr(whole, name) for name in EFFECTS])].append(world)
    for worlds in shown.values():
        for world in worlds:
            assert_doubt(world, worlds)


def assert_doubt(world: tuple[Shift, ...], worlds: list[tuple[Shift, ...]]) -> None:
    """Each hidden small count of a class is another in a world with the same shown counts."""
    found = against(*world)
    rows = shielded_classes(found, "need", OWN_LIMIT)
    total = hidden_totals(found.whole, OWN_LIMIT)
    if total:  # the sentence leaves more open than these worlds have
        return
    open_counts = [
        (place, name)
        for place, row in enumerate(rows)
        for name in EFFECTS
        if name not in row.hidden
    ]
    alike = [
        other
        for other in worlds
        if all(getattr(other[p], name) == getattr(world[p], name) for p, name in open_counts)
    ]
    for place, each in enumerate(world):
        for name in EFFECTS:
            if is_small(getattr(each, name), OWN_LIMIT):
                assert (place, name) not in open_counts
                assert len({getattr(other[place], name) for other in alike}) > 1


def told_of_everything(**parts: object) -> WhatIfPage:
    found = against(shift(20, 60, 20, 0))
    with translation.override("nl"):
        return what_if_page(impact_of(found, **parts), titles=Titles(after="na", before="nu"))


def test_practice_beside_a_policy_that_says_otherwise_of_one_case_is_not_shown():
    near = Practice(granted=79, refused=21, minutes=0, differing={})
    far = Practice(granted=60, refused=40, minutes=0, differing={})
    sides = {name: figures(80, 20) for name in ("before", "after", "baseline")}
    cells = [told_of_everything(practice=p, **sides).rows[0].cells[0].text for p in (near, far)]
    assert cells == ["", "60"]


def test_hours_granted_otherwise_in_one_case_only_are_not_shown_beside_the_policy():
    alike = {"before": 1, "after": 50, "baseline": 50}
    hours = []
    for differing in (alike, alike | {"before": 40}):
        practice = Practice(granted=60, refused=40, minutes=6_000, differing=differing)
        rows = told_of_everything(practice=practice).rows
        hours.append([row.cells[0].text for row in rows if row.label == "Uren samen"])
    assert hours == [[""], ["100,0 u"]]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ({"weekly_hours": 8}, {"weekly_hours": 20}, True),
        ({"weekly_hours": 8, "wage_value": 2}, {"weekly_hours": 20, "wage_value": 9}, False),
        ({"weekly_hours": 8}, {"weekly_hours": 9}, False),
    ],
)
def test_obligations_are_shown_where_none_and_no_difference_is_about_one_or_two(
    before, after, shown
):
    sides = {
        name: replace(figures(80, 20), obligations=found)
        for name, found in (("before", before), ("after", after), ("baseline", after))
    }
    cells = told_of_everything(**sides).obligations[0].cells
    assert bool(cells[0].text) is shown


@pytest.mark.parametrize(
    ("cases", "shown"),
    [(40, True), (50, True), (99, False), (41, False), (42, False)],
)
def test_a_value_that_touches_all_but_one_or_one_beside_those_with_other_hours_is_not_told(
    cases, shown
):
    touch = Touch(cases=cases, more=20, fewer=20, minutes=600)
    found = Influence(parameter="hours.minimum_weekly", alone=touch, last=touch)
    row = told_of_everything(influences=(found,)).parameter_rows[0]
    assert bool(row.alone.text) is shown
    assert bool(row.alone_hours.text) is shown


def test_a_division_in_which_nobody_is_known_is_left_out():
    """Age may stay empty, and what was kept before knew no age."""
    found = against(shift(20, 60, 20, 0))
    unknown = ClassShift(dimension="age", code="not_known", shift=found.whole)
    told = ClassShift(dimension="age", code="under_27", shift=found.whole)
    for classes, codes in (((unknown,), []), ((told,), ["age"])):
        shown = comparison(replace(found, classes=classes), "nu", OWN_LIMIT)
        assert [table.code for table in shown.tables] == codes
