"""Writes of outcomes: one at a time, or many from a file or the demo."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.changes.actions import take_end_back
from assessments.queries import CaseUnknown
from assessments.status import CHANGES, CaseChange, check_change
from audit.actions import record_many
from outcomes import events
from outcomes.codes import OutcomeKind, ServiceProvider
from outcomes.jobs import CaseOfJob, cases_of_jobs, followed_jobs, hold_clients_of
from outcomes.models import Outcome
from outcomes.observations import Observation, check
from outcomes.queries import OutcomeRow, current_outcome, outcomes_of, standing_service
from tenants.among import among
from tenants.copying import copy_values
from tenants.identifiers import uuid7

_BATCH = 2_000


class StaleOutcome(Exception):
    """Somebody else recorded an outcome of this case in the meantime."""

    def __init__(self) -> None:
        super().__init__("Another outcome was recorded in the meantime: look at it and try again.")


class NoServiceStands(LookupError):
    """No service after this job is on record, or it was taken back already."""

    def __init__(self) -> None:
        super().__init__("No service after this job is on record: look at its outcomes again.")


class NewOutcome(NamedTuple):
    """An observation of a case, as a file or the demo brings it; with the hash of its row."""

    case_id: UUID
    observation: Observation
    import_hash: str = ""


@transaction.atomic
def record_outcome(
    *, actor: User, case_id: UUID, observation: Observation, supersedes: UUID | None
) -> OutcomeRow:
    """Record what became of the job; it takes the place of what was recorded before.

    Args:
        actor: who does it.
        case_id: a case that was decided and is still followed.
        observation: what was seen.
        supersedes: the outcome that the actor saw as the one that holds; None for none.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not of this case.
        StaleOutcome: another outcome holds by now.
        ObservationRefused: one of its kinds, naming the field to put right.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    hold_clients_of(case_ids=[case_id])
    before = current_outcome(case_id=case_id)
    if (before.id if before else None) != supersedes:
        raise StaleOutcome
    record_outcomes(actor=actor, outcomes=[NewOutcome(case_id=case_id, observation=observation)])
    after = current_outcome(case_id=case_id)
    assert after is not None  # noqa: S101 - it was written two lines above
    return after


@transaction.atomic
def undo_end(*, actor: User, case_id: UUID, revision: int) -> None:
    """Take an end of a job back that was recorded by mistake: the hours, and what became of it.

    Both were made in one act. Nothing is removed: that the person is still in the job, seen today,
    takes the place of the end.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not of this case.
        StaleCase: the case was changed in the meantime.
        NothingGranted, ChangeUnknown: no end of the job is recorded among its hours.
        ObservationRefused: the job cannot have been seen today.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    hold_clients_of(case_ids=[case_id])
    take_end_back(actor=actor, case_id=case_id, revision=revision)
    holds = current_outcome(case_id=case_id)
    if holds is None or holds.kind == OutcomeKind.IN_JOB:
        return
    lasts = Observation(kind=OutcomeKind.IN_JOB, observed_on=timezone.localdate())
    record_outcomes(actor=actor, outcomes=[NewOutcome(case_id=case_id, observation=lasts)])


@transaction.atomic
def take_service_back(*, actor: User, case_id: UUID, supersedes: UUID) -> None:
    """Take a service back that was recorded by mistake; what became of the job stays as it was.

    Nothing is changed: the same outcome is recorded once more, with that there is no service.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not of this case.
        StaleOutcome: another outcome holds by now.
        NoServiceStands: there is nothing to take back.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    hold_clients_of(case_ids=[case_id])
    chain = outcomes_of(case_id=case_id)
    if standing_service(chain) is None:
        raise NoServiceStands
    holds = chain[0]
    if holds.id != supersedes:
        raise StaleOutcome
    same = Observation(
        kind=holds.kind,
        observed_on=holds.observed_on,
        situation=holds.situation,
        ended_on=holds.ended_on,
        reason=holds.reason,
        next_job_started_on=holds.next_job_started_on,
        service_provider=ServiceProvider.NONE,
    )
    record_outcomes(actor=actor, outcomes=[NewOutcome(case_id=case_id, observation=same)])


@transaction.atomic
def record_outcomes(*, actor: User | None, outcomes: Sequence[NewOutcome]) -> None:
    """Record many outcomes, or none at all; of one case the later in the list holds.

    Raises:
        NotPermitted: the actor may not; None is the machine itself.
        CaseUnknown, ChangeNotAllowed, ObservationRefused: as for `record_outcome`.
    """
    if actor is not None:
        check_permission(actor, Permission.DECIDE_CASE)
    hold_clients_of(case_ids=[each.case_id for each in outcomes])
    for start in range(0, len(outcomes), _BATCH):
        _record_batch(actor, outcomes[start : start + _BATCH])


def _record_batch(actor: User | None, batch: Sequence[NewOutcome]) -> None:
    cases = _cases(batch)
    holding = _holding(cases)
    rows: list[_Row] = []
    for each in batch:
        row = _row(actor, each, supersedes=holding.get(each.case_id))
        holding[each.case_id] = row.id
        rows.append(row)
    copy_values(Outcome, _Row._fields, rows)
    record_many(
        actor=actor,
        action=CHANGES[CaseChange.RECORD_OUTCOME].audit_action,
        object_kind="case",
        objects=[
            (
                row.case_id,
                {"kind": row.kind, "reason": row.reason, "corrects": bool(row.supersedes_id)},
            )
            for row in rows
        ],
    )
    without_service = [row for row in rows if row.service_provider == ServiceProvider.NONE]
    if without_service:
        record_many(
            actor=actor,
            action="outcome.service_taken_back",
            object_kind="case",
            objects=[(row.case_id, {}) for row in without_service],
        )
    events.tell(followed_jobs(clients={case.client_reference for case in cases}))


def _cases(batch: Sequence[NewOutcome]) -> list[CaseOfJob]:
    """Give the cases of outcomes that can be recorded, each of them."""
    found = {case.id: case for case in cases_of_jobs(among("id", {each.case_id for each in batch}))}
    for case in found.values():
        check_change(case.status, CaseChange.RECORD_OUTCOME)
    today = timezone.localdate()
    for each in batch:
        of_it = found.get(each.case_id)
        if of_it is None or not of_it.is_decided:
            raise CaseUnknown
        check(each.observation, started_on=of_it.started_on, today=today)
    return list(found.values())


def _holding(cases: Sequence[CaseOfJob]) -> dict[UUID, UUID]:
    of_them = among("case_id", [case.id for case in cases])
    found = Outcome.objects.filter(of_them, superseded_by__isnull=True)
    return dict(found.values_list("case_id", "id"))


class _Row(NamedTuple):
    """An outcome as it is stored, by the names of its fields."""

    id: UUID
    case_id: UUID
    supersedes_id: UUID | None
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
    import_hash: str


def _row(actor: User | None, each: NewOutcome, *, supersedes: UUID | None) -> _Row:
    seen = each.observation
    return _Row(
        id=uuid7(),
        case_id=each.case_id,
        supersedes_id=supersedes,
        kind=str(seen.kind),
        situation=str(seen.situation),
        observed_on=seen.observed_on,
        ended_on=seen.ended_on,
        reason=str(seen.reason),
        next_job_started_on=seen.next_job_started_on,
        service_started_on=seen.service_started_on,
        service_provider=str(seen.service_provider),
        recorded_by=actor.id if actor else None,
        recorded_at=timezone.now(),
        import_hash=each.import_hash,
    )
