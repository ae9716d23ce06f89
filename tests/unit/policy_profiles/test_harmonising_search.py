"""The smallest sets of common values: what they leave is what the rules leave; none is better."""

from datetime import date
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from policy_profiles.harmonisation.measure.effect import effect_of
from policy_profiles.harmonisation.measure.pieces import Pieces, may_matter, may_show
from policy_profiles.harmonisation.measure.search import (
    Found,
    Searched,
    alternatives,
    apart,
    search,
)
from policy_profiles.harmonisation.measure.spread import spread_by_client, spread_of, told_by_all
from rulebook.engine import evaluate
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile
from rulebook.profiles import BASELINE, load_shipped, shipped_profile_names
from rulebook.vignettes import VIGNETTES, vignette_frame
from tests.unit.policy_profiles import naive_closeness as naive
from tests.unit.policy_profiles.test_closeness import with_own

TODAY = date(2026, 6, 1)
SHIPPED = {name: load_shipped(name, TODAY) for name in shipped_profile_names()}
BASE = SHIPPED[BASELINE]
GROUPS = [
    ("hour-caps", "low-rate", "strict-cap", "broad-target-group"),
    ("utrecht", "weekly-hours", "amount-per-period"),
    ("amsterdam", "utrecht"),
]


def searched(*names: str) -> Searched:
    return _searched([SHIPPED[name] for name in names])


def _searched(group: list[Profile]) -> Searched:
    return search(group, [BASE, *group])


def named(found: Searched, one: Found) -> list[tuple[str, object]]:
    return [(name, found.holders[place][name].value) for name, place in one.changes]


def test_the_spread_is_the_distance_from_the_middle_worked_by_hand() -> None:
    """Of 10, 20, 60 the middle is 20: 10 + 0 + 40; of 0, 0, 30, 40 any point from 0 to 30."""
    three = [np.array([10]), np.array([60]), np.array([20])]
    four = [np.array([0]), np.array([40]), np.array([0]), np.array([30])]
    assert spread_by_client(three).tolist() == [50]
    assert spread_by_client(four).tolist() == [70]
    assert spread_by_client(three[:1]).tolist() == [0]


def test_a_client_whose_hours_somebody_cannot_tell_takes_no_part() -> None:
    answers = [np.array([60, -1]), np.array([120, 300])]
    told = told_by_all(answers)
    assert told.tolist() == [True, False]
    assert spread_of(answers, told) == 60


@pytest.mark.parametrize("name", list(SHIPPED))
def test_answers_put_together_from_pieces_are_those_of_the_engine(name: str) -> None:
    """Two hundred sets of one to four values that others have."""
    chance = Random(2026)
    holders = tuple(SHIPPED.values())
    values = [(p, place) for p in PARAMETERS if may_show(p) for place in range(len(holders))]
    pieces = Pieces(SHIPPED[name], holders)
    for _ in range(200):
        drawn = dict(chance.sample(values, chance.randint(1, 4)))
        changes = frozenset(drawn.items())
        found = evaluate(vignette_frame(), pieces.changed(changes))
        answered = pieces.answered(changes)
        assert np.array_equal(answered.verdict, found.verdict), sorted(drawn)
        assert np.array_equal(answered.provider, found.provider), sorted(drawn)
        assert np.array_equal(answered.minutes, found.minutes), sorted(drawn)


def test_values_that_cannot_matter_are_none_that_the_engine_reads() -> None:
    """Put in alone, under every method, they leave every verdict and every hour."""
    for own in SHIPPED.values():
        now = evaluate(vignette_frame(), own)
        for other in SHIPPED.values():
            idle = [n for n in other.differences_from(own) if not may_matter(n)]
            changed = naive.with_values(own, [(name, other) for name in idle])
            found = evaluate(vignette_frame(), changed)
            assert np.array_equal(found.verdict, now.verdict)
            assert np.array_equal(found.minutes, now.minutes)


def test_what_the_group_has_in_common_is_found_by_hand() -> None:
    """Amsterdam and Utrecht give other hours in one way: who is in the target group."""
    found = searched("amsterdam", "utrecht")
    assert named(found, found.best[0])[0][0] == "target_group.accepted_grounds"
    assert (found.best[0].left, found.best[0].size, found.best[0].steps) == (0, 1, 1)
    assert found.removed(found.best[0]) == 1
    assert len(found.best) == 1


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: "-".join(g))
def test_the_spread_before_and_after_is_that_of_the_findings(group: tuple[str, ...]) -> None:
    found = searched(*group)
    profiles = [SHIPPED[name] for name in group]
    clients = naive.known_by_all(profiles)
    assert found.clients == len(clients)
    assert found.spread == naive.spread(profiles, clients)
    for one in found.best:
        changes = [(name, found.holders[place]) for name, place in one.changes]
        changed = [naive.with_values(profile, changes) for profile in profiles]
        assert one.left == naive.spread(changed, clients)


