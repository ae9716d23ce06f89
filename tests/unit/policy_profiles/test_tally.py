"""The totals of one organisation are those of its cases one after another, and nothing else."""

from random import Random
from uuid import UUID, uuid4

import numpy as np
import pytest

from benchmarking.disclosure.deviations import deviations
from policy_profiles.simulation.distance import dressed, rest_of
from policy_profiles.simulation.sides import Side
from policy_profiles.simulation.simulate import Decided
from policy_profiles.simulation.tally import SIDES, Policies, Tally, tally_of
from rulebook.finding import find
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import load_shipped
from tests.unit.policy_profiles.naive_impact import naive_figures, naive_shift
from tests.unit.rulebook.random_cases import random_facts

ROWS = [random_facts(Random(number), missing=0.02) for number in range(240)]
BASELINE, CAPS, LOW = (load_shipped(name) for name in ("uwv-baseline", "hour-caps", "low-rate"))


def decided(rows: list) -> Decided:
    frame = CaseFrame.from_rows(rows)
    return Decided(
        frame=frame,
        awarded=np.full(frame.n, 60, dtype=np.int64),
        refused=np.arange(frame.n) % 4 == 0,
    )


def tally(rows: list, *, earlier: tuple = ()) -> Tally:
    policies = Policies(before=CAPS, after=LOW, baseline=BASELINE, earlier=earlier)
    return tally_of(decided(rows), policies)


def test_totals_are_those_of_one_case_after_another():
    found, naive = tally(ROWS), naive_shift(ROWS, CAPS, LOW)
    for (dimension, code), counted in naive.items():
        for name in ("cases", "fewer", "more", "gained", "lost"):
            assert found["effect", dimension, code, name] == counted[name], (code, name)
        minutes = counted["minutes_after"] - counted["minutes_before"]
        assert found["shift", dimension, code, "total"] == minutes
    for side, profile in (("before", CAPS), ("after", LOW), ("baseline", BASELINE)):
        figures = naive_figures(ROWS, profile)
        assert found["minutes", side, "total"] == figures["minutes"]
        assert found["verdict", side, "refused"] == figures["not_met"]
        assert found["period", side, "days"] == figures["days"]


def test_totals_of_two_organisations_add_up_to_those_of_all_cases():
    """So that a sum over organisations is that of everybody's cases."""
    parts = [tally(ROWS[:100]), tally(ROWS[100:])]
    whole = tally(ROWS)
    for name in whole:
        if name[-1] in ("largest", "second"):
            continue
        if name[0] not in ("cents", "practice", "apart"):  # who was refused goes by place here
            if name[:2] == ("verdict", "practice"):
                continue
            assert sum(part.get(name, 0) for part in parts) == whole[name], name


@pytest.mark.parametrize(("other", "is_same"), [(LOW, True), (CAPS, False)])
def test_the_distance_to_an_earlier_question_counts_every_case_that_is_answered_otherwise(
    other, is_same
):
    found = tally(ROWS, earlier=(other,))
    assert (found["far", "0", "touched"] == 0) is is_same
    assert found["far", "0", "", "", "exact"] <= found["far", "0", "touched"]
    moved = [n for name, n in found.items() if name[:3] == ("moved", "0", "effect")]
    assert (not any(moved)) is is_same


def test_what_an_earlier_question_comes_to_is_what_it_would_come_to_itself():
    found = tally(ROWS, earlier=(CAPS,))
    again = tally_of(decided(ROWS), Policies(before=CAPS, after=CAPS, baseline=BASELINE))
    for name in ("effect", "shift", "minutes", "obligation"):
        own = {key: n for key, n in again.items() if key[0] == name and key[1] != "before"}
        own = {key: n for key, n in own.items() if key[1] != "baseline" and key[1] != "practice"}
        assert own
        assert all(found["earlier", "0", *key] == n for key, n in own.items())


@pytest.mark.parametrize("row", ROWS[:40])
def test_one_case_never_counts_for_what_it_is(row):
    """Whatever is subtracted from what: of one case at least a fifth is off, and at most two."""
    factors = deviations([uuid4()], key=b"a key of this test")
    policies = Policies(before=CAPS, after=LOW, baseline=BASELINE)
    exact, told = (tally_of(decided([row]), policies, f) for f in (None, factors))
    names = [("minutes", side) for side in SIDES] + [("shift", "", "")]
    for name in names:
        own, given = abs(exact[*name, "total"]), abs(told[*name, "total"])
        assert own // 5 - 1 <= abs(given - own) <= 2 * own // 5 + 1
    own, given = (found["period", "after", "days"] for found in (exact, told))
    assert own // 5 - 1 <= abs(given - own)


def test_many_cases_together_count_for_nearly_what_they_are():
    factors = deviations([UUID(int=number) for number in range(len(ROWS))], key=b"another key")
    policies = Policies(before=CAPS, after=LOW, baseline=BASELINE)
    exact, told = (tally_of(decided(ROWS), policies, f) for f in (None, factors))
    for side in SIDES:
        own, given = (found["minutes", side, "total"] for found in (exact, told))
        assert abs(given - own) < own // 10
    assert 0.35 < (factors > 1_000).mean() < 0.65


def test_a_change_that_all_have_hides_nobody_whose_change_is_another():
    """Everybody a tenth more, and one person nothing at all: what is left is that one person."""
    more = _side(np.arange(100, 160) * 11)
    one = more.minutes.copy()
    one[7] = 0
    both = np.arange(100, 160) * 10
    left, right = _side(both), _side(one)
    found = dressed(left, right, [(("", ""), np.ones(60, dtype=bool))])
    assert found.tolist() == more.minutes.tolist()
    assert rest_of(left, right, found).nonzero()[0].tolist() == [7]


def _side(minutes) -> Side:
    granted = minutes > 0
    return Side(
        granted=granted, refused=~granted, minutes=minutes, told=granted, days=minutes, tariff=None
    )


def test_nothing_but_whole_numbers_by_name_comes_out():
    found = tally(ROWS)
    assert all(type(number) is int for number in found.values())
    assert all(isinstance(part, str) for name in found for part in name)


def test_the_two_largest_changes_of_a_cell_are_those_of_its_cases():
    """Without them nobody outside could tell whether one case carries the hours of a class."""
    found = tally(ROWS)
    before, after = ([answer(row, side) for row in ROWS] for side in (CAPS, LOW))
    gaps = sorted(
        (abs(b - a) for a, b in zip(before, after, strict=True) if a >= 0 and b >= 0), reverse=True
    )
    assert found["shift", "", "", "largest"] == gaps[0]
    assert found["shift", "", "", "second"] == gaps[1]
    assert found["shift", "", "", "size"] == sum(gaps)


def answer(row: dict, profile: Profile) -> int:
    minutes = find(row, profile).as_data()["minutes"]
    return -1 if minutes is None else minutes
