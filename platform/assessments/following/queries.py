"""Reads of what runs in one case: hours of its periods, log, contacts, evaluations, obligations."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from assessments.changes.queries import hours_now
from assessments.following.models import (
    CaseFollower,
    CoachChange,
    ContactMoment,
    Evaluation,
    LogEntry,
    ObligationAnswer,
    WorkMeasure,
)
from assessments.following.rows import (
    CoachChangeRow,
    ContactRow,
    EvaluatedGoalRow,
    EvaluationRow,
    FollowedPeriod,
    LogRow,
    MeasureRow,
    ObligationRow,
    total_minutes,
)
from assessments.following.stretches import PunchCard, Stretch, bands_of, changed
from assessments.models import Case, Decision
from assessments.providers.queries import chosen_from, provider_of
from assessments.queries import CaseRow
from assessments.rows import DecisionRow
from assessments.rules_in_force import RulesOfDay
from coaches.entries import EntryUnknown
from coaches.requirements.rows import Chosen
from rulebook.facts import FactValue
from rulebook.finding import Finding, find


def log_of(*, case_id: UUID) -> tuple[LogRow, ...]:
    """Give the log of a case, the latest first; what was taken back is left out."""
    found = LogEntry.objects.filter(
        case_id=case_id, takes_back__isnull=True, taken_back_by__isnull=True
    )
    return tuple(
        LogRow(
            id=row.id,
            first_day=row.first_day,
            last_day=row.last_day,
            minutes=row.minutes,
            activities=tuple(row.activities),
            goal_key=row.goal_key,
            headline=row.headline,
            recorded_by=row.recorded_by,
        )
        for row in found.order_by("-first_day", "-recorded_at", "-id")
    )


def stretches_of(*, case_id: UUID, log: Iterable[LogRow]) -> tuple[Stretch, ...]:
    """Give the granted periods of a case as they are now, each with what the log says was used.

    A log entry belongs to the period that its first day lies in.
    """
    entries = tuple(log)
    found = Decision.objects.filter(case_id=case_id).values_list(
        "periods__starts_on", "periods__ends_on", "periods__minutes"
    )
    granted = [
        Stretch(starts_on=start, ends_on=end, granted=minutes)
        for start, end, minutes in sorted(row for row in found if row[0] is not None)
    ]
    now = hours_now(case_ids=[case_id]).get(case_id)
    return tuple(
        replace(each, used=total_minutes(row for row in entries if each.holds_day(row.first_day)))
        for each in changed(granted, now)
    )


def finding_of(case: CaseRow, rules: RulesOfDay | None) -> Finding | None:
    """Give what the own rules say of a decided case by the rules of that day."""
    return find(case.facts, rules.own) if rules else None


def periods_of(
    stretches: Iterable[Stretch], finding: Finding | None, log: Iterable[LogRow]
) -> tuple[FollowedPeriod, ...]:
    """Give the periods with their bands."""
    spent = [(each.first_day, each.minutes) for each in log]
    return tuple(
        FollowedPeriod(stretch=each, bands=bands_of(each, finding, spent)) for each in stretches
    )


def card_of(made: DecisionRow, log: Iterable[LogRow]) -> PunchCard | None:
    """Give the punch card of a case; None where its hours stand in a period."""
    if made.periods or not made.granted_minutes:
        return None
    return PunchCard(granted=made.granted_minutes, used=total_minutes(log))


def contacts_of(*, case_id: UUID) -> tuple[ContactRow, ...]:
    """Give the contacts of a case, the latest first."""
    found = ContactMoment.objects.filter(case_id=case_id)
    found = found.order_by("-on", "-recorded_at", "-id")
    return tuple(
        ContactRow(on=row.on, way=row.way, with_whom=tuple(row.with_whom)) for row in found
    )


def evaluations_of(*, case_id: UUID) -> tuple[EvaluationRow, ...]:
    """Give the evaluations of a case with what they said of its goals, the latest first."""
    found = Evaluation.objects.filter(case_id=case_id).prefetch_related("goals")
    return tuple(_evaluation(row) for row in found.order_by("-held_on", "-recorded_at", "-id"))


def measures_of(case: CaseRow) -> tuple[MeasureRow, ...]:
    """Give hours a week and wage value over time, the first as the decision knew them."""
    rows = [
        MeasureRow(
            on=row.on,
            weekly_minutes=row.weekly_minutes,
            wage_value=row.wage_value,
            source=row.source,
        )
        for row in WorkMeasure.objects.filter(case_id=case.id).order_by("on", "recorded_at", "id")
    ]
    first = _at_decision(case)
    return (*((first,) if first else ()), *rows)


def obligations_of(*, case_id: UUID, finding: Finding | None) -> tuple[ObligationRow, ...]:
    """Give the obligations that a finding left, each with its latest answer."""
    if finding is None or not finding.obligations:
        return ()
    found = ObligationAnswer.objects.filter(case_id=case_id).order_by("recorded_at", "id")
    answers = {row.criterion: row for row in found}
    return tuple(
        obligation_row(one.criterion, one.due, answers.get(one.criterion))
        for one in finding.obligations
    )


def obligation_row(criterion: str, due: date, answer: ObligationAnswer | None) -> ObligationRow:
    """Give an obligation with its answer; a later day that was given counts instead."""
    if answer is None:
        return ObligationRow(criterion=criterion, due=due)
    return ObligationRow(
        criterion=criterion,
        due=answer.new_due_on or due,
        outcome=answer.outcome,
        follow_up=answer.follow_up,
        seen_on=answer.seen_on,
    )


def coach_changes_of(*, case_id: UUID) -> tuple[CoachChangeRow, ...]:
    """Give the changes of coach in a case, the latest first."""
    found = CoachChange.objects.filter(case_id=case_id)
    found = found.order_by("-from_day", "-recorded_at", "-id")
    return tuple(
        CoachChangeRow(
            from_day=row.from_day,
            reason=row.reason,
            earlier=(row.earlier_organisation_id, row.earlier_coach_id),
            later=(row.organisation_id, row.coach_id),
            handed_over=tuple(row.handed_over),
            open_agreements=tuple(row.open_agreements),
        )
        for row in found
    )


def coach_of_the_decision(*, case_id: UUID) -> Chosen | None:
    """Give who was chosen when the case was decided, whoever took over since."""
    changes = CoachChange.objects.filter(case_id=case_id).order_by("recorded_at", "id")
    first = changes.values_list("earlier_organisation_id", "earlier_coach_id").first()
    if first is None:
        provider = provider_of(case_id=case_id)
        return provider.chosen if provider else None
    if first == (None, None):
        return None
    try:
        return chosen_from(organisation_id=first[0], coach_id=first[1])
    except EntryUnknown:
        return None


def follower_of(*, case_id: UUID) -> UUID | None:
    """Give who follows a case: who it was given to, else who decided it, else who opened it."""
    given = CaseFollower.objects.filter(case_id=case_id).values_list("user_id", flat=True).first()
    if given is not None:
        return given
    found = Case.objects.filter(pk=case_id).values_list("decision__decided_by", "opened_by")
    decided_by, opened_by = found.first() or (None, None)
    return decided_by or opened_by


def _evaluation(row: Evaluation) -> EvaluationRow:
    goals = tuple(
        EvaluatedGoalRow(goal_key=goal.goal_key, outcome=goal.outcome, reason=goal.reason)
        for goal in sorted(row.goals.all(), key=lambda goal: goal.id)
    )
    return EvaluationRow(
        held_on=row.held_on,
        parts=tuple(row.parts),
        outcome=row.outcome,
        self_reliance=row.self_reliance,
        next_on=row.next_on,
        goals=goals,
    )


def _at_decision(case: CaseRow) -> MeasureRow | None:
    day = next((d for d in map(case.facts.get, _FIRST_DAYS) if isinstance(d, date)), None)
    weekly, wage = _number(case.facts.get("weekly_hours")), _number(case.facts.get("wage_value"))
    if day is None or (weekly is None and wage is None):
        return None
    return MeasureRow(on=day, weekly_minutes=weekly, wage_value=wage, source="", from_decision=True)


_FIRST_DAYS = ("received_on", "support_start", "contract_start")


def _number(value: FactValue | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
