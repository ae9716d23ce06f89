"""Reads of plans, goals, talks and the investigation phase."""

from collections.abc import Iterable
from uuid import UUID

from assessments.models import Case
from assessments.plans.models import (
    Agreement,
    CoachingPlan,
    FourWayTalk,
    GoalResult,
    Investigation,
    PlanGoal,
)
from assessments.plans.rows import (
    AgreementRow,
    GoalRow,
    InvestigationRow,
    PlanRow,
    Results,
    TalkRow,
    VersionRow,
)
from assessments.plans.rules import GoalValues
from assessments.queries import CaseRow, row_of


class PlanUnknown(LookupError):
    """The case has no such version of a plan, goal, talk or agreement."""

    def __init__(self) -> None:
        super().__init__("This is not part of the plan of this case: look at the plan again.")


def plan_of(*, case_id: UUID, version: int | None = None) -> PlanRow | None:
    """Give the latest version of the plan of a case, or the one asked for; None without one."""
    found = CoachingPlan.objects.filter(case_id=case_id).prefetch_related("goals")
    if version is not None:
        found = found.filter(version=version)
    latest = found.order_by("-version").first()
    return _plan(latest, results_of(case_id=case_id)) if latest else None


def versions_of(*, case_id: UUID) -> tuple[VersionRow, ...]:
    """Give every version of a plan, the latest first."""
    found = CoachingPlan.objects.filter(case_id=case_id).order_by("-version")
    return tuple(
        VersionRow(version=row.version, written_by=row.written_by, written_at=row.written_at)
        for row in found.only("version", "written_by", "written_at")
    )


def results_of(*, case_id: UUID) -> Results:
    """Give the latest outcome of each goal, with the day on which it was seen."""
    found = GoalResult.objects.filter(case_id=case_id).order_by("recorded_at", "id")
    return {row.goal_key: (row.outcome, row.seen_on) for row in found}


def talks_of(*, case_id: UUID) -> tuple[TalkRow, ...]:
    """Give the talks of a case with their agreements, the latest first."""
    found = FourWayTalk.objects.filter(case_id=case_id).prefetch_related("agreements")
    return tuple(_talk(row) for row in found.order_by("-held_on", "-recorded_at", "-id"))


def talk_of(*, case_id: UUID, talk_id: UUID) -> TalkRow:
    """Give one talk of a case.

    Raises:
        PlanUnknown: the case has no such talk.
    """
    found = next((row for row in talks_of(case_id=case_id) if row.id == talk_id), None)
    if found is None:
        raise PlanUnknown
    return found


def investigation_of(*, case_id: UUID) -> InvestigationRow | None:
    """Give the investigation phase of a case; None without one."""
    found = Investigation.objects.filter(case_id=case_id).first()
    if found is None:
        return None
    return InvestigationRow(
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        most_minutes=found.most_minutes,
        not_known=tuple(found.not_known),
    )


def previous_of(*, case_id: UUID) -> CaseRow | None:
    """Give the application before this one, where it is named."""
    found = Case.objects.select_related("previous").get(pk=case_id).previous
    return row_of(found) if found else None


def open_goals(plan: PlanRow | None) -> tuple[GoalRow, ...]:
    """Give the goals of a plan on which something is left to do."""
    return tuple(goal for goal in plan.goals if not goal.is_done) if plan else ()


def _plan(found: CoachingPlan, results: Results) -> PlanRow:
    return PlanRow(
        version=found.version,
        limitation=found.limitation,
        signed_on=found.signed_on,
        written_by=found.written_by,
        written_at=found.written_at,
        goals=_goals(found.goals.all(), results),
    )


def _goals(found: Iterable[PlanGoal], results: Results) -> tuple[GoalRow, ...]:
    rows = []
    for goal in sorted(found, key=lambda goal: goal.place):
        outcome, seen_on = results.get(goal.key, ("", None))
        rows.append(
            GoalRow(
                key=goal.key,
                values=GoalValues(
                    horizon=goal.horizon,
                    scope=goal.scope,
                    specific=goal.specific,
                    measured_by=goal.measured_by,
                    action=goal.action,
                    by_when=goal.by_when,
                    minutes=goal.minutes,
                    activities=tuple(goal.activities),
                    is_work_related=goal.is_work_related,
                    is_approved=goal.is_approved,
                    for_employer=goal.for_employer,
                ),
                is_carried=goal.is_carried,
                outcome=outcome,
                seen_on=seen_on,
            )
        )
    return tuple(rows)


def _talk(found: FourWayTalk) -> TalkRow:
    agreements = sorted(found.agreements.all(), key=lambda row: (row.by_when, row.made_at, row.id))
    return TalkRow(
        id=found.id,
        held_on=found.held_on,
        participants=tuple(found.participants),
        minutes=found.minutes,
        next_on=found.next_on,
        agreements=tuple(_agreement(row) for row in agreements),
    )


def _agreement(found: Agreement) -> AgreementRow:
    return AgreementRow(
        id=found.id,
        who=found.who,
        what=found.what,
        by_when=found.by_when,
        status=found.status,
        done_on=found.done_on,
    )
