"""Writes to the plan of a case: each adds the next version, and nothing is ever changed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments import later_events
from assessments.actions import save_facts
from assessments.later_events import Later
from assessments.models import Case
from assessments.plans.codes import GoalOutcome
from assessments.plans.models import CoachingPlan, GoalResult, PlanGoal
from assessments.plans.queries import PlanUnknown, open_goals, plan_of
from assessments.plans.rows import GoalRow, PlanRow
from assessments.plans.rules import GoalValues, Refusal, refusals
from assessments.queries import CaseRow, CaseUnknown, row_of
from assessments.references import check_open_texts
from assessments.rules_of_case import rules_of
from assessments.status import CHANGES, CaseChange, can_change, check_change
from audit.actions import record
from tenants.identifiers import uuid7


class StalePlan(Exception):
    """Somebody wrote another version after the plan was opened on this screen."""

    def __init__(self) -> None:
        super().__init__("The plan was changed in the meantime: look at it and repeat yours.")


class GoalRefused(ValueError):
    """The policy does not allow this goal; each refusal names its rule."""

    def __init__(self, found: tuple[Refusal, ...]) -> None:
        rules = ", ".join(refusal.parameter for refusal in found)
        super().__init__(f"The policy does not allow this goal: {rules}.")
        self.refusals = found


class NotThePrevious(ValueError):
    """Only an earlier case of the same client can be the application before this one."""

    def __init__(self) -> None:
        super().__init__("Name an earlier case of the same client.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """What stands in a plan beside its goals."""

    limitation: str = ""
    signed_on: date | None = None


@transaction.atomic
def put_goal(
    *, actor: User, case_id: UUID, seen: int, values: GoalValues, key: UUID | None = None
) -> UUID:
    """Add a goal to the plan of a case, or write one anew; give its key.

    Args:
        actor: who does it.
        case_id: the case.
        seen: the version that the actor saw; 0 where there was no plan.
        values: the goal.
        key: the goal that it stands in the place of; None for a new one.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        StalePlan: somebody was first.
        PlanUnknown: the plan has no such goal.
        GoalRefused: the policy does not allow it.
        BsnInText: one of its texts could hold a citizen service number.
    """
    check_open_texts(*_texts_of(values))
    case, plan = _held(actor, case_id, seen)
    goals = list(plan.goals) if plan else []
    if key is not None and key not in {goal.key for goal in goals}:
        raise PlanUnknown
    others = [goal for goal in goals if goal.key != key and not goal.is_done]
    rules = rules_of(row_of(case))
    found = refusals(values, others=len(others), profile=rules.own if rules else None)
    if found:
        raise GoalRefused(found)
    new = GoalRow(key=key or uuid7(), values=values, is_carried=False, outcome="", seen_on=None)
    written = [replace(goal, values=values) if goal.key == key else goal for goal in goals]
    _write(actor, case, plan, written if key else [*goals, new], _text_of(plan))
    return new.key


@transaction.atomic
def drop_goal(*, actor: User, case_id: UUID, seen: int, key: UUID) -> None:
    """Leave a goal out of the next version; earlier versions keep it.

    Raises:
        those of `put_goal`.
    """
    case, plan = _held(actor, case_id, seen)
    if plan is None or key not in {goal.key for goal in plan.goals}:
        raise PlanUnknown
    kept = [goal for goal in plan.goals if goal.key != key]
    _write(actor, case, plan, kept, _text_of(plan))


@transaction.atomic
def write_text(*, actor: User, case_id: UUID, seen: int, text: PlanText) -> None:
    """Write what stands in the plan beside its goals.

    Raises:
        those of `put_goal`.
    """
    check_open_texts(text.limitation)
    case, plan = _held(actor, case_id, seen)
    _write(actor, case, plan, plan.goals if plan else (), text)


@transaction.atomic
def carry_goals(*, actor: User, case_id: UUID, seen: int) -> int:
    """Take the open goals of the application before this one along, with the same keys.

    What the plan has already is not taken twice. Give how many were.

    Raises:
        those of `put_goal`; PlanUnknown where there is nothing to take along.
    """
    case, plan = _held(actor, case_id, seen)
    earlier = plan_of(case_id=case.previous_id) if case.previous_id else None
    there = {goal.key for goal in plan.goals} if plan else set()
    taken = [goal for goal in open_goals(earlier) if goal.key not in there]
    if earlier is None or not taken:
        raise PlanUnknown
    goals = [*(plan.goals if plan else ()), *(replace(goal, is_carried=True) for goal in taken)]
    text = _text_of(plan) if plan else PlanText(limitation=earlier.limitation)
    _write(actor, case, plan, goals, text)
    return len(taken)


@transaction.atomic
def take_goals(*, actor: User, case_id: UUID, goals: Sequence[GoalValues]) -> None:
    """Begin the plan of a case with goals that came along from elsewhere; with none, none begins.

    Raises:
        those of `put_goal`; what a policy refuses of them is asked when one is written anew.
    """
    if not goals:
        return
    check_open_texts(*(text for goal in goals for text in _texts_of(goal)))
    case, plan = _held(actor, case_id, 0)
    taken = [
        GoalRow(key=uuid7(), values=values, is_carried=True, outcome="", seen_on=None)
        for values in goals
    ]
    _write(actor, case, plan, taken, PlanText())


@transaction.atomic
def name_previous(*, actor: User, case_id: UUID, number: str) -> CaseRow:
    """Say which case was the application before this one.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        NotThePrevious: it is another client's, the same case, or opened later.
    """
    check_permission(actor, Permission.OPEN_CASE)
    case = _locked(case_id)
    found = Case.objects.filter(number=number, opened_at__lt=case.opened_at).first()
    same_person = found is not None and found.person_id is not None
    is_same = found is not None and (
        found.client_reference == case.client_reference
        or (same_person and found.person_id == case.person_id)
    )
    if found is None or not is_same:
        raise NotThePrevious
    Case.objects.filter(pk=case_id).update(previous=found)
    record(
        actor=actor,
        action="case.previous_named",
        object_kind="case",
        object_id=case_id,
        details={"previous": found.id},
    )
    return row_of(found)


@transaction.atomic
def record_result(
    *, actor: User, case_id: UUID, key: UUID, outcome: GoalOutcome, seen_on: date
) -> None:
    """Put on record what came of a goal by a day; a later one counts instead of an earlier.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        PlanUnknown: the plan has no such goal.
    """
    check_permission(actor, Permission.OPEN_CASE)
    _locked(case_id)
    plan = plan_of(case_id=case_id)
    if plan is None or key not in {goal.key for goal in plan.goals}:
        raise PlanUnknown
    GoalResult.objects.create(
        case_id=case_id,
        goal_key=key,
        outcome=outcome,
        seen_on=seen_on,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    record(
        actor=actor,
        action="plan.goal_checked",
        object_kind="case",
        object_id=case_id,
        details={"goal": key, "outcome": str(outcome.value)},
    )
    later_events.tell(Later.SUPPORT, [case_id])


def _held(actor: User, case_id: UUID, seen: int) -> tuple[Case, PlanRow | None]:
    check_permission(actor, Permission.OPEN_CASE)
    case = _locked(case_id)
    plan = plan_of(case_id=case_id)
    if (plan.version if plan else 0) != seen:
        raise StalePlan
    return case, plan


def _locked(case_id: UUID) -> Case:
    found = Case.objects.select_for_update().filter(pk=case_id).first()
    if found is None:
        raise CaseUnknown
    check_change(found.status, CaseChange.PLAN)
    return found


def _texts_of(values: GoalValues) -> tuple[str, ...]:
    return values.specific, values.measured_by, values.action


def _text_of(plan: PlanRow | None) -> PlanText:
    if plan is None:
        return PlanText()
    return PlanText(limitation=plan.limitation, signed_on=plan.signed_on)


def _write(
    actor: User, case: Case, plan: PlanRow | None, goals: Sequence[GoalRow], text: PlanText
) -> None:
    version = plan.version + 1 if plan else 1
    made = CoachingPlan.objects.create(
        case=case,
        version=version,
        limitation=text.limitation,
        signed_on=text.signed_on,
        written_by=actor.id,
        written_at=timezone.now(),
    )
    PlanGoal.objects.bulk_create(
        PlanGoal(
            plan=made,
            key=goal.key,
            place=place,
            is_carried=goal.is_carried,
            **{**asdict(goal.values), "activities": list(goal.values.activities)},
        )
        for place, goal in enumerate(goals)
    )
    record(
        actor=actor,
        action=CHANGES[CaseChange.PLAN].audit_action,
        object_kind="case",
        object_id=case.id,
        details={"version": version, "goals": len(goals)},
    )
    later_events.tell(Later.SUPPORT, [case.id])
    if can_change(case.status, CaseChange.SAVE_FACTS):
        minutes = sum(goal.values.minutes for goal in goals if not goal.is_done)
        save_facts(
            actor=actor,
            case_id=case.id,
            revision=case.revision,
            facts={"goal_hours": minutes or None},
        )
