"""What a group tells is made of what its members show, so one of them learns nothing of another."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.cells import CellKey, DayCount, DecisionCell, Selection
from benchmarking.cube import Axes, Table
from benchmarking.disclosure import HiddenReason, Protected, Rounding, release_mean
from benchmarking.disclosure.values import hidden
from benchmarking.group_figures import Source, group_hours
from benchmarking.group_means import difference_of_shown, mean_of_shown
from benchmarking.releases.lost import lost_of
from benchmarking.shown import Frame, Group, count_shown, curve_shown, share_shown
from benchmarking.statistics.means import Sums, difference_interval, mean_interval
from benchmarking.statistics.split import totals_of_cases

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
    """41 cases of five hidden among 241, in tables of any shape: always one answer."""
    told = {lost_by(9, 8, 8, 8, 8, *[0] * nobody) for nobody in range(20)}
    assert len(told) == 1
    assert told.pop().value


def test_what_is_lost_of_few_organisations_or_of_one_for_the_most_part_is_not_told():
    """Added to the table of a small one it narrowed four small counts of 436."""
    assert lost_by(41).is_hidden
    assert lost_by(21, 20, 20, 20).is_hidden
    assert lost_by(60, 10, 10, 10, 10).is_hidden


def lost_by(*cases):
    """The share of cases that is told of organisations that each have so many hidden."""
    table = np.array([[hidden, 40 if hidden else 0] for hidden in cases])
    return lost_of(
        table, np.array([[True, False]] * len(cases)), inner=(slice(None), slice(None)),
        organisations=0, held_back=0, rounding=ROUNDING,
    ).cases  # fmt: skip


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


def test_the_mean_of_a_group_is_of_shown_means_and_cases():
    """Of 60 with 10:00 and 40 with 20:00: 14:00, in steps of six minutes."""
    figures = [(Protected(value=600), 60), (Protected(value=1200), 40)]
    assert mean_of_shown(figures, step=6) == Protected(value=840)
    left_out = [*figures, (hidden(HiddenReason.SMALL_NUMBERS), 0)]
    assert mean_of_shown(left_out, step=6) == Protected(value=840)
    assert mean_of_shown([left_out[-1]]).reason is HiddenReason.SMALL_NUMBERS


def test_the_interval_of_a_group_is_what_theirs_come_to():
    """Margins of 30 and 40 over equal cases: the root of 15 and 20 squared, 25."""
    figures = [(Protected(value=600, low=570, high=630), 50),
               (Protected(value=700, low=660, high=740), 50)]  # fmt: skip
    assert mean_of_shown(figures) == Protected(value=650, low=625, high=675)
    without = [*figures, (Protected(value=650), 50)]
    assert mean_of_shown(without) == Protected(value=650)


@given(
    first=st.lists(st.integers(0, 4000), min_size=30, max_size=60),
    second=st.lists(st.integers(0, 4000), min_size=30, max_size=60),
)
def test_a_difference_of_shown_means_has_hardly_another_interval_than_that_of_welch(first, second):
    """As wide to within two steps a side, and somewhat wider: each side has its own quantile."""
    sums = [Sums(cases=len(of), total=sum(of), squares=sum(n * n for n in of))
            for of in (first, second)]  # fmt: skip
    shown = [release_mean(one.mean, mean_interval(one), cases=one.cases) for one in sums]
    found, exact = difference_of_shown(*shown, step=6), difference_interval(*sums)
    assert found.value == shown[0].value - shown[1].value
    margin = (exact.high - exact.low) / 2
    assert abs((found.high - found.low) / 2 - margin) <= 12 + 0.02 * margin


def test_hours_of_a_group_say_the_same_for_every_count_that_is_shown_alike():
    """From pooled sums a member would learn the exact cases of the other: here 86 from 85."""
    told = {cases: _hours_of_two(cases) for cases in range(70, 100)}
    alike = {}
    for shown, mean in told.values():
        alike.setdefault(shown, set()).add(mean)
    assert any(cases != shown for cases, (shown, _) in told.items())
    assert all(len(means) == 1 for means in alike.values())


def _hours_of_two(cases):
    """Return the cases shown of the second, and the mean of both; each awards all the same."""
    own, other = spread_around(1200, 90), spread_around(1500, cases)
    axes = Axes(members=("m0", "m1"), years=())
    counts = np.broadcast_to(
        np.array([len(own), len(other)]).reshape(-1, 1, 1, 1), (2, *axes.shape)
    )
    nothing = np.zeros(counts.shape, dtype=bool)
    table = Table(family="decided", counts=counts, hidden=nothing)
    tables = SimpleNamespace(axes=axes, complete=table, hours=table)
    decisions = [
        DecisionCell(
            key=CellKey(tenant_schema=f"m{n}", year=2024, target_group="", contract_class=""),
            refused=0,
            hours=totals_of_cases(awarded=of, own=of, baseline=of),
        )
        for n, of in enumerate((own, other))
    ]
    source = Source(
        tables=tables, decisions=decisions, durations=(), gaps=(), selection=Selection(),
        rounding=ROUNDING,
    )  # fmt: skip
    return (
        group_hours(group("m1", 1), source).complete.value,
        group_hours(group("g4", 0, 1), source).awarded.value,
    )


def spread_around(mean, cases):
    """Return minutes with exactly this mean, whatever their number, and some spread."""
    return [mean] * (cases % 2) + [mean - 300, mean + 300] * (cases // 2)
