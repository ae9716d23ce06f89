"""A profile written out and read back is the same profile, in every value, source and mark."""

import json
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.case_facts import facts_as_data, facts_from_data
from assessments.pinned_rules import profile_of, text_of
from rulebook.canonical import canonical
from rulebook.finding import find
from rulebook.profiles import load_shipped, shipped_profile_names
from tests.unit.rulebook.random_cases import random_facts, random_profile

FACTS = {
    "target_register": True,
    "structural_limitation": True,
    "work_situation": "employment",
    "contract_form": "fixed_term",
    "employment_start": date(2026, 1, 1),
    "contract_start": date(2026, 1, 1),
    "contract_end": date(2027, 1, 31),
    "weekly_hours": 10 * 60,
    "wage_value": 3000,
    "growth_expected": True,
    "request_kind": "first",
    "received_on": date(2026, 1, 2),
    "support_start": date(2026, 1, 1),
    "need": "intensive",
    "goal_hours": 40 * 60,
    "illness_weeks": 0,
    "concurrent_support": False,
    "support_form": "external",
}


@pytest.mark.parametrize("name", shipped_profile_names())
def test_a_profile_survives_being_written_out(name: str) -> None:
    """The finding from the text has the same bytes as the finding from the profile itself."""
    profile = load_shipped(name)
    again = profile_of(text_of(profile))
    assert again.content_hash == profile.content_hash
    assert text_of(again) == text_of(profile)
    assert json.dumps(find(FACTS, again).as_data()) == json.dumps(find(FACTS, profile).as_data())


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_any_case_is_worked_through_again_to_the_same_bytes(seed: int) -> None:
    """Facts and rules are kept as text; from the texts alone comes the finding that was sealed."""
    chance = Random(seed)
    facts, profile = random_facts(chance), random_profile(chance)
    kept_facts = json.dumps(facts_as_data(facts))
    again = find(facts_from_data(json.loads(kept_facts)), profile_of(text_of(profile)))
    assert canonical(again.as_data()) == canonical(find(facts, profile).as_data())


def test_days_with_the_same_values_share_one_text() -> None:
    """Otherwise every day would keep a copy of the whole policy."""
    first, later = (load_shipped("hour-caps", date(2026, 1, day)) for day in (5, 6))
    assert text_of(first) == text_of(later)
