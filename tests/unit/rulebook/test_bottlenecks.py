"""Bottlenecks that the rules themselves answer; docs/reference/bottlenecks.md lists them all."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from rulebook.explanation import render
from rulebook.finding import find
from rulebook.profiles import load_shipped

ON = date(2024, 1, 1)
JOB: Mapping[str, Any] = {
    "structural_limitation": True,
    "target_register": True,
    "illness_weeks": 0,
    "work_situation": "employment",
    "contract_form": "permanent",
    "employment_start": ON,
    "contract_start": ON,
    "wage_value": 5_000,
    "request_kind": "first",
    "received_on": ON,
    "support_start": ON,
    "need": "medium",
    "support_form": "external",
    "concurrent_support": False,
    "provider_recognition": "uwv",
    "coach_level": "hbo",
}


def _minutes(profile: str, weekly_hours: int) -> int | None:
    return find({**JOB, "weekly_hours": weekly_hours * 60}, load_shipped(profile, ON)).minutes


def test_k2_3_c_support_need_not_follow_the_hours_of_the_contract() -> None:
    """K2.3-c: a percentage doubles with the contract; hours a week by policy do not.

    Caps a year stop following it from the reference week on.
    """
    one, two = _minutes("uwv-baseline", 16), _minutes("uwv-baseline", 32)
    assert one
    assert two is not None
    assert abs(two - 2 * one) <= 1
    for by_need, fewer, more in (("weekly-hours", 16, 32), ("hour-caps", 24, 36)):
        given = _minutes(by_need, fewer)
        assert given, by_need
        assert given == _minutes(by_need, more), by_need


@pytest.mark.parametrize(("language", "asked", "given"), [
    ("nl", "1 januari 2024", "6 februari 2024"), ("en", "1 January 2024", "6 February 2024"),
])  # fmt: skip
def test_k5_b_days_lost_by_being_late_are_told(language: str, asked: str, given: str) -> None:
    """K5-b: days of a sanction were invisible; here a step of the hours names both days.

    Four weeks back of 4 March, that day included: as in the protocol's own example (TV3).
    """
    late = {**JOB, "weekly_hours": 24 * 60, "received_on": date(2024, 3, 4)}
    profile = load_shipped("uwv-baseline", ON)
    lost = render(find({**late, "late_with_reason": False}, profile), language)
    [told] = [step.sentence for step in lost.steps if step.code == "late"]
    assert asked in told
    assert given in told
    excused = render(find({**late, "late_with_reason": True}, profile), language)
    assert "late" not in {step.code for step in excused.steps}


def test_k5_b_years_are_those_of_the_job_and_not_of_a_contract() -> None:
    """K5-b: "first contract" was ambiguous; the first day of the job is asked by itself."""
    profile = load_shipped("uwv-baseline", ON)
    new = find({**JOB, "weekly_hours": 24 * 60}, profile)
    third = {**JOB, "weekly_hours": 24 * 60, "employment_start": date(2022, 1, 1)}
    assert new.minutes
    assert (find(third, profile).minutes or 0) < new.minutes
