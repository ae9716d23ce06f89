"""What a group tells is made of what its members show, so one of them learns nothing of another."""

import numpy as np

from benchmarking.cells import DayCount, Selection
from benchmarking.cube import Axes, Table
from benchmarking.disclosure import HiddenReason, Rounding
from benchmarking.releases.lost import lost_of
from benchmarking.shown import Frame, Group, count_shown, curve_shown, share_shown

ROUNDING = Rounding(key=b"a key for tests only")


def tables(parts, wholes):
    """Return a part and a whole of each member, the same in every cell; small parts are hidden."""
    axes = Axes(members=tuple(f"m{n}" for n in range(len(parts))), years=())
    shape = (len(parts), *axes.shape)
    part, whole = (
        np.broadcast_to(np.array(each).reshape(-1, 1, 1, 1), shape) for each in (parts, wholes)
    )
    small = np.minimum(part, whole - part) < 10
    nothing = np.zeros(shape, dtype=bool)
    return (
        Table(family="decided", counts=part, hidden=small),
        Table(family="decided", counts=whole, hidden=nothing),
        Frame(axes=axes, selection=Selection(), rounding=ROUNDING),
    )


def group(code, *members):
    return Group(code=code, name=code, members=members)


def test_a_member_does_not_take_itself_from_its_group():
    """44 of 120 is known to A itself; 27 % of both would be 40 of 150, so nobody at B."""
    part, whole, frame = tables([44, 0], [120, 30])
    assert share_shown(part, whole, group("g4", 0, 1), frame).reason is HiddenReason.DOMINATED


def test_a_group_says_the_same_whoever_is_hidden_says():
    """Three show theirs; the fourth shows none, and nothing of the group changes with it."""
    none, whole, frame = tables([44, 50, 30, 0], [120, 110, 90, 30])
    nine, _, _ = tables([44, 50, 30, 9], [120, 110, 90, 30])
    everyone = group("all", 0, 1, 2, 3)
    told = share_shown(none, whole, everyone, frame)
    assert not told.is_hidden
    assert told == share_shown(nine, whole, everyone, frame)


def test_two_groups_of_the_same_members_say_the_same_count():
    for size in range(40, 60):
        _, whole, frame = tables([20, 20], [size, 47])
        told = [count_shown(whole, group(code, 0, 1), frame).value for code in ("g4", "all")]
        own = [count_shown(whole, group("own", one), frame).value for one in (0, 1)]
        assert told == [sum(own)] * 2


def test_what_is_lost_is_rounded_once_however_many_tables_count_it():
    """41 cases hidden among 241, in tables of any shape: always one answer."""
    hidden = np.array([True, False])
    told = {
        lost_of(
            np.array([[41, 200]] * 1 + [[0, 0]] * rows),
            np.array([hidden] * (rows + 1)),
            inner=(slice(None), slice(None)),
            held_back=0,
            rounding=ROUNDING,
        ).cases
        for rows in range(20)
    }
    assert len(told) == 1


def curve_of(wholes, frame, whole, *members, shift=0):
    """A curve of members of whom one ends a day, the first member's days `shift` later."""
    days = [
        DayCount(tenant_schema=f"m{n}", days=10 * day + 3 + shift * (not n), events=1, censored=0)
        for n in members
        for day in range(wholes[n])
    ]
    return curve_shown(days, whole, (365, 730, 182), group("all", *members), frame)


def test_the_curve_of_a_group_is_that_of_the_curves_of_its_members():
    """A member that takes its own days away, which it knows, learns what the other one shows."""
    wholes = [120, 90, 100]
    _, whole, frame = tables([20, 20, 20], wholes)
    together = curve_of(wholes, frame, whole, 0, 1, 2)
    each = [curve_of(wholes, frame, whole, one) for one in range(3)]
    for day in (182, 365, 730):
        told = [(one.at(day).survival.value, one.cases.value) for one in each]
        mean = sum(share * cases for share, cases in told) / sum(cases for _, cases in told)
        assert together.at(day).survival.value == round(mean)
        assert together.at(day).at_risk.value == sum(one.at(day).at_risk.value for one in each)
    assert curve_of(wholes, frame, whole, 0, 1, 2, shift=1) == together
