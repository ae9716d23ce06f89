"""The totals of one organisation are those of its cases one after another, and nothing else."""

from random import Random

import numpy as np
import pytest

from policy_profiles.simulation.simulate import Decided
from policy_profiles.simulation.tally import Policies, Tally, tally_of
from rulebook.finding import find
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import load_shipped
from tests.unit.policy_profiles.naive_impact import naive_figures, naive_shift
from tests.unit.rulebook.random_cases import random_facts

ROWS = [random_facts(Random(number), missing=0.02) for number in range(240)]
BASELINE, CAPS, LOW = (load_shipped(name) for name in ("uwv-baseline", "hour-caps", "low-rate"))


def tally(rows: list, *, earlier: tuple = ()) -> Tally:
    frame = CaseFrame.from_rows(rows)
    decided = Decided(
        frame=frame,
        awarded=np.full(frame.n, 60, dtype=np.int64),
        refused=np.arange(frame.n) % 4 == 0,
    )
    policies = Policies(before=CAPS, after=LOW, baseline=BASELINE, earlier=earlier)
    return tally_of(decided, policies)


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
    assert (found["earlier", "0", "", "", "touched"] == 0) is is_same
    assert found["earlier", "0", "", "", "exact"] <= found["earlier", "0", "", "", "touched"]


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
