"""What became of some granted support of the demonstration: its goals, and how the work grew."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from assessments.case_facts import facts_from_data
from assessments.following.codes import WageSource
from assessments.following.models import WorkMeasure
from assessments.following.status import WAYS, FollowChange
from assessments.models import SupportPeriod
from assessments.plans.codes import GoalOutcome, Horizon, Scope
from assessments.plans.models import CoachingPlan, GoalResult, PlanGoal
from assessments.status import CHANGES, CaseChange
from audit.actions import record_many
from demo.draws import Draws
from tenants.copying import copy_in

#: What wage value and hours came to by the end, in percent of the first: invented.
_WAGE_VALUE: Final = {100: 45, 95: 10, 110: 30, 130: 15}
_HOURS: Final = {100: 66, 90: 12, 115: 22}
_GOALS: Final = (
    ("Op tijd beginnen zonder telefoontje", "Het rooster van vier weken"),
    ("Zelf om hulp vragen als het te druk wordt", "Wat de leidinggevende ziet"),
    ("Een nieuwe taak alleen doen", "De lijst met taken"),
)
_CAME_OF: Final = {
    GoalOutcome.REACHED: 55,
    GoalOutcome.PARTLY: 25,
    GoalOutcome.NOT_REACHED: 14,
    GoalOutcome.DROPPED: 6,
}
_DAY: Final = timedelta(days=1)


def grow(periods: Sequence[SupportPeriod], *, schema_name: str, consultant: User) -> None:
    """Put plans with goals, what came of them, and the work at the end on record."""
    draws = Draws(schema_name, "growing")
    plans = [_plan(period, consultant) for period in periods]
    goals = [
        goal
        for plan, each in zip(plans, periods, strict=True)
        for goal in _goals(plan, each, draws)
    ]
    ends = {plan.id: period for plan, period in zip(plans, periods, strict=True)}
    results = [_result(goal, ends[goal.plan_id], consultant, draws) for goal in goals]
    measures = [row for each in periods for row in _measures(each, consultant, draws)]
    for rows, action in (
        (plans, CHANGES[CaseChange.PLAN].audit_action),
        (goals, ""),
        (results, "plan.goal_checked"),
        (measures, WAYS[FollowChange.MEASURE].audit_action),
    ):
        copy_in(rows)
        _record(rows, action, consultant)


def _plan(period: SupportPeriod, consultant: User) -> CoachingPlan:
    return CoachingPlan(
        case_id=period.decision.case_id,
        version=1,
        signed_on=period.starts_on,
        written_by=consultant.id,
        written_at=timezone.now(),
    )


def _goals(plan: CoachingPlan, period: SupportPeriod, draws: Draws) -> Iterator[PlanGoal]:
    many = draws.whole(1, len(_GOALS))
    for place, (words, seen_by) in enumerate(_GOALS[:many]):
        yield PlanGoal(
            plan_id=plan.id,
            place=place,
            horizon=Horizon.SHORT,
            scope=Scope.CURRENT_JOB,
            specific=words,
            measured_by=seen_by,
            action="Samen oefenen en elke week bespreken",
            by_when=period.ends_on,
            minutes=period.minutes // many,
            for_employer=True,
        )


def _result(goal: PlanGoal, period: SupportPeriod, consultant: User, draws: Draws) -> GoalResult:
    return GoalResult(
        case_id=period.decision.case_id,
        goal_key=goal.key,
        outcome=draws.pick(_CAME_OF),
        seen_on=_seen(period),
        recorded_by=consultant.id,
        recorded_at=timezone.now(),
    )


def _measures(period: SupportPeriod, consultant: User, draws: Draws) -> Iterator[WorkMeasure]:
    """The work at the end of most periods; where nobody measured, nothing is there."""
    facts = facts_from_data(period.decision.case.facts)
    hours, value = facts.get("weekly_hours"), facts.get("wage_value")
    if not draws.whether(70) or not isinstance(hours, int) or not isinstance(value, int):
        return
    yield WorkMeasure(
        case_id=period.decision.case_id,
        on=_seen(period),
        weekly_minutes=hours * draws.pick(_HOURS) // 100,
        wage_value=min(value * draws.pick(_WAGE_VALUE) // 100, 10_000),
        source=WageSource.MEASURED,
        recorded_by=consultant.id,
        recorded_at=timezone.now(),
    )


def _seen(period: SupportPeriod) -> date:
    return max(period.ends_on - 7 * _DAY, period.starts_on)


def _record(rows: Sequence[Model], action: str, consultant: User) -> None:
    if not action:
        return
    told = [(row.case_id, {"example": True}) for row in rows]  # type: ignore[attr-defined]
    record_many(actor=consultant, action=action, object_kind="case", objects=told)
