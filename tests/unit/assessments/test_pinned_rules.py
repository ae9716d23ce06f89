"""A profile written out and read back is the same profile, in every value, source and mark."""

import json
from datetime import date

import pytest

from assessments.pinned_rules import profile_of, text_of
from rulebook.finding import find
from rulebook.profiles import load_shipped, shipped_profile_names

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


def test_days_with_the_same_values_share_one_text() -> None:
    """Otherwise every day would keep a copy of the whole policy."""
    first, later = (load_shipped("hour-caps", date(2026, 1, day)) for day in (5, 6))
    assert text_of(first) == text_of(later)
