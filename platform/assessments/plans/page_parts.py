"""Plans and talks as the pages of a case show them: hours that add up, and what the policy asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import Permission, has_permission
from assessments.plans.codes import FOUR, Activity, Horizon, Participant, Scope
from assessments.plans.queries import PlanUnknown, investigation_of, plan_of, talks_of
from assessments.plans.rows import GoalRow, PlanRow, TalkRow
from assessments.plans.rules import (
    employer_reads,
    investigation_months,
    is_required,
    needs_four_way_talk,
)
from assessments.queries import CaseRow, NotDecidedYet, decision
from assessments.rules_in_force import RulesOfDay
from assessments.rules_of_case import rules_of
from assessments.status import CaseChange, can_change
from rulebook.finding import find

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGoal:
    """A goal in words."""

    row: GoalRow
    horizon: str
    scope: str
    activities: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTalk:
    """A talk with who was there in words, and who of the four was not."""

    row: TalkRow
    participants: str
    missing: str
    agreements: tuple[tuple[Any, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of the goals beside what is advised, or granted once that is decided.

    `beside` is None where neither is known; `over` is what the goals ask above it.
    """

    asked: int
    beside: int | None
    is_granted: bool

    @property
    def over(self) -> int:
        """How much more the goals ask; 0 where they fit."""
        return max(self.asked - self.beside, 0) if self.beside is not None else 0


def plan_part(request: HttpRequest, case: CaseRow) -> Mapping[str, Any]:
    """Give what the page of a case says of plan, talks and investigation, without their words."""
    rules = rules_of(case)
    profile = rules.own if rules else None
    plan, talks = plan_of(case_id=case.id), talks_of(case_id=case.id)
    phase = investigation_of(case_id=case.id)
    today = timezone.localdate()
    return {
        "plan_goals": len(plan.goals) if plan else 0,
        "plan_reached": sum(goal.outcome == "reached" for goal in plan.goals) if plan else 0,
        "plan_missing": is_required(profile) and plan is None,
        "plan_may_write": may_write(request, case),
        "talk_open": sum(talk.open_agreements for talk in talks),
        "talk_next": max((t.next_on for t in talks if t.next_on), default=None),
        "talk_missing": needs_four_way_talk(profile) and not talks,
        "phase": phase,
        "phase_days": phase.days_left(today) if phase else 0,
        "phase_possible": phase is None
        and investigation_months(profile) > 0
        and can_change(case.status, CaseChange.SAVE_FACTS),
    }


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:
    """Give the part of the page of a decision that leads to plan and talks."""
    return "assessments/plans/part.html", plan_part(request, case)


def may_write(request: HttpRequest, case: CaseRow) -> bool:
    """Whether somebody may write in the plan of this case now."""
    may = has_permission(request.user, Permission.OPEN_CASE)
    return may and can_change(case.status, CaseChange.PLAN)


def hours_of(case: CaseRow, plan: PlanRow | None, rules: RulesOfDay | None) -> Hours:
    """Lay the hours of the goals beside the advice, or beside what was granted."""
    asked = plan.minutes if plan else 0
    try:
        granted = decision(number=case.number).granted_minutes
    except NotDecidedYet:
        advised = find(case.facts, rules.own).minutes if rules else None
        return Hours(asked=asked, beside=advised, is_granted=False)
    return Hours(asked=asked, beside=granted, is_granted=True)


def shown_goals(plan: PlanRow | None) -> tuple[ShownGoal, ...]:
    """Give the goals of a plan in words, in order."""
    goals = plan.goals if plan else ()
    return tuple(
        ShownGoal(
            row=goal,
            horizon=str(Horizon(goal.values.horizon).label),
            scope=str(Scope(goal.values.scope).label),
            activities=", ".join(str(Activity(code).label) for code in goal.values.activities),
        )
        for goal in goals
    )


def shown_talk(row: TalkRow) -> ShownTalk:
    """Give a talk in words."""
    absent = [each for each in FOUR if each not in row.participants]
    return ShownTalk(
        row=row,
        participants=_roles(row.participants),
        missing=_roles(absent),
        agreements=tuple(
            (agreement, str(Participant(agreement.who).label)) for agreement in row.agreements
        ),
    )


def goals_for_employer(case: CaseRow, plan: PlanRow | None) -> tuple[ShownGoal, ...] | None:
    """Give the goals that an employer may read; None where the policy has the employer read none.

    Of these what the person agreed to, and never help in private life.
    """
    rules = rules_of(case)
    if not employer_reads(rules.own if rules else None):
        return None
    return tuple(
        goal
        for goal in shown_goals(plan)
        if goal.row.values.for_employer
        and Activity.PRIVATE_SPHERE not in goal.row.values.activities
    )


def writes_plan(
    view: Callable[Concatenate[HttpRequest, CaseRow, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, CaseRow, P], HttpResponseBase]:
    """Let a view write only while the case allows it; 404 for what is not part of its plan."""

    @wraps(view)
    def checked(
        request: HttpRequest, case: CaseRow, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not can_change(case.status, CaseChange.PLAN):
            messages.info(request, _("Deze casus is afgesloten. Het plan staat vast."))
            return redirect("assessments:case", case.number)
        try:
            return view(request, case, *args, **kwargs)
        except PlanUnknown as unknown:
            raise Http404(str(unknown)) from unknown

    return checked


def _roles(codes: Any) -> str:  # noqa: ANN401 - codes of participants
    return ", ".join(str(Participant(code).label) for code in codes)
