"""Somebody asks all that can be asked, and subtracts: what a review had out, and more."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from benchmarking.across.asking import Asked
from benchmarking.across.catalogue import Policy
from benchmarking.across.groups import offered_groups
from benchmarking.across.inside import each_inside, totals_of
from benchmarking.across.members import is_enough, pieces_of
from benchmarking.across.models import AskedAcross
from benchmarking.across.question import Question
from benchmarking.disclosure.organisations import Counted
from benchmarking.disclosure.rules import DEFAULT_RULES
from policy_profiles.simulation.tally import EFFECTS, Tally
from policy_profiles.taking_part.actions import state_sharing
from rulebook.finding import find
from tenants import context
from tenants.queries import launched_tenants
from tests.across_fixtures import (
    YEAR,
    analyst_of_the_platform,
    answer_of,
    changed,
    decide_one,
    organisation,
    organisations,
    policy,
    put,
)
from tests.what_if_fixtures import decide_cases, decided_facts

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk", "dongen", "elst", "flit")
#: Somebody whom nobody is like: under twelve and three quarter hours a week, above twelve.
SOMEBODY = {**decided_facts(1), "weekly_hours": 750, "wage_value": 4_000, "need": "intensive"}
WEEKLY = {"intensity.method": "fixed_weekly", "duration.nominal_months": 24}
HOUR = {**WEEKLY, "intensity.weekly_minutes": 60}
MORE = {**WEEKLY, "intensity.weekly_minutes": 66}
NOT_SOMEBODY = {"hours.minimum_weekly": 765}
ASKED, LESS_ONE = changed("weekly", HOUR), changed("less-one", {**HOUR, **NOT_SOMEBODY})
DRESSED, DRESSED_LESS_ONE = (
    changed("more", MORE),
    changed("more-less-one", {**MORE, **NOT_SOMEBODY}),
)
POLICIES = (
    policy("uwv-baseline"), policy("low-rate"), policy("weekly-hours"), ASKED, LESS_ONE,
    DRESSED, DRESSED_LESS_ONE, policy("hour-caps"),
)  # fmt: skip


@pytest.fixture(scope="module")
def everybody(for_whole_module: None) -> None:
    """Seven organisations, in two kinds, of which one has somebody like nobody else."""
    organisations(NAMES, cases=20)
    organisation("ijmond", cases=range(70_000, 70_020), kind="partnership")
    with context.inside(NAMES[0]):
        decide_one(SOMEBODY)


@pytest.fixture
def analyst(everybody: None, make_user) -> User:
    return analyst_of_the_platform(make_user)


def totals(asked: Policy, *earlier: Policy) -> dict[str, Tally]:
    """What crosses, which no analyst sees."""
    questions = [Question.of(each, group="alle", year=YEAR) for each in (asked, *earlier)]
    day = AskedAcross.objects.earliest("asked_at").rules_day
    read = partial(totals_of, questions[0], on=day, earlier=questions[1:])
    found, failing = each_inside([*NAMES, "ijmond"], read)
    assert not failing
    return found


def figures(data: Any, name: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every figure that is shown, by where it stands."""
    if isinstance(data, Mapping) and "value" in data:
        yield name, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from figures(value, f"{name}/{key}")
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from figures(value, f"{name}/{place}")


def shown(asked: Asked) -> dict[str, Any]:
    return {name: data["value"] for name, data in figures(answer_of(asked))}


def test_two_policies_that_differ_in_one_person_are_answered_alike(analyst):
    """In both orders: the second is the first, word for word."""
    moved = [tally["moved", "0", "verdict", "after", "granted"] for tally in _after(analyst)]
    assert sum(moved) == 1  # the attack is one: somebody, and nobody else
    for one, other in pairwise((LESS_ONE, ASKED, LESS_ONE)):
        assert answer_of(put(analyst, one)) == answer_of(put(analyst, other))


def _after(analyst: User) -> list[Tally]:
    put(analyst, ASKED)
    return list(totals(LESS_ONE, ASKED).values())


def test_a_change_that_everybody_has_dresses_nobody_up(analyst):
    """A tenth more for all, and one person less: no count moves."""
    plain = shown(put(analyst, ASKED))
    dressed = shown(put(analyst, DRESSED_LESS_ONE))
    rows = list(AskedAcross.objects.order_by("asked_at"))
    assert rows[1].stands_for == rows[1].question_hash  # far enough to be answered for itself
    for name, number in dressed.items():
        if name.endswith(("/lost", "/gained", "/granted", "/refused", "/obligated")):
            assert number == plain[name], name
    assert plain["/sides/after/mean"] is not None


def test_the_dress_looks_the_same_with_and_without_the_person(analyst):
    """In worlds of their own: hours are those of everybody else, with what all have."""
    worlds = []
    for second in (DRESSED, DRESSED_LESS_ONE):
        with transaction.atomic():
            first = put(analyst, ASKED)
            told, before = shown(put(analyst, second)), shown(first)
            transaction.set_rollback(True)
        worlds.append(told)
        assert told["/sides/after/mean"] > before["/sides/after/mean"]
    measured = [name for name in worlds[0] if name.rpartition("/")[2] in _MEASURES]
    assert {n: worlds[0][n] for n in measured} == {n: worlds[1][n] for n in measured}


def test_what_subtracting_leaves_of_one_person_is_not_that_persons_hours(analyst):
    """Were every door open: the sums of two policies differ by another number than the hours."""
    put(analyst, ASKED)
    found = totals(LESS_ONE, ASKED).values()
    here, there = (
        sum(tally[*prefix, "minutes", "after", "total"] for tally in found)
        for prefix in ((), ("earlier", "0"))
    )
    own = find(SOMEBODY, ASKED.profile).as_data()["minutes"]
    assert own > 0
    least, most = DEFAULT_RULES.least_deviation * own, DEFAULT_RULES.most_deviation * own
    assert least - 7 <= abs(there - here - own) <= most + 7  # rounded once an organisation


