"""What a policy allows in a plan, and what of a goal it refuses. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from rulebook.profile import Profile

#: The eight of Tabel B1.1, whose list a policy may shorten.
EIGHT: Final = (
    "introduce", "structure", "train", "disturbances", "guide_at_work", "guide_at_home",
    "guide_manager", "evaluate",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalValues:
    """A SMART goal as it is filled in.

    `is_work_related` and `is_approved` are what a policy may ask of help in private life and of
    finding other work; `for_employer` is what the person agreed to.
    """

    horizon: str
    scope: str
    specific: str
    measured_by: str
    action: str
    by_when: date
    minutes: int
    activities: tuple[str, ...]
    is_work_related: bool = False
    is_approved: bool = False
    for_employer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What a policy refuses of a goal: at which field, by which parameter, which activity."""

    field: str
    parameter: str
    activity: str = ""


def refusals(goal: GoalValues, *, others: int, profile: Profile | None) -> tuple[Refusal, ...]:
    """Give everything that the policy refuses of a goal; nothing where none is in force.

    Args:
        goal: as it is filled in.
        others: the goals of the plan beside it.
        profile: the policy; what it does not state, it does not refuse.
    """
    if profile is None:
        return ()
    found = [
        Refusal(field=_FIELD.get(parameter, "activities"), parameter=parameter, activity=activity)
        for activity in goal.activities
        if (parameter := _refused_by(activity, goal, profile))
    ]
    if goal.scope == "career" and profile["goals.career_allowed"].value is False:
        found.append(Refusal(field="scope", parameter="goals.career_allowed"))
    most = profile["goals.per_application"].value
    if isinstance(most, int) and others + 1 > most:
        found.append(Refusal(field="specific", parameter="goals.per_application"))
    is_listed = any(activity in EIGHT for activity in goal.activities)
    if profile["goals.choice"].value == "preset_list" and not is_listed:
        found.append(Refusal(field="activities", parameter="goals.choice"))
    return tuple(found)


#: Where somebody can still put it right by saying something.
_FIELD: Final = {
    "tasks.private_sphere": "is_work_related",
    "tasks.job_finding": "is_approved",
}
#: The activities that one yes-or-no parameter decides about.
_YES_OR_NO: Final = {
    "job_interview": "tasks.at_job_interview",
    "contract_talks": "tasks.at_contract_talks",
}


def _refused_by(activity: str, goal: GoalValues, profile: Profile) -> str:
    """Give the parameter that refuses an activity; empty where it is allowed."""
    if activity in EIGHT:
        listed = profile["tasks.goals"].value
        return "tasks.goals" if isinstance(listed, tuple) and activity not in listed else ""
    if activity in _YES_OR_NO:
        parameter = _YES_OR_NO[activity]
        return parameter if profile[parameter].value is False else ""
    if activity == "aftercare":
        months = profile["tasks.aftercare_months"].value
        return "tasks.aftercare_months" if months is None or months == 0 else ""
    if activity == "private_sphere":
        return _unless(profile, "tasks.private_sphere", "work_related", goal.is_work_related)
    return _unless(profile, "tasks.job_finding", "after_approval", goal.is_approved)


def _unless(profile: Profile, parameter: str, condition: str, holds: bool) -> str:
    """Refuse what is excluded, and what is allowed under a condition that does not hold."""
    value = profile[parameter].value
    is_refused = value == "excluded" or (value == condition and not holds)
    return parameter if is_refused else ""


def is_required(profile: Profile | None) -> bool:
    """Whether the policy asks for a plan."""
    return profile is not None and profile["plan.required"].value is True


def employer_reads(profile: Profile | None) -> bool:
    """Whether the policy has the employer read the plan; where it is silent, no."""
    return profile is not None and profile["plan.employer_reads"].value is True


def needs_four_way_talk(profile: Profile | None) -> bool:
    """Whether the policy asks for four-way talks."""
    return profile is not None and profile["evaluation.four_way_talk"].value is True


def investigation_months(profile: Profile | None) -> int:
    """Give the length of the investigation phase; 0 where the policy has none."""
    if profile is None:
        return 0
    value = profile["decision.investigation_months"].value
    return value if isinstance(value, int) else 0
