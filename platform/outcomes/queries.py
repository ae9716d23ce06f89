"""Reads of outcomes: frozen rows, never a lazy queryset."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from outcomes.codes import ServiceProvider
from outcomes.models import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """One outcome of a case; only the one that nothing supersedes holds."""

    id: UUID
    case_id: UUID
    supersedes: UUID | None
    kind: str
    situation: str
    observed_on: date
    ended_on: date | None
    reason: str
    next_job_started_on: date | None
    service_started_on: date | None
    service_provider: str
    recorded_by: UUID | None
    recorded_at: datetime
    is_current: bool


def outcomes_of(*, case_id: UUID) -> tuple[OutcomeRow, ...]:
    """Give the outcomes of a case, the one that holds first, then those before it."""
    found = {outcome.id: outcome for outcome in Outcome.objects.filter(case_id=case_id)}
    superseded = {outcome.supersedes_id for outcome in found.values()}
    chain: list[OutcomeRow] = []
    step = next((each for each in found.values() if each.id not in superseded), None)
    while step is not None:
        chain.append(_row(step, is_current=not chain))
        step = found.get(step.supersedes_id) if step.supersedes_id else None
    return tuple(chain)


def last_days_of(cases: Iterable[UUID]) -> dict[UUID, date]:
    """Give by case the last day on which its job was seen."""
    found = Outcome.objects.filter(case__in=list(cases)).order_by("observed_on")
    return dict(found.values_list("case_id", "observed_on"))


def current_outcome(*, case_id: UUID) -> OutcomeRow | None:
    """Give the outcome of a case that holds, or None where nothing was recorded."""
    chain = outcomes_of(case_id=case_id)
    return chain[0] if chain else None


def standing_service(chain: Iterable[OutcomeRow]) -> OutcomeRow | None:
    """Give the outcome that tells of the service after the job, newest first; None for none.

    An outcome that says nothing of it leaves standing what one before it told.
    """
    told = next((row for row in chain if row.service_provider), None)
    return None if told is None or told.service_provider == ServiceProvider.NONE else told


def _row(outcome: Outcome, *, is_current: bool) -> OutcomeRow:
    return OutcomeRow(
        id=outcome.id,
        case_id=outcome.case_id,
        supersedes=outcome.supersedes_id,
        kind=outcome.kind,
        situation=outcome.situation,
        observed_on=outcome.observed_on,
        ended_on=outcome.ended_on,
        reason=outcome.reason,
        next_job_started_on=outcome.next_job_started_on,
        service_started_on=outcome.service_started_on,
        service_provider=outcome.service_provider,
        recorded_by=outcome.recorded_by,
        recorded_at=outcome.recorded_at,
        is_current=is_current,
    )
