"""Means that told of one person: what a reader worked out is not told any more."""

import numpy as np

from benchmarking.cells import CellKey, DecisionCell, Selection
from benchmarking.comparison import compared
from benchmarking.cube import Axes
from benchmarking.disclosure import DEFAULT_RULES, HiddenReason, Rounding
from benchmarking.disclosure.sums import changed_by_few, hidden_sums
from benchmarking.group_figures import Source
from benchmarking.protected_tables import Cells, protected_tables
from benchmarking.shown import Group
from benchmarking.statistics.split import totals_of_cases

ROUNDING = Rounding(key=b"a key for tests only")
AXES = Axes(members=("eikenberg", "duinzicht"), years=(2024, 2025))
VARIED = [4000 + 60 * number for number in range(40)]


def covered(*tables, refused=None, said=None):
    """What is hidden of lists of minutes, each a year, with their total."""
    lists = [*tables, [one for table in tables for one in table]]
    cases = np.array([[len(one) for one in lists]])
    total = np.array([[sum(one) for one in lists]])
    squares = np.array([[sum(minutes**2 for minutes in one) for one in lists]])
    least = [] if refused is None else [np.array([refused]), cases - np.array([refused])]
    return hidden_sums(
        cases, [(total, squares)], least, np.zeros(cases.shape, bool),
        lines=[slice(0, len(tables))], rules=DEFAULT_RULES,
        said=None if said is None else np.array([said]),
    )[0].tolist()  # fmt: skip


def test_twelve_of_twelve_refused_and_one_grant_of_ten_give_no_mean():
    assert covered([0] * 12) == [True, True]
    assert covered([0] * 9 + [6000]) == [True, True]


def test_one_refused_of_forty_gives_no_mean():
    assert covered([0] + [6240] * 39, refused=[1, 1]) == [True, True]


def test_fifty_seven_beside_fifty_eight_do_not_tell_the_last():
    """58 at 78.6 hours and 57 at 80.0: the other one would be refused."""
    year = [4800 + 10 * number for number in range(57)]
    hidden = covered(year, [0])
    assert hidden[1]
    assert hidden[0] or hidden[2]


def test_varied_hours_of_many_are_shown():
    assert covered(VARIED, VARIED) == [False, False, False]


def test_what_was_said_before_covers_nothing():
    few = [4800] * 4
    assert covered(VARIED[:20], VARIED, few, said=[True, False, False, False]) == [
        False, True, True, False,
    ]  # fmt: skip
    assert covered(VARIED[:20], VARIED, few) == [True, False, True, False]


def test_what_came_in_between_two_releases_is_of_many():
    """Twelve newcomers who were all refused would make the mean fall by just that much."""

    def sums(minutes):
        return np.array(len(minutes)), [
            (np.array(sum(minutes)), np.array(sum(one * one for one in minutes)))
        ]

    before = sums(VARIED)
    for came in ([0] * 12, [0] * 11 + [9000], VARIED[:3]):
        assert changed_by_few(sums(VARIED + came), before, rules=DEFAULT_RULES)
    assert not changed_by_few(sums(VARIED + VARIED[:15]), before, rules=DEFAULT_RULES)


def said_of(awarded, own, *, selection=None, others=VARIED, baseline=None):
    """The comparison of an organisation with another, each with decisions of one year."""

    def cell(schema, awards, advised, year, base=None):
        base = [one + 60 for one in advised] if base is None else base
        totals = totals_of_cases(awarded=awards, own=advised, baseline=base)
        key = CellKey(
            tenant_schema=schema, year=year, target_group="other", contract_class="permanent"
        )
        return DecisionCell(key=key, refused=sum(not one for one in awards), hours=totals)

    cells = [
        cell("eikenberg", awarded, own, 2024, baseline),
        cell("duinzicht", [0] * 12 + [*others[12:]], VARIED, 2024),
    ]
    tables = protected_tables(
        Cells(decisions=cells, criteria=(), outcomes=()), axes=AXES, groups=(), rounding=ROUNDING
    )
    source = Source(
        tables=tables, decisions=cells, durations=[], gaps=[], rounding=ROUNDING,
        selection=selection or Selection(),
    )  # fmt: skip
    own_group, beside = (
        Group(code=name, name=name, members=(place,)) for place, name in enumerate(AXES.members)
    )
    return compared(own_group, beside, source, against="duinzicht")


def test_hours_are_hidden_where_refusals_are():
    """40 at 104 hours of which one was refused: 101.4 awarded, so practice is that one refusal."""
    told = said_of([0] + [6240] * 39, [6240] * 40)
    assert told.tenant.refused.is_hidden
    for mean in (told.tenant.awarded, told.tenant.own_rules, told.tenant.baseline):
        assert mean.reason is HiddenReason.SMALL_NUMBERS
    assert told.split.is_hidden


def test_one_who_got_sixty_hours_more_than_advised_among_a_hundred_is_not_told():
    """The means of awarded and own hours gave the year and 50.6 to 64.8 hours of the sixty."""
    own = [3000 + 60 * number for number in range(100)]
    deviates = [*own[:99], own[99] + 3600]
    assert {_hours_of(told) for told in _of_hundred(deviates, own)} == {None}
    assert None not in {_hours_of(told) for told in _of_hundred(own, own)}, "of nobody"
    many = [minutes + 60 * (number % 7) for number, minutes in enumerate(own)]
    assert None not in {_hours_of(told) for told in _of_hundred(many, own)}


def test_one_for_whom_two_policies_differ_is_not_told_either():
    """Published rules say for whom they do: what they differ by would be that one's hours."""
    own = [3000 + 60 * number for number in range(100)]
    baseline = [*own[:99], own[99] - 1800]
    assert {_hours_of(told) for told in _of_hundred(own, own, baseline)} == {None}


def _of_hundred(awarded, own, baseline=None):
    """What is told of a hundred decisions, beside as many of others; fifteen of each refused."""
    refused = [0] * 15
    told = said_of(
        [*refused, *awarded[15:]], [*refused, *own[15:]],
        baseline=None if baseline is None else [*refused, *baseline[15:]],
    ).tenant  # fmt: skip
    return told.awarded, told.own_rules, told.baseline


def _hours_of(told):
    return told.value


def test_hours_by_two_filters_are_not_told_and_by_one_they_are():
    awarded = [0] * 15 + VARIED[15:]
    assert said_of(awarded, VARIED).tenant.awarded.value
    by_year = Selection(year=2024)
    assert said_of(awarded, VARIED, selection=by_year).split.difference.value is not None
    by_two = Selection(year=2024, target_group="other")
    told = said_of(awarded, VARIED, selection=by_two)
    assert told.tenant.awarded.reason is HiddenReason.NOT_TOGETHER
    assert told.tenant.decided.value


def test_no_margin_tells_that_one_person_got_other_hours_than_advised():
    awarded = [0] * 15 + VARIED[15:]
    own = [0] * 15 + VARIED[15:39] + [VARIED[39] - 3000]
    told = said_of(awarded, own)
    assert told.split.is_hidden
    many = [0] * 15 + [minutes + 60 * (-1) ** minutes for minutes in range(5000, 5025)]
    told = said_of(many, [0] * 15 + list(range(5000, 5025)))
    assert told.split.practice.low is told.split.practice.high is None, "they undo each other"
    assert told.split.difference.low is not None
