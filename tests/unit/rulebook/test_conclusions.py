"""Conclusions of many cases at once: each what its whole finding comes down to."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.canonical import canonical
from rulebook.conclusion import conclude, conclusion_of
from rulebook.finding import find
from tests.unit.rulebook.random_cases import random_facts, random_profile

SEEDS = st.integers(0, 2**48)
SAME = (
    "verdict", "provider", "minutes", "support_minutes", "support_start", "support_end",
    "obligations", "questions", "hours_questions",
)  # fmt: skip


@given(seed=SEEDS, count=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_a_case_among_many_is_concluded_as_it_is_found_alone(seed: int, count: int) -> None:
    """Whatever stands beside it; and the reasons that are left out are those of the finding."""
    rng = Random(seed)
    profile = random_profile(rng)
    cases = [random_facts(rng, missing=rng.choice((0.0, 0.05, 0.5))) for _ in range(count)]
    for facts, short in zip(cases, conclude(cases, profile), strict=True):
        whole = find(facts, profile)
        for name in SAME:
            assert getattr(short, name) == getattr(whole, name), name
        for outcome, codes in (
            ("not_met", short.weighed.not_met),
            ("not_known", short.weighed.not_known),
            ("met_with_obligation", short.weighed.with_obligation),
        ):
            assert codes == tuple(each.code for each in whole.criteria if each.outcome == outcome)
        assert set(short.weighed.failed) == {
            each.code
            for each in whole.criteria
            if each.outcome == "not_met" and each.group != "provider"
        }
        assert conclusion_of(whole).text() == short.text() == canonical(short.as_data())


def test_no_cases_have_no_conclusions() -> None:
    """An empty batch asks nothing of anybody."""
    assert list(conclude([], random_profile(Random(1)))) == []
