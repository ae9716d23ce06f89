"""Making fact rows of what a tenant tells: coarsened, without identity or calendar days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessments.events import DecidedCase
from benchmarking import codes
from benchmarking.pseudonyms import pseudonym_of
from outcomes.codes import NOT_A_JOB_END, SIDE_OF, EndReason
from outcomes.events import FollowedJob
from rulebook.case_classes import classes_of
from rulebook.frame import CaseFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """What leaves a tenant of one decision; fields as in `models.DecisionFact`."""

    pseudonym: str
    revision: int
    decided_month: date
    target_group: str
    contract_class: str
    hours_class: str
    need: str
    requested_minutes: int | None
    own_minutes: int | None
    baseline_minutes: int | None
    awarded_minutes: int
    refused: bool
    failed_own: tuple[str, ...]
    failed_baseline: tuple[str, ...]
    deviation_reason: str
    own_profile_hash: str
    baseline_hash: str
    is_synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """What leaves a tenant of one followed job; fields as in `models.OutcomeFact`."""

    pseudonym: str
    revision: int
    start_month: date | None
    duration_days: int | None
    entered_days: int
    ended: bool
    kind: str
    gap_days: int | None
    reason: str
    contract_class: str
    target_group: str
    is_synthetic: bool


def facts_of_decisions(
    decided: Sequence[DecidedCase], *, tenant_schema: str
) -> list[DecisionFacts]:
    """Return the fact rows of decided cases; a case is decided once, so its revision is 1."""
    frame = CaseFrame.from_rows([case.facts for case in decided])
    classes = [
        classes_of(dimension, frame) for dimension in ("target_group", "contract", "hours", "need")
    ]
    return [
        _facts_of_decision(case, coarse, tenant_schema)
        for case, *coarse in zip(decided, *classes, strict=True)
    ]


def _facts_of_decision(
    decided: DecidedCase, classes: Sequence[str], tenant_schema: str
) -> DecisionFacts:
    target_group, contract_class, hours_class, need = classes
    return DecisionFacts(
        pseudonym=pseudonym_of(tenant_schema=tenant_schema, case_id=decided.case_id),
        revision=1,
        decided_month=codes.month_of(decided.decided_on),
        target_group=target_group,
        contract_class=contract_class,
        hours_class=hours_class,
        need=need,
        requested_minutes=decided.requested_minutes,
        own_minutes=decided.own.minutes,
        baseline_minutes=decided.baseline.minutes,
        awarded_minutes=decided.granted_minutes,
        refused=decided.outcome == "refuse",
        failed_own=decided.own.failed_criteria,
        failed_baseline=decided.baseline.failed_criteria,
        deviation_reason=decided.deviation_reason,
        own_profile_hash=decided.own.profile_hash,
        baseline_hash=decided.baseline.profile_hash,
        is_synthetic=decided.is_synthetic,
    )


def facts_of_outcome(job: FollowedJob, *, tenant_schema: str) -> OutcomeFacts:
    """Return the fact row of a followed job: one, however many cases supported it.

    Death and pension end no job (I-02): the job counts as followed up to then and no further. Why
    it ended may tell of health, so only from whose side the end came leaves.
    """
    counts_as_end = job.kind != "in_job" and job.reason not in NOT_A_JOB_END
    started = job.started_on
    last_day = job.ended_on or job.observed_on
    return OutcomeFacts(
        pseudonym=pseudonym_of(tenant_schema=tenant_schema, case_id=job.case_id),
        revision=job.revision,
        start_month=None if started is None else codes.month_of(started),
        duration_days=None if started is None else max((last_day - started).days, 0),
        entered_days=_entered_days(job),
        ended=counts_as_end,
        kind="other_job" if job.next_job_started_on is not None else job.kind,
        gap_days=_gap_days(job) if counts_as_end else None,
        reason=SIDE_OF[EndReason(job.reason)].value if job.reason else "",
        contract_class=codes.contract_class_of(job.facts),
        target_group=codes.target_group_of(job.facts),
        is_synthetic=job.is_synthetic,
    )


def _entered_days(job: FollowedJob) -> int:
    """Return how long the job already ran when its support was to begin, and it came into view."""
    if job.started_on is None or job.came_into_view_on is None:
        return 0
    return max((job.came_into_view_on - job.started_on).days, 0)


def _gap_days(job: FollowedJob) -> int | None:
    """Return the days from the end of the job to the next one, or to when it was last seen."""
    if job.ended_on is None:
        return None
    until = job.next_job_started_on or job.observed_on
    return max((until - job.ended_on).days, 0)
