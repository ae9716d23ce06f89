"""What groups of rules do is the mean over every order, and adds up to the last second."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.attribution import replaced
from rulebook.engine import evaluate
from rulebook.frame import CaseFrame
from rulebook.group_effects import GROUPS, GroupEffects, group_effects, groups_that_differ
from rulebook.profile import Profile
from rulebook.profiles import BASELINE, load_shipped
from rulebook.vignettes import VIGNETTES, vignette, vignette_frame
from tests.unit.rulebook.naive_effects import naive_effects
from tests.unit.rulebook.random_cases import random_facts, random_profile

SEEDS = st.integers(min_value=0, max_value=2**48)
UWV = load_shipped(BASELINE)


def effects_of(facts: dict[str, object], own: Profile, baseline: Profile) -> GroupEffects | None:
    (found,) = group_effects(CaseFrame.from_rows([facts]), own=own, baseline=baseline).of_each()
    return found


def assert_naive(facts: dict[str, object], own: Profile, baseline: Profile) -> bool:
    """Hold the effects against those of all orders, and say whether they are known."""
    found, naive = effects_of(facts, own, baseline), naive_effects(facts, own, baseline)
    if naive is None:
        assert found is None
        return False
    assert found is not None
    assert found._asdict() == {group: 60 * minutes for group, minutes in naive.items()}
    return True


@given(seed=SEEDS)
@settings(max_examples=40)
def test_any_case_between_any_two_policies(seed: int) -> None:
    """Held to the 120 orders, each policy in between worked through the plain way."""
    rng = Random(seed)
    facts = random_facts(rng, missing=0.01)
    assert_naive(facts, random_profile(rng), random_profile(rng))


@pytest.mark.parametrize(
    "name", ["amount-per-period", "hour-caps", "strict-cap", "utrecht", "weekly-hours"]
)
def test_every_vignette_under_what_ships(name: str) -> None:
    own = load_shipped(name)
    known = [assert_naive(dict(each.facts), own, UWV) for each in VIGNETTES]
    assert sum(known) >= len(VIGNETTES) - 1


@given(seed=SEEDS)
@settings(max_examples=40)
def test_the_five_are_the_whole_difference_of_every_case(seed: int) -> None:
    """And a frame is worked through as its cases are one by one."""
    rng = Random(seed)
    own, baseline = random_profile(rng), random_profile(rng)
    frame = CaseFrame.from_rows([random_facts(rng) for _ in range(6)])
    found = group_effects(frame, own=own, baseline=baseline)
    less = evaluate(frame, own).minutes - evaluate(frame, baseline).minutes
    assert np.array_equal(found.seconds.sum(axis=0), 60 * less * found.known)
    alone = [frame.slice(row, row + 1) for row in range(6)]
    each = [group_effects(one, own=own, baseline=baseline).of_each() for one in alone]
    assert found.of_each() == [effects for (effects,) in each]


@given(seed=SEEDS)
@settings(max_examples=60)
def test_what_a_group_is_made_of_is_all_that_hours_rest_on(seed: int) -> None:
    """Or a group that does something would not be tried."""
    rng = Random(seed)
    own, baseline = random_profile(rng), random_profile(rng)
    frame = CaseFrame.from_rows([random_facts(rng) for _ in range(30)])
    tried = [name for names in groups_that_differ(own, baseline).values() for name in names]
    put_back = evaluate(frame, replaced(baseline, own, tried)).minutes
    assert np.array_equal(put_back, evaluate(frame, own).minutes)


def test_the_worked_example_of_a_strict_cap() -> None:
    """A fourth year that was justified is past the cap of 24 months (periods), and no extension
    can be asked for it (tailoring). Either refuses it alone, so putting back one gives nothing.

    The baseline gives 37 hours and 14 minutes, the strict cap none: half is of each group.
    """
    own, facts = load_shipped("strict-cap"), dict(vignette("fourth-year-justified").facts)
    frame = CaseFrame.from_rows([facts])
    assert evaluate(frame, UWV).minutes == [2234]
    assert evaluate(frame, own).minutes == [0]
    groups = groups_that_differ(own, UWV)
    assert tuple(groups) == ("inclusion", "periods", "tailoring")
    for group in ("periods", "tailoring"):
        assert evaluate(frame, replaced(own, UWV, groups[group])).minutes == [0]
    both = (*groups["periods"], *groups["tailoring"])
    assert evaluate(frame, replaced(own, UWV, both)).minutes == [2234]
    assert effects_of(facts, own, UWV) == GroupEffects(
        inclusion=0, method=0, periods=-67_020, tailoring=-67_020, other_rules=0
    )


def test_over_the_vignettes_a_strict_cap_is_split_as_decision_89_tells() -> None:
    found = group_effects(vignette_frame(), own=load_shipped("strict-cap"), baseline=UWV)
    hours = found.seconds[:, found.known].mean(axis=1) / 3600
    told = dict(zip(GROUPS, hours.round(2).tolist(), strict=True))
    assert told == {
        "inclusion": 0.32, "method": 0, "periods": -0.48, "tailoring": -0.48, "other_rules": 0
    }  # fmt: skip


def test_where_a_policy_in_between_tells_no_hours_there_are_no_effects() -> None:
    """Own rules refuse who the baseline lets in: an amount without a tariff gives no hours."""
    facts, baseline = dict(vignette("status-holder").facts), load_shipped("strict-cap")
    own = replaced(UWV, load_shipped("amount-per-period"), ["intensity.method"])
    frame = CaseFrame.from_rows([facts])
    assert evaluate(frame, own).minutes == [0]
    assert evaluate(frame, baseline).minutes > 0
    assert effects_of(facts, own, baseline) is None


def test_policies_that_are_the_same_do_nothing() -> None:
    found = group_effects(vignette_frame(), own=UWV, baseline=UWV)
    assert not found.seconds.any()
    assert np.array_equal(found.known, evaluate(vignette_frame(), UWV).minutes >= 0)