def test_no_set_of_one_or_two_leaves_less_than_the_best() -> None:
    """Every set the long way, for a group in which that can be done."""
    own = with_own(hours__minimum_weekly=480, award__period_months=12)
    group = [SHIPPED["broad-target-group"], own]
    found = _searched(group)
    candidates = [(name, found.holders[place]) for name, place in found.candidates]
    assert found.exact_to >= 2
    for size in (1, 2):
        best = min(one.left for one in found.sets if one.size == size)
        assert best == naive.least_left(group, candidates, size)


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: "-".join(g))
def test_a_larger_set_leaves_less_and_no_change_is_idle(group: tuple[str, ...]) -> None:
    found = searched(*group)
    left = [found.spread, *(one.left for one in found.best)]
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == len(left)
    by_changes = {one.changes: one.left for one in found.sets}
    for one in found.sets:
        for change in one.changes:
            fewer = tuple(c for c in one.changes if c != change)
            assert by_changes.get(fewer, found.spread) > one.left


@pytest.mark.parametrize("group", GROUPS[:2], ids=lambda g: "-".join(g))
def test_there_are_three_alternatives_and_they_are_different(group: tuple[str, ...]) -> None:
    found = searched(*group)
    chosen = alternatives(found, wanted=4)
    assert len(chosen) >= 3
    for place, one in enumerate(chosen):
        for other in chosen[:place]:
            assert apart(one, other) >= Fraction(3, 4)
    most = [found.removes_most(one) for one in chosen]
    assert most[0]
    assert most == sorted(most, reverse=True)


def test_a_common_value_is_one_that_somebody_has() -> None:
    """Never a value of nobody's, and never "not stated", which a policy cannot be given."""
    own = with_own(long_term__months=24, wage_value__minimum=2_500)
    found = _searched([own, SHIPPED["strict-cap"]])
    for name, place in found.candidates:
        assert found.holders[place][name].is_stated
    values = [found.holders[p][n].value for n, p in found.candidates if n == "wage_value.minimum"]
    assert 2_500 in values
    assert len(values) == len(set(values))


def test_a_group_that_answers_the_same_has_nothing_to_bring_closer() -> None:
    found = searched("amsterdam", "rotterdam")
    assert (found.spread, found.candidates, found.best, found.sets) == (0, (), (), ())
    assert alternatives(found, wanted=3) == ()


def test_the_search_says_how_far_it_tried_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a small budget it grows from pairs, and its threes are still true."""
    whole = searched(*GROUPS[0])
    monkeypatch.setattr("policy_profiles.harmonisation.measure.search.MOST_SETS", 300)
    grown = searched(*reversed(GROUPS[0]))  # in another order, so that it is searched anew
    assert whole.exact_to >= 3
    assert grown.exact_to == 2
    assert [one.left for one in grown.best[:2]] == [one.left for one in whole.best[:2]]
    assert grown.best[2].left >= whole.best[2].left


def test_only_the_values_of_givers_are_proposed() -> None:
    """A group of three of which one gives nothing: its own method is in no set."""
    group = [SHIPPED[name] for name in ("utrecht", "amsterdam", "weekly-hours")]
    found = search(group, [BASE, *group[:2]])
    methods = {found.holders[p][n].value for n, p in found.candidates if n == "intensity.method"}
    assert methods == {"percentage_by_regime"}


def test_the_effect_on_a_policy_is_told_client_by_client() -> None:
    """Without the register as a ground, clients of Utrecht's fall away, and nobody comes in."""
    pieces = Pieces(SHIPPED["utrecht"], (BASE,))
    changes = frozenset({("target_group.accepted_grounds", 0)})
    found = effect_of(pieces, changes)
    before, after = (
        evaluate(vignette_frame(), pieces.own),
        evaluate(vignette_frame(), pieces.changed(changes)),
    )
    lost = [n for n, v in enumerate(before.verdict) if v >= 2 and after.verdict[n] == 0]
    assert list(found.lost) == lost
    assert "register-only" in {VIGNETTES[place].id for place in found.lost}
    assert (found.gained, found.more) == ((), ())
    assert set(found.lost) <= set(found.fewer)
    told = (before.minutes >= 0) & (after.minutes >= 0)
    assert found.minutes == int((after.minutes - before.minutes)[told].sum())
