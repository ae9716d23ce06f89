"""Somebody asks all that can be asked, and subtracts: policies, groups, classes, days, joiners."""

from functools import partial
from itertools import combinations

import numpy as np
import pytest
from django.utils import timezone

from benchmarking.across.asking import Asked, ask
from benchmarking.across.catalogue import Catalogue
from benchmarking.across.groups import offered_groups
from benchmarking.across.inside import each_inside, totals_of
from benchmarking.across.members import is_enough, pieces_of
from benchmarking.across.models import AskedAcross
from benchmarking.across.question import Question
from benchmarking.disclosure.organisations import Counted
from benchmarking.disclosure.rules import DEFAULT_RULES
from policy_profiles.differences.candidates import Candidates
from tenants.queries import launched_tenants
from tests.across_fixtures import (
    YEAR,
    analyst_of_the_platform,
    organisation,
    organisations,
)

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk", "dongen", "elst", "flit")
POLICIES = ("uwv-baseline", "low-rate", "weekly-hours", "uwv-baseline@2026-01-15", "hour-caps")


def catalogue() -> Catalogue:
    today = timezone.localdate()
    return Catalogue(candidates=Candidates(today=today, language="nl", is_inside=False))


def question(key: str, group: str = "alle") -> Question:
    found = catalogue().found(key)
    return Question(base=found.address, group=group, year=YEAR, published=found.profile)


def asked(analyst, key: str, group: str = "alle") -> Asked:
    return ask(actor=analyst, question=question(key, group), catalogue=catalogue())


def test_what_comes_out_of_asking_much_and_subtracting(two_tenants, make_user):
    """Of any two answers: what they differ by is nobody, or ten cases of three organisations."""
    organisations(NAMES, cases=24)
    organisation("ijmond", cases=range(70_000, 70_024), kind="partnership")
    analyst = analyst_of_the_platform(make_user)
    groups = [group.code for group in offered_groups(launched_tenants())]
    assert len(groups) >= 2
    for place, key in enumerate(POLICIES):
        for group in groups:
            asked(analyst, key, group)
        if place == 2:
            organisation("joure", cases=range(80_000, 80_024))
    out = list(AskedAcross.objects.order_by("asked_at"))
    _questions_are_far_apart_or_alike(out)
    sets = list(dict.fromkeys(frozenset(row.members) for row in out))
    assert len(sets) >= 2
    cases = dict.fromkeys(set().union(*sets), 24)
    assert all(is_enough(piece, cases, DEFAULT_RULES) for piece in pieces_of(sets))
    told: dict[object, object] = {}
    for row in out:  # who lays alike questions side by side sees no step
        key = (row.stands_for, row.group, tuple(row.members))
        assert told.setdefault(key, row.answer) == row.answer
        assert [(n, c) for n, c in _counts(row.answer) if c % 5 or c < 10] == []


def _questions_are_far_apart_or_alike(out: list[AskedAcross]) -> None:
    """In every piece that the groups divide one another into, not only over all."""
    by_hash = {question(key).hash: question(key) for key in POLICIES}
    apart = {row.stands_for for row in out}
    assert 1 < len(apart) < len(POLICIES)  # the same one of another day was told alike
    members = sorted(set().union(*(row.members for row in out)))
    pieces = pieces_of([frozenset(row.members) for row in out])
    places = tuple(tuple(members.index(name) for name in piece) for piece in pieces)
    counted = Counted(members=tuple(range(len(members))), pieces=places)
    for one, other in combinations(sorted(apart), 2):
        read = partial(totals_of, by_hash[one], on=out[0].rules_day, earlier=[by_hash[other]])
        tallies, failing = each_inside(members, read)
        assert not failing
        parts = [t["earlier", "0", "", "", "touched"] for t in tallies.values()]
        assert counted.may_tell(np.array(parts), is_exact=True)


def _counts(data, name=""):
    """Every count in an answer; means, days and money are in units of their own."""
    if isinstance(data, dict):
        if "value" in data:
            return [] if data["value"] is None else [(name, data["value"])]
        return [
            found
            for key, value in data.items()
            if key not in ("mean", "days", "cents")
            for found in _counts(value, f"{name}/{key}")
        ]
    if isinstance(data, list):
        return [found for value in data for found in _counts(value, name)]
    return []


def test_a_policy_of_one_organisation_is_asked_without_a_sum_by_value(two_tenants, make_user):
    """Of each value only how many it touches, in fives; of few only that they are few."""
    organisations(NAMES[:4], cases=24)
    answer = asked(analyst_of_the_platform(make_user), "weekly-hours").answer
    assert answer["values"]
    for each in answer["values"]:
        assert set(each) == {"parameter", "touches_few", "cases"}
        assert each["cases"]["value"] is None or not each["touches_few"]
        assert set(each["cases"]) <= {"value", "low", "high", "hidden"}
