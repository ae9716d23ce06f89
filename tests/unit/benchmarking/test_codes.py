"""Coarse codes: what leaves a tenant is a class, and what is not known stays not known."""

from datetime import date

import pytest

from benchmarking import codes


@pytest.mark.parametrize(
    ("facts", "group"),
    [
        ({"wage_cost_subsidy_group": True, "target_register": True}, "wage_cost_subsidy"),
        ({"target_register": True}, "target_register"),
        ({"structural_limitation": True, "target_register": False}, "structural_limitation"),
        ({"status_holder": True}, "other"),
        (
            {
                "wage_cost_subsidy_group": False,
                "target_register": False,
                "structural_limitation": False,
            },
            "other",
        ),
        ({"target_register": None}, "not_known"),
        ({}, "not_known"),
    ],
)
def test_the_target_group_is_the_first_ground_that_is_met(facts, group):
    assert codes.target_group_of(facts) == group


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2025, 1, 15), date(2026, 1, 14), "fixed_12_or_more"),
        (date(2025, 1, 15), date(2026, 1, 13), "fixed_under_12"),
        (date(2024, 2, 29), date(2025, 2, 28), "fixed_12_or_more"),
        (date(2025, 3, 1), date(2026, 2, 28), "fixed_12_or_more"),
        (date(2025, 3, 1), None, "other"),
    ],
)
def test_exactly_twelve_months_count_as_twelve(start, end, expected):
    facts = {"contract_form": "fixed_term", "contract_start": start, "contract_end": end}
    assert codes.contract_class_of(facts) == expected


def test_a_trial_placement_is_one_whatever_contract_follows():
    facts = {"work_situation": "trial_placement", "contract_form": "permanent"}
    assert codes.contract_class_of(facts) == "trial"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"weekly_hours": 11 * 60 + 59}, "under_12"),
        ({"weekly_hours": 12 * 60}, "12_to_23"),
        ({"weekly_hours": 32 * 60}, "32_or_more"),
        ({"weekly_hours": 40 * 60, "yearly_hours": 52 * 20 * 60}, "12_to_23"),
        ({}, "not_known"),
    ],
)
def test_hours_a_year_go_before_hours_a_week(facts, expected):
    assert codes.hours_class_of(facts) == expected
