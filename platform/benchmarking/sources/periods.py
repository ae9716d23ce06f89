"""What ran after grants, as the tables of following, plans and changes tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.db.models import F

from assessments.changes.codes import JobChangeKind
from assessments.changes.models import JobChange
from assessments.changes.queries import hours_now
from assessments.events import DecidedCase
from assessments.following.due import Span
from assessments.following.models import (
    CoachChange,
    Evaluation,
    LogEntry,
    ObligationAnswer,
    WorkMeasure,
)
from assessments.following.norms import Norms
from assessments.following.stretches import Stretch, changed
from assessments.models import SupportPeriod
from assessments.plans.models import CoachingPlan, GoalResult, PlanGoal
from benchmarking.facts.decisions import Elsewhere
from benchmarking.facts.periods import RunSupport
from tenants.among import among

#: Everything that is added to support that was granted; each row is a revision of its fact.
_ADDED: Final = (
    CoachChange, CoachingPlan, Evaluation, GoalResult, JobChange, LogEntry, ObligationAnswer,
    WorkMeasure,
)  # fmt: skip
_PROMISED: Final = "met_with_obligation"
Rows = Mapping[UUID, Sequence[Mapping[str, Any]]]


def run_supports(cases: Sequence[DecidedCase], elsewhere: Sequence[Elsewhere]) -> list[RunSupport]:
    """Give what ran after the cases that were granted hours, by their tables as they are now.

    Args:
        cases: decided cases.
        elsewhere: what rules said of each, in the same order.
    """
    granted = [
        (case, rules) for case, rules in zip(cases, elsewhere, strict=True) if case.granted_minutes
    ]
    read = _Read([case for case, _ in granted])
    return [_run(case, rules, read) for case, rules in granted]


class _Read:
    """The rows of some cases, each table asked once.

    Of a case that came in with its decision there is its period alone, which the event tells.
    """

    def __init__(self, cases: Sequence[DecidedCase]) -> None:
        ids = [case.case_id for case in cases if case.arrived is None]
        of_cases = among("case_id", ids)
        self.revisions = Counter(
            case_id
            for model in _ADDED
            for case_id in model._default_manager.filter(of_cases).values_list("case_id", flat=True)
        )
        self.periods = _by_case(
            chain(
                SupportPeriod.objects.filter(among("decision__case_id", ids))
                .order_by("starts_on", "id")
                .values("starts_on", "ends_on", "minutes", case_id=F("decision__case_id")),
                _arrived_with(cases),
            )
        )
        self.now = hours_now(case_ids=ids)
        standing = JobChange.objects.filter(superseded_by__isnull=True, is_void=False)
        self.changes = _rows(standing, ids, "kind", "minutes", "settlement")
        log = LogEntry.objects.filter(takes_back__isnull=True, taken_back_by__isnull=True)
        self.log = _rows(log, ids, "minutes")
        evaluations = Evaluation.objects.order_by("held_on", "recorded_at", "id")
        self.evaluations = _rows(evaluations, ids, "held_on", "self_reliance")
        measures = WorkMeasure.objects.order_by("on", "recorded_at", "id")
        self.measures = _rows(measures, ids, "weekly_minutes", "wage_value")
        answers = ObligationAnswer.objects.order_by("recorded_at", "id")
        self.answers = _rows(answers, ids, "criterion", "outcome")
        self.coaches = _rows(CoachChange.objects.all(), ids, "id")
        self.goals = _goals(ids)


def _arrived_with(cases: Sequence[DecidedCase]) -> Iterator[Mapping[str, Any]]:
    for case in cases:
        if case.arrived is not None and case.support_start and case.support_end:
            yield {
                "case_id": case.case_id,
                "starts_on": case.support_start,
                "ends_on": case.support_end,
                "minutes": case.granted_minutes,
            }


def _run(case: DecidedCase, rules: Elsewhere, read: _Read) -> RunSupport:
    case_id = case.case_id
    spans, minutes = _spans(case, read)
    changes = read.changes[case_id]
    ends = [each for each in changes if each["kind"] == JobChangeKind.ENDED]
    used = [each["minutes"] for each in read.log[case_id]]
    held = read.evaluations[case_id]
    return RunSupport(
        case_id=case_id,
        revision=1 + read.revisions[case_id],
        is_synthetic=case.is_synthetic,
        facts=case.facts,
        decided_on=case.decided_on,
        granted_minutes=case.granted_minutes,
        minutes_now=minutes,
        spans=spans,
        extra_minutes=sum(
            each["minutes"] or 0 for each in changes if each["kind"] == JobChangeKind.EXTRA
        ),
        log_minutes=sum(used) if used else None,
        settled_by=ends[0]["settlement"] if ends else None,
        evaluated_on=tuple(each["held_on"] for each in held),
        reliance=tuple(each["self_reliance"] for each in held if each["self_reliance"]),
        goals=read.goals.get(case_id),
        weekly_minutes=_series(case, read, "weekly_minutes", "weekly_hours"),
        wage_value=_series(case, read, "wage_value", "wage_value"),
        has_obligation=case.own.verdict == _PROMISED,
        obligation=_came_of(read.answers[case_id]),
        coach_changes=len(read.coaches[case_id]),
        norms=Norms(
            evaluation_months=rules.evaluation_months, evaluates_at_end=rules.evaluates_at_end
        ),
        method=rules.method,
    )


def _spans(case: DecidedCase, read: _Read) -> tuple[tuple[Span, ...], int]:
    """Give the periods and minutes as they are after the latest change."""
    rows = read.periods[case.case_id]
    granted = [
        Stretch(starts_on=row["starts_on"], ends_on=row["ends_on"], granted=row["minutes"])
        for row in rows
    ]
    now: tuple[int, date] | None = read.now.get(case.case_id)
    spans = tuple(
        Span(starts_on=each.starts_on, ends_on=each.ends_on) for each in changed(granted, now)
    )
    return spans, now[0] if now else case.granted_minutes


def _series(case: DecidedCase, read: _Read, column: str, fact: str) -> tuple[int, ...]:
    """Give a value at the decision and at every later measure that says it."""
    first = case.facts.get(fact)
    found = [first] if isinstance(first, int) and not isinstance(first, bool) else []
    measured = [row[column] for row in read.measures[case.case_id] if row[column] is not None]
    return (*found, *measured)


def _came_of(answers: Sequence[Mapping[str, Any]]) -> str:
    """Give what came of all that was promised: not done where one was not; "" without answers."""
    latest = {row["criterion"]: row["outcome"] for row in answers}
    if not latest:
        return ""
    return "not_done" if "not_done" in latest.values() else "done"


def _goals(ids: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Give by case with a plan what came of each goal of its latest version, "" for nothing yet."""
    plans = CoachingPlan.objects.filter(among("case_id", ids)).order_by("case_id", "-version")
    latest = dict(plans.distinct("case_id").values_list("id", "case_id"))
    results: dict[tuple[UUID, UUID], str] = {
        (case_id, key): outcome
        for case_id, key, outcome in GoalResult.objects.filter(among("case_id", ids))
        .order_by("recorded_at", "id")
        .values_list("case_id", "goal_key", "outcome")
    }
    found: dict[UUID, list[str]] = {case_id: [] for case_id in latest.values()}
    for plan_id, key in PlanGoal.objects.filter(plan_id__in=latest).values_list("plan_id", "key"):
        case_id = latest[plan_id]
        found[case_id].append(results.get((case_id, key), ""))
    return {case_id: tuple(outcomes) for case_id, outcomes in found.items()}


def _rows(found: Any, ids: Sequence[UUID], *names: str) -> Rows:  # noqa: ANN401 - a queryset
    return _by_case(found.filter(among("case_id", ids)).values("case_id", *names))


def _by_case(rows: Iterable[Mapping[str, Any]]) -> Rows:
    by_case: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_case[row["case_id"]].append(row)
    return by_case
