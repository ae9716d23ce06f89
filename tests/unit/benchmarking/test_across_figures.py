"""The premise of the proof: one person more or less moves no figures by more than is said."""

from fractions import Fraction
from math import dist, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarking.across.estimates import Estimate
from benchmarking.across.figures import OF_A_POLICY, OF_NOW, with_noise
from benchmarking.across.members import may_be_asked, pieces_of, settled
from benchmarking.across.reading import lines_of
from policy_profiles.simulation.simulate import Decided
from policy_profiles.simulation.tally import Cases, tally_of_now, tally_of_policy
from rulebook.frame import CaseFrame
from rulebook.profiles import load_shipped
from tests.unit.rulebook.random_cases import random_facts

NAMES = ("uwv-baseline", "hour-caps", "low-rate", "g4-2015", "broad-target-group", "weekly-hours")
PROFILES = {name: load_shipped(name) for name in NAMES}
ROWS = [random_facts(Random(number), missing=0.02) for number in range(400)]


def cases(rows: list[int], people: list[int], chance: Random) -> Cases:
    """Cases with these facts of these people, some decided for far more hours than count."""
    numbers: dict[int, int] = {}
    return Cases(
        decided=Decided(
            frame=CaseFrame.from_rows([ROWS[row] for row in rows]),
            awarded=np.array([chance.choice((0, 600, 90_000)) for _row in rows], dtype=np.int64),
            refused=np.array([chance.random() < 0.3 for _row in rows], dtype=bool),
        ),
        people=np.array([numbers.setdefault(one, len(numbers)) for one in people], dtype=np.int64),
    )


def without(found: Cases, person: int) -> Cases:
    """The same cases but for those of one person."""
    kept = np.flatnonzero(found.people != person)
    _old, people = np.unique(found.people[kept], return_inverse=True)
    frame = CaseFrame.from_rows([found.decided.frame.row(place) for place in kept.tolist()])
    return Cases(
        decided=Decided(
            frame=frame,
            awarded=found.decided.awarded[kept],
            refused=found.decided.refused[kept],
        ),
        people=people,
    )


@settings(max_examples=60)
@given(
    rows=st.lists(st.integers(0, len(ROWS) - 1), min_size=1, max_size=14),
    many=st.integers(1, 5),
    seed=st.integers(0, 10_000),
    own=st.sampled_from(NAMES),
    asked=st.sampled_from(NAMES),
)
def test_one_person_more_moves_no_figures_by_more_than_the_noise_is_for(
    rows, many, seed, own, asked
):
    """Whoever it is, with however many applications, under whatever rules and policy."""
    chance = Random(seed)
    found = cases(rows, [chance.randrange(many) for _row in rows], chance)
    fewer, other = (without(found, chance.randrange(found.count)) for _time in range(2))
    rules, policy = PROFILES[own], PROFILES[asked]
    for families, tally in (
        (OF_NOW, lambda one: tally_of_now(one, own=rules)),
        (OF_A_POLICY, lambda one: tally_of_policy(one, own=rules, asked=policy)),
    ):
        here, there, instead = tally(found), tally(fewer), tally(other)
        named = [name for family in families for name in family.names]
        assert sorted(named) == sorted(here) == sorted(there)  # what is there says nothing
        for family in families:
            moved = dist([here[n] for n in family.names], [there[n] for n in family.names])
            assert moved <= family.most, family.names[0]
            # Without the one or without the other: the one in the place of the other.
            moved = dist([there[n] for n in family.names], [instead[n] for n in family.names])
            most = family.most * sqrt(family.rho_of_what / family.rho)
            assert moved <= most + 1e-6, family.names[0]


def test_the_limits_are_reached_so_that_the_test_above_says_something():
    found = cases([1, 2], [0, 0], Random(1))
    decided = Decided(
        frame=found.decided.frame,
        awarded=np.array([90_000, 90_000]),
        refused=np.array([False, False]),
    )
    tally = tally_of_now(Cases(decided=decided, people=found.people), own=PROFILES["hour-caps"])
    assert tally["practice", "minutes"] == 300 * 60
    assert tally["practice", "verdict", "granted"] == 1


def test_noise_is_added_to_every_figure_and_to_the_sum_of_organisations_once():
    chance = Random(3)
    tallies = [tally_of_now(cases([n], [0], chance), own=PROFILES["hour-caps"]) for n in (1, 2)]
    drawn = with_noise(OF_NOW, tallies, Random(4).randrange)
    assert {name.split("/")[0] for name in drawn} == {"people", "practice", "own"}
    assert drawn == with_noise(OF_NOW, tallies, Random(4).randrange)
    assert drawn != with_noise(OF_NOW, tallies, Random(5).randrange)
    assert all(Fraction(figure["variance"]) >= 200 for figure in drawn.values())


def test_a_figure_is_told_where_its_noise_is_small_and_never_below_nought():
    found = Estimate(value=Fraction(-3), variance=Fraction(100), least=0)
    assert (found.shown, found.low, found.high) == (0, 0, 17)
    assert found.is_worth(Fraction(80))
    assert not found.is_worth(Fraction(78))
    assert Estimate(value=Fraction(5), variance=Fraction(1)).over(found) is None


@pytest.mark.parametrize("people", [20_000, 60])
def test_of_many_nearly_all_is_told_and_of_few_nearly_nothing(people):
    """By the noised figures alone: `people` in the whole, each class a fifth of them."""

    def figure(name: tuple[str, ...], variance: Fraction) -> dict:
        size = {"people": people // 5, "verdict": people // 2, "minutes": people * 4_800}
        size |= {"days": people * 300}
        kind = name[0] if name[0] == "people" else name[1]
        return {"value": size.get(kind, people // 20), "variance": str(variance)}

    now, policy = (
        {"/".join(name): figure(name, each.variance) for each in families for name in each.names}
        for families in (OF_NOW, OF_A_POLICY)
    )
    lines = lines_of(now, policy, tariff=6_000)
    told = [line for line in lines.values() if line.value is not None]
    assert len(lines) > 100
    assert len(told) == len(lines) if people > 1_000 else len(told) < len(lines) / 10
    assert all(line.low <= line.value <= line.high for line in told)


def test_a_policy_hours_are_the_own_hours_and_what_changes():
    now, policy = (
        {"/".join(n): {"value": 6_000, "variance": "1"} for f in families for n in f.names}
        for families in (OF_NOW, OF_A_POLICY)
    )
    lines = lines_of(now, policy, tariff=5_000)
    assert lines["asked", "", "", "hours"].value == 200
    assert lines["asked", "", "", "costs"].value == 200 * 5_000
    assert ("asked", "", "", "costs") not in lines_of(now, policy, tariff=None)


@settings(max_examples=150)
@given(st.lists(st.frozensets(st.sampled_from("abcdefghij")), min_size=1, max_size=5))
def test_groups_leave_nobody_alone_or_with_one_other_by_subtracting(groups):
    found = [members for members in settled(groups) if members]
    assert all(members <= group for members, group in zip(settled(groups), groups, strict=True))
    assert all(len(piece) >= 3 for piece in pieces_of(found))


def test_who_withdraws_alone_closes_the_group_and_three_together_do_not():
    whole = frozenset("abcdefgh")
    assert may_be_asked(whole, out=[whole])
    assert not may_be_asked(whole - {"a"}, out=[whole])
    assert may_be_asked(whole - {"a", "b", "c"}, out=[whole])
    assert not may_be_asked(frozenset("ab"), out=[])