def test_late_decisions_and_who_leaves_or_joins_make_no_period_or_group_of_one(analyst):
    """The same policy before and after: alike in everything, or of three others at least."""
    before = answer_of(put(analyst, ASKED))
    with context.inside(NAMES[0]):
        decide_cases(1, first=91_000)
    organisation("joure", cases=range(80_000, 80_020))
    again = put(analyst, ASKED)
    assert again.is_kept
    assert answer_of(again) == before
    with context.inside(NAMES[1]):
        state_sharing(actor=None, takes_part=False, from_day=timezone.localdate())
    put(analyst, ASKED)
    sets = [frozenset(row.members) for row in AskedAcross.objects.all()]
    assert len(set(sets)) == 2
    assert all(one == other or len(one ^ other) >= 3 for one in sets for other in sets)


def test_everything_asked_of_every_group_gives_no_piece_of_one_or_two(analyst):
    """Of any two answers: what they differ by is nobody, or ten cases of three organisations."""
    groups = [group.code for group in offered_groups(launched_tenants())]
    assert len(groups) >= 2
    for asked in POLICIES:
        for group in groups:
            put(analyst, asked, group=group)
    out = list(AskedAcross.objects.order_by("asked_at"))
    sets = list(dict.fromkeys(frozenset(row.members) for row in out))
    assert len(sets) >= 2
    cases = dict.fromkeys(set().union(*sets), 20)
    assert all(is_enough(piece, cases, DEFAULT_RULES) for piece in pieces_of(sets))
    _no_count_moves_by_few(out)
    told: dict[object, object] = {}
    for row in out:  # who lays alike questions side by side sees no step
        key = (row.stands_for, row.group, tuple(row.members))
        assert told.setdefault(key, row.answer) == row.answer
        for name, data in figures(row.answer):
            if data["value"] is not None and name.rpartition("/")[2] not in _MEASURES:
                assert data["value"] % 5 == 0
                assert data["value"] >= 10


_MEASURES = ("mean", "days", "cents")


def _no_count_moves_by_few(out: list[AskedAcross]) -> None:
    """Two answers that show another number for an effect differ in it by enough, in every piece."""
    by_hash = {Question.of(p, group="alle", year=YEAR).hash: p for p in POLICIES}
    own = [row for row in out if row.stands_for == row.question_hash and row.group == "alle"]
    assert 2 < len(own) < len(POLICIES)
    members = [*NAMES, "ijmond"]
    sets = [frozenset(row.members) for row in out]
    pieces = [tuple(members.index(name) for name in piece) for piece in pieces_of(sets)]
    counted = Counted(members=tuple(range(len(members))), pieces=tuple(pieces))
    for place, one in enumerate(own):
        earlier = own[:place]
        others = [by_hash[row.question_hash] for row in earlier]
        tallies = totals(by_hash[one.question_hash], *others).values()
        for (number, other), name in product(enumerate(earlier), EFFECTS):
            moved = np.array([t["moved", str(number), "effect", "", "", name] for t in tallies])
            values = [row.answer["change"][name]["value"] for row in (one, other)]
            is_alike = values[0] == values[1] or None in values
            assert is_alike or counted.may_tell(moved, is_exact=True)


def test_classes_less_the_mean_of_all_leave_several(analyst):
    """What is hidden of the hours by class comes to ten cases of three organisations, or to all."""
    answer = answer_of(put(analyst, policy("low-rate")))
    tallies = totals(policy("low-rate")).values()
    some = False
    for dimension, rows in answer["classes"].items():
        left = [code for row in rows if row["mean"]["value"] is None for code in row["codes"]]
        some |= len(left) < sum(len(row["codes"]) for row in rows)
        parts = [sum(t.get(("effect", dimension, c, "exact"), 0) for c in left) for t in tallies]
        counted = Counted(members=tuple(range(len(parts))))
        assert counted.may_be_left(np.array(parts), is_exact=True)
    assert some


def test_one_case_that_carries_the_sum_is_not_told(analyst):
    """Nearly everybody refused, and one person not: neither a count nor hours, days or money."""
    only = changed("only-one", {"hours.minimum_weekly": 2_390, "hours.exception_floor": None})
    with context.inside(NAMES[0]):
        decide_one({**SOMEBODY, "weekly_hours": 2_400}, reference="WAT-VEEL")
    answer = answer_of(put(analyst, only))
    after = answer["sides"]["after"]
    assert [after[name]["value"] for name in ("granted", *_MEASURES)] == [None] * 4
    assert after["granted"]["below"] == DEFAULT_RULES.threshold


def test_money_is_held_against_earlier_questions_as_well(analyst):
    """A cent more an hour for everybody, and one person less: the euros would be that person's."""
    first = changed("paid", {**HOUR, "tariff.hourly": 8_000})
    second = changed("paid-less-one", {**HOUR, **NOT_SOMEBODY, "tariff.hourly": 8_100})
    before = shown(put(analyst, first))
    after = shown(put(analyst, second))
    assert before["/sides/after/cents"] is not None
    assert after["/sides/after/mean"] == before["/sides/after/mean"]  # without that person's change


def test_of_a_value_only_is_told_whether_it_touches_few(analyst):
    answer = answer_of(put(analyst, policy("weekly-hours")))
    assert answer["values"]
    assert all(set(each) == {"parameter", "touches_few"} for each in answer["values"])
    assert any(each["touches_few"] for each in answer["values"])


def test_policies_of_the_attack_are_different_ones():
    assert len({each.profile.content_hash for each in POLICIES}) == len(POLICIES)
