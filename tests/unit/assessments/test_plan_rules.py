"""What a policy allows in a plan: worked examples, each refusal by the name of its rule."""

from dataclasses import replace
from datetime import date

import pytest

from assessments.plans.rules import (
    EIGHT,
    GoalValues,
    employer_reads,
    investigation_months,
    is_required,
    refusals,
)
from rulebook.profiles import load_shipped

UWV = load_shipped("uwv-baseline", date(2026, 3, 2))
GOAL = GoalValues(
    horizon="short", scope="current_job", specific="Werkt zelfstandig de ochtendlijst af",
    measured_by="Drie weken achter elkaar", action="Lijst met plaatjes oefenen",
    by_when=date(2026, 9, 1), minutes=600, activities=("train",),
)  # fmt: skip


def asking(**stated):
    """The baseline with other answers; `__` stands for the point in a name."""
    values = dict(UWV.values)
    for name, value in stated.items():
        parameter = name.replace("__", ".")
        values[parameter] = replace(
            values[parameter], value=value, origin=UWV["plan.required"].origin
        )
    return replace(UWV, values=values)


def refused(goal=GOAL, *, others=0, profile=UWV) -> list[str]:
    return [found.parameter for found in refusals(goal, others=others, profile=profile)]


@pytest.mark.parametrize("activity", EIGHT)
def test_each_of_the_eight_is_allowed_by_the_baseline(activity):
    """Tabel B1.1."""
    assert refused(replace(GOAL, activities=(activity,))) == []


def test_a_policy_may_leave_one_of_the_eight_out():
    """The rule that refuses is named."""
    short = asking(tasks__goals=("train",))
    assert refused(replace(GOAL, activities=("train", "evaluate")), profile=short) == [
        "tasks.goals"
    ]


def test_c_help_in_private_life_is_honest_and_as_far_as_the_policy_goes():
    """K2.1-c: an activity code of its own, for its effect on work; nobody has to re-label hours."""
    private = replace(GOAL, activities=("guide_at_work", "private_sphere"))
    assert refused(private) == ["tasks.private_sphere"]  # UWV: only as far as it concerns work
    assert refused(replace(private, is_work_related=True)) == []
    excluded = asking(tasks__private_sphere="excluded")
    assert refused(replace(private, is_work_related=True), profile=excluded) == [
        "tasks.private_sphere"
    ]
    assert refused(private, profile=asking(tasks__private_sphere="allowed")) == []


def test_finding_work_and_aftercare_follow_their_own_rules():
    """K2.1-b: UWV excludes finding work; a municipality may allow it after approval."""
    finding = replace(GOAL, activities=("train", "job_finding"))
    assert refused(finding) == ["tasks.job_finding"]
    after = asking(tasks__job_finding="after_approval")
    assert refused(finding, profile=after) == ["tasks.job_finding"]
    assert refused(replace(finding, is_approved=True), profile=after) == []
    aftercare = replace(GOAL, activities=("train", "aftercare"))
    for months, expected in ((None, True), (0, True), (6, False)):
        answer = refused(aftercare, profile=asking(tasks__aftercare_months=months))
        assert (answer == ["tasks.aftercare_months"]) is expected


def test_number_list_and_career_come_from_the_policy():
    """Three goals from a preset list at UWV; beyond the current job where a policy allows it."""
    assert refused(others=2) == []
    assert refused(others=3) == ["goals.per_application"]
    assert refused(others=3, profile=asking(goals__per_application=None)) == []
    own = replace(GOAL, activities=())
    assert refused(own) == ["goals.choice"]
    assert refused(own, profile=asking(goals__choice="own_goals")) == []
    career = replace(GOAL, scope="career")
    assert refused(career, profile=asking(goals__career_allowed=False)) == ["goals.career_allowed"]
    assert refused(career, profile=asking(goals__career_allowed=True)) == []


def test_silence_refuses_nothing_and_shows_an_employer_nothing():
    """What a policy does not state it does not ask; showing needs a yes."""
    assert refusals(GOAL, others=9, profile=None) == ()
    assert not employer_reads(None)
    assert not employer_reads(UWV)
    assert employer_reads(asking(plan__employer_reads=True))
    assert is_required(UWV)
    assert investigation_months(UWV) == investigation_months(None) == 0
    assert investigation_months(asking(decision__investigation_months=2)) == 2
