"""Somebody asks much and subtracts: groups, values moved by little, and who joined or left."""

from functools import partial
from itertools import combinations

import numpy as np
import pytest
from django.utils import timezone

from benchmarking.across.asking import ask
from benchmarking.across.groups import offered_groups
from benchmarking.across.inside import each_inside, totals_of
from benchmarking.across.members import is_enough, pieces_of
from benchmarking.across.models import AskedAcross
from benchmarking.across.question import OWN_RULES, Question
from benchmarking.disclosure.organisations import Counted
from benchmarking.disclosure.rules import DEFAULT_RULES
from policy_profiles.differences.candidates import Candidates
from tenants.queries import launched_tenants
from tests.across_fixtures import YEAR, analyst_of_the_platform, organisation, organisations

pytestmark = pytest.mark.django_db

NAMES = ("aalst", "beek", "cuyk", "dongen", "elst", "flit")
SWEEP = (0, 600, 601, 960, 961, 1_441)


def question(minutes: int, group: str = "alle") -> Question:
    values = {"hours.minimum_weekly": {"value": minutes}}
    return Question(base=OWN_RULES, group=group, year=YEAR, values=values)


def everything_out(make_user) -> list[AskedAcross]:
    """Everything that comes out of a sweep over one value, in every group, while people join."""
    organisations(NAMES, cases=30)
    organisation("ijmond", cases=range(70_000, 70_030), kind="partnership")
    analyst = analyst_of_the_platform(make_user)
    candidates = Candidates(today=timezone.localdate(), language="nl", is_inside=False)
    groups = [group.code for group in offered_groups(launched_tenants())]
    assert len(groups) >= 2
    for place, minutes in enumerate(SWEEP):
        for group in groups:
            ask(actor=analyst, question=question(minutes, group), candidates=candidates)
        if place == 3:
            organisation("joure", cases=range(80_000, 80_030))
    return list(AskedAcross.objects.order_by("asked_at"))


def test_what_comes_out_of_asking_much_and_subtracting(two_tenants, make_user):
    """Of any two answers: what they differ by is nobody, or ten cases of three organisations."""
    out = everything_out(make_user)
    _questions_are_far_apart_or_alike(out)
    sets = list(dict.fromkeys(frozenset(row.members) for row in out))
    assert len(sets) >= 2
    cases = dict.fromkeys(set().union(*sets), 30)
    assert all(is_enough(piece, cases, DEFAULT_RULES) for piece in pieces_of(sets))
    told: dict[object, object] = {}
    for row in out:  # who lays alike questions side by side sees no step
        key = (row.stands_for, row.group, tuple(row.members))
        assert told.setdefault(key, row.answer) == row.answer
        assert [(n, c) for n, c in _counts(row.answer) if c % 5 or c < 10] == []


def _questions_are_far_apart_or_alike(out: list[AskedAcross]) -> None:
    by_hash = {question(minutes).hash: question(minutes) for minutes in SWEEP}
    apart = {row.stands_for for row in out}
    assert 1 < len(apart) < len(SWEEP)  # near ones were told alike, others apart
    members = sorted(set().union(*(row.members for row in out)))
    for one, other in combinations(sorted(apart), 2):
        read = partial(totals_of, by_hash[one], on=out[0].rules_day, earlier=[by_hash[other]])
        tallies, failing = each_inside(members, read)
        assert not failing
        for kind in ("touched", "exact"):
            parts = np.array([tally["earlier", "0", kind] for tally in tallies.values()])
            assert Counted(members=tuple(range(len(members)))).may_tell(parts)


def _counts(data, name=""):
    """Every count in an answer; means, days and money are in units of their own."""
    if isinstance(data, dict):
        if "value" in data:
            return [] if data["value"] is None else [(name, data["value"])]
        return [
            found
            for key, value in data.items()
            if not key.endswith("mean") and key not in ("days", "cents")
            for found in _counts(value, f"{name}/{key}")
        ]
    if isinstance(data, list):
        return [found for value in data for found in _counts(value, name)]
    return []
