"""Facts that contradict each other are named together, with what to do about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rulebook.contradictions import CONTRADICTIONS, contradictions
from rulebook.facts import FACT_BY_NAME

EARLY, LATE = date(2025, 1, 1), date(2025, 7, 1)


@pytest.mark.parametrize(
    "facts, named",
    [
        ({"contract_start": LATE, "contract_end": EARLY}, ("contract_start", "contract_end")),
        ({"contract_form": "permanent", "contract_end": LATE}, ("contract_form", "contract_end")),
        (
            {"employment_start": LATE, "contract_start": EARLY},
            ("employment_start", "contract_start"),
        ),
        ({"support_start": LATE, "support_end": EARLY}, ("support_start", "support_end")),
        ({"employment_start": LATE, "support_start": EARLY}, ("employment_start", "support_start")),
        ({"support_start": LATE, "contract_end": EARLY}, ("support_start", "contract_end")),
        ({"coaching_start": LATE, "support_start": EARLY}, ("coaching_start", "support_start")),
        (
            {"request_kind": "first", "coaching_start": EARLY, "support_start": LATE},
            ("request_kind", "coaching_start"),
        ),
        (
            {"previous_support_end": EARLY, "support_start": EARLY},
            ("previous_support_end", "support_start"),
        ),
        ({"need": "none", "goal_hours": 60}, ("need", "goal_hours")),
    ],
)
def test_a_contradiction_is_found(facts: dict[str, Any], named: tuple[str, ...]) -> None:
    assert [found.facts for found in contradictions(facts)] == [named]
    without = {name: value for name, value in facts.items() if name != named[0]}
    assert contradictions(without) == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"contract_start": EARLY, "contract_end": EARLY},
        {"support_start": EARLY, "support_end": EARLY, "contract_end": EARLY},
        {"employment_start": EARLY, "contract_start": EARLY, "support_start": EARLY},
        {"request_kind": "first", "coaching_start": LATE, "support_start": LATE},
        {"previous_support_end": date(2025, 6, 30), "support_start": LATE},
        {"need": "none", "goal_hours": 0},
        {"contract_form": "permanent"},
        {
            "work_situation": "trial_placement",
            "support_start": EARLY,
            "employment_start": LATE,
            "contract_start": LATE,
        },
        {},
    ],
)
def test_what_can_be_true_is_no_contradiction(facts: dict[str, Any]) -> None:
    assert contradictions(facts) == ()


def test_every_contradiction_names_facts_that_exist() -> None:
    assert all(name in FACT_BY_NAME for found in CONTRADICTIONS for name in found.facts)
