"""What is not known asks for a fact that is missing, and asking leads to an answer."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.contradictions import contradictions
from rulebook.finding import Finding, find
from rulebook.profile import Profile
from tests.unit.rulebook.random_cases import random_facts, random_profile


def is_open(finding: Finding) -> bool:
    return "not_known" in (finding.verdict, finding.provider)


@given(seed=st.integers(0, 2**48))
@settings(max_examples=60, deadline=None)
def test_an_open_verdict_asks_until_it_is_known(seed: int) -> None:
    rng = Random(seed)
    profile, full = random_profile(rng), random_facts(rng, missing=0.0)
    if not contradictions(full):
        asked_until_known(full, profile, rng)


def asked_until_known(full: dict[str, Any], profile: Profile, rng: Random) -> None:
    """Answer what is asked, and nothing else: it ends, and each question was for a gap."""
    facts = {name: value for name, value in full.items() if rng.random() < 0.6}
    for _ in full:
        finding = find(facts, profile)
        for criterion in finding.criteria:
            assert (criterion.outcome == "not_known") == bool(criterion.questions), criterion
        assert all(facts.get(name) is None for name in finding.questions)
        answered = {name: full[name] for name in finding.questions if full[name] is not None}
        if not is_open(finding) or not answered:
            break
        facts |= answered
    # What stays open then waits for a fact that the case cannot give.
    finding = find(facts, profile)
    assert all(full[name] is None for name in finding.questions) or not is_open(finding)
