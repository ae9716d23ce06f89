"""Decided cases as their tables tell them: what `assessments.events` told at the decision."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from assessments.case_facts import facts_from_data
from assessments.codes import DecisionOutcome, had_advice
from assessments.events import DecidedCase, RulesAnswer
from assessments.models import Decision

_AT_ONCE = 500


def decided_cases(*, case_ids: Collection[UUID]) -> list[DecidedCase]:
    """Give the judged decisions of some cases; others are left out."""
    return [_decided(row) for row in _judged().filter(case_id__in=case_ids)]


def decided_since(day: date) -> Iterator[list[DecidedCase]]:
    """Give all judged decisions from a day on, some at a time, in the order of their recording."""
    since = _judged().filter(decided_on__gte=day).order_by("recorded_at", "id")
    ids: Sequence[UUID] = list(since.values_list("id", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        rows = {row.id: row for row in _judged().filter(pk__in=ids[start : start + _AT_ONCE])}
        yield [_decided(rows[each]) for each in ids[start : start + _AT_ONCE]]


def _judged() -> QuerySet[Decision]:
    judged = Decision.objects.exclude(outcome=DecisionOutcome.INCOMPLETE)
    return judged.select_related("case").prefetch_related("periods")


def _decided(row: Decision) -> DecidedCase:
    periods = sorted(row.periods.all(), key=lambda period: period.starts_on)
    had = had_advice(outcome=row.outcome, verdict=row.own_verdict, minutes=row.own_minutes)
    return DecidedCase(
        case_id=row.case_id,
        decision_id=row.id,
        municipality_code=row.case.municipality_code,
        decided_on=row.decided_on,
        facts=facts_from_data(row.case.facts),
        requested_minutes=row.case.requested_minutes,
        own=_answer(row.own_verdict, row.own_minutes, row.own_failed, row.own_hash),
        baseline=_answer(
            row.baseline_verdict, row.baseline_minutes, row.baseline_failed, row.baseline_hash
        ),
        outcome=row.outcome,
        granted_minutes=row.granted_minutes,
        support_start=periods[0].starts_on if periods else None,
        support_end=periods[-1].ends_on if periods else None,
        deviation_reason=row.deviation_reason if had else "",
        is_synthetic=row.case.is_synthetic,
        recorded_at=row.recorded_at,
    )


def _answer(verdict: str, minutes: int | None, failed: list[str], digest: str) -> RulesAnswer:
    return RulesAnswer(
        verdict=verdict,
        minutes=minutes,
        support_minutes=None,
        failed_criteria=tuple(failed),
        profile_hash=digest,
    )
