"""Writing an evaluation: what it came to, each goal, self-reliance, and when the next one is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.following.actions import check_day, held, tell
from assessments.following.codes import (
    EvaluationOutcome,
    EvaluationPart,
    GoalReason,
    SelfReliance,
)
from assessments.following.models import EvaluatedGoal, Evaluation
from assessments.following.status import FollowChange
from assessments.plans.actions import record_result
from assessments.plans.codes import GoalOutcome
from assessments.sent_once import identifier
from tenants.identifiers import uuid7


class ReasonOfGoalMissing(ValueError):
    """A goal that is let go has a reason, and no other has."""

    def __init__(self, key: UUID) -> None:
        super().__init__("Say why the goal was let go.")
        self.key = key


class NextTooEarly(ValueError):
    """The next evaluation comes after this one."""

    def __init__(self) -> None:
        super().__init__("Give a day for the next evaluation that is after this one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSeen:
    """What came of a goal; a reason where it was let go."""

    outcome: GoalOutcome
    reason: GoalReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An evaluation as it was held; `goals` by their keys, those that were spoken of.

    `once` is the key of the page: the same page sent twice stays one evaluation.
    """

    on: date
    parts: tuple[EvaluationPart, ...]
    outcome: EvaluationOutcome
    self_reliance: SelfReliance | None = None
    next_on: date | None = None
    goals: Mapping[UUID, GoalSeen] = field(default_factory=dict)
    once: UUID | None = None


@transaction.atomic
def record_evaluation(*, actor: User, case_id: UUID, evaluation: Held) -> None:
    """Put an evaluation on record; what it says of a goal is from then on what came of it.

    Raises:
        NotPermitted, CaseUnknown, NotFollowedNow: not by this person, or not in this case.
        NotYet: the day has not come.
        NextTooEarly: the next one is not after this one.
        ReasonOfGoalMissing: a goal was let go without a reason.
        PlanUnknown: the plan has no such goal.
    """
    held(actor, case_id, FollowChange.EVALUATE)
    check_day(evaluation.on)
    if evaluation.next_on is not None and evaluation.next_on <= evaluation.on:
        raise NextTooEarly
    said: dict[str, Any] = {
        "case_id": case_id,
        "held_on": evaluation.on,
        "parts": [str(part.value) for part in evaluation.parts],
        "outcome": evaluation.outcome,
        "self_reliance": evaluation.self_reliance,
        "next_on": evaluation.next_on,
    }
    key = identifier(once=evaluation.once, said=said)
    earlier = Evaluation.objects.filter(pk=key).first()
    if earlier is not None and _told(earlier, evaluation.goals):
        return
    made = Evaluation.objects.create(
        id=key if earlier is None else uuid7(),
        **said,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    for goal, seen in evaluation.goals.items():
        _record_goal(actor, made, goal, seen)
    tell(
        actor,
        case_id,
        FollowChange.EVALUATE,
        {"outcome": str(evaluation.outcome.value), "goals": len(evaluation.goals)},
    )


def _told(earlier: Evaluation, goals: Mapping[UUID, GoalSeen]) -> bool:
    """Whether an evaluation told all this of the goals; one that ended is asked no more."""
    told = EvaluatedGoal.objects.filter(evaluation=earlier)
    now = {
        (key, seen.outcome.value, seen.reason.value if seen.reason else "")
        for key, seen in goals.items()
    }
    return now <= set(told.values_list("goal_key", "outcome", "reason"))


def _record_goal(actor: User, made: Evaluation, key: UUID, seen: GoalSeen) -> None:
    if (seen.outcome is GoalOutcome.DROPPED) is not (seen.reason is not None):
        raise ReasonOfGoalMissing(key)
    EvaluatedGoal.objects.create(
        evaluation=made,
        goal_key=key,
        outcome=seen.outcome,
        reason=seen.reason.value if seen.reason else "",
    )
    record_result(
        actor=actor, case_id=made.case_id, key=key, outcome=seen.outcome, seen_on=made.held_on
    )
