"""Findings and explanations of any case: complete, consistent, and never at a loss for words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.criteria import CRITERIA
from rulebook.explanation import render
from rulebook.facts import FACT_BY_NAME
from rulebook.finding import Finding, find
from rulebook.profile import Profile
from rulebook.ternary import OUTCOME_NAMES
from rulebook.wording import words
from tests.unit.rulebook import naive
from tests.unit.rulebook.random_cases import random_facts, random_profile

SEEDS = st.integers(0, 2**48)
OBSTACLES = {"no_tariff", "no_regime", "no_class"}


def any_finding(seed: int) -> tuple[dict[str, Any], Profile, Finding]:
    rng = Random(seed)
    facts, profile = random_facts(rng), random_profile(rng)
    return facts, profile, find(facts, profile)


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_any_case_is_explained_in_both_languages(seed: int) -> None:
    _, _, finding = any_finding(seed)
    dutch, english = render(finding, "nl"), render(finding, "en")
    for rendered in (dutch, english):
        sentences = [part.sentence for part in (*rendered.reasons, *rendered.steps)]
        assert all(sentence.strip() for sentence in sentences)
        assert not [sentence for sentence in sentences if "{" in sentence]
        # At the end of a line no sign parts from its number.
        assert not [sentence for sentence in sentences if " %" in sentence]


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_a_finding_says_what_the_naive_rules_say(seed: int) -> None:
    facts, profile, finding = any_finding(seed)
    expected = naive.naive_finding(facts, profile)
    told = {c.code: c.outcome for c in finding.criteria}
    not_asked = {code: "met" for code in expected.criteria if code not in told}
    assert told | not_asked == expected.criteria
    assert (finding.verdict, finding.provider) == (expected.verdict, expected.provider)
    assert (finding.minutes, finding.support_minutes) == (
        expected.minutes,
        expected.support_minutes,
    )


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_the_steps_add_up_to_the_hours_and_every_gap_has_a_reason(seed: int) -> None:
    facts, _, finding = any_finding(seed)
    codes = [step.code for step in finding.steps]
    if finding.support_minutes is None:
        assert finding.hours_questions or OBSTACLES & set(codes)
        return
    exact = sum(shares_of(finding), Fraction(0))
    assert int(exact + Fraction(1, 2)) == finding.support_minutes
    assert facts["request_kind"] == "punch_card" or codes[-1] == "total"


def shares_of(finding: Finding) -> list[Fraction]:
    """The exact minutes of each step that adds some."""
    return [
        Fraction(step.arguments["minutes"])
        for step in finding.steps
        if "minutes" in step.arguments and step.code != "total"
    ]


@given(seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_a_finding_is_plain_data_and_always_the_same(seed: int) -> None:
    facts, profile, finding = any_finding(seed)
    data = json.dumps(finding.as_data(), ensure_ascii=False)
    shuffled: Mapping[str, Any] = dict(sorted(facts.items(), reverse=True))
    assert json.dumps(find(shuffled, profile).as_data(), ensure_ascii=False) == data


@given(seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_age_changes_nothing_in_a_finding(seed: int) -> None:
    """No rule asks for it, no question leads to it, and without it the text is as it was before."""
    rng = Random(seed)
    profile, facts = random_profile(rng), random_facts(rng)
    nobodys = find(facts | {"age_band": None}, profile).as_data()
    assert "age_band" not in json.dumps(nobodys)
    for band in FACT_BY_NAME["age_band"].codes:
        found = find(facts | {"age_band": band}, profile).as_data()
        assert found.pop("facts") == nobodys["facts"] | {"age_band": band}
        assert found == {name: value for name, value in nobodys.items() if name != "facts"}


def test_no_sentence_to_the_person_speaks_of_them_as_of_somebody_else() -> None:
    """A letter says "you": each sentence that names the person has one in its place.

    Of the criteria of who coaches none is in a letter.
    """
    for code in (each.code for each in CRITERIA):
        texts = words().criteria[code]
        for outcome in OUTCOME_NAMES:
            told = texts.get(f"{outcome}_to_person", texts.get(outcome))
            said = f"{told.nl} {told.en}".lower() if told else ""
            assert "de persoon" not in said, (code, outcome)
            assert "the person" not in said, (code, outcome)
