"""Findings of many cases at once: each as it would be alone, and its text as JSON writes it."""

from __future__ import annotations

import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.canonical import canonical
from rulebook.finding import find, find_many
from rulebook.finding_text import text_of_finding
from tests.unit.rulebook.random_cases import random_facts, random_profile

SEEDS = st.integers(0, 2**48)


@given(seed=SEEDS, count=st.integers(1, 12))
@settings(max_examples=40, deadline=None)
def test_a_case_among_many_is_found_and_written_as_it_is_alone(seed: int, count: int) -> None:
    """Whatever stands beside it, also a punch card, a trial, or a case that contradicts itself."""
    rng = Random(seed)
    profile = random_profile(rng)
    cases = [random_facts(rng, missing=rng.choice((0.0, 0.05, 0.5))) for _ in range(count)]
    together = list(find_many(cases, profile))
    assert together == [find(facts, profile) for facts in cases]
    for finding in together:
        plainly = json.dumps(
            finding.as_data(), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert text_of_finding(finding) == plainly == canonical(finding.as_data())


def test_more_cases_than_are_worked_through_together_keep_their_order() -> None:
    """Cut in the middle of a file or not."""
    rng = Random(7)
    profile = random_profile(rng)
    some = [random_facts(rng) for _ in range(11)]
    many = [some[place % 11] for place in range(1_003)]
    alone = [find(facts, profile) for facts in some]
    for place, found in enumerate(find_many(many, profile)):
        assert found == alone[place % 11]


def test_no_cases_have_no_findings() -> None:
    """An empty file asks nothing of anybody."""
    assert list(find_many([], random_profile(Random(1)))) == []
