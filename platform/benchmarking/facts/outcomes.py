"""The fact rows of followed jobs."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from benchmarking import codes
from benchmarking.facts.coarse import waited
from benchmarking.facts.rows import OutcomeFacts
from benchmarking.pseudonyms import pseudonym_of
from outcomes.codes import NOT_A_JOB_END, SIDE_OF, EndReason
from outcomes.events import FollowedJob
from rulebook.answer import months_and_days
from rulebook.case_classes import classes_of, frame_for_classes

_HALF_A_YEAR: Final = 6  # months
_DAY: Final = timedelta(days=1)


def facts_of_outcomes(jobs: Sequence[FollowedJob], *, secret: bytes) -> list[OutcomeFacts]:
    """Return the fact rows of followed jobs: one each, however many cases supported it.

    Death and pension end no job (I-02): the job counts as followed up to then and no further. Why
    it ended may tell of health, so only from whose side the end came leaves.
    """
    frame = frame_for_classes(_CLASSES, [job.facts for job in jobs])
    classes = [classes_of(dimension, frame) for dimension in _CLASSES]
    return [_facts_of(job, coarse, secret) for job, *coarse in zip(jobs, *classes, strict=True)]


_CLASSES: Final = ("target_group", "contract", "hours")


def _facts_of(job: FollowedJob, classes: Sequence[str], secret: bytes) -> OutcomeFacts:
    target_group, contract_class, hours_class = classes
    counts_as_end = job.kind != "in_job" and job.reason not in NOT_A_JOB_END
    started = job.started_on
    last_day = job.ended_on or job.observed_on
    has_next = counts_as_end and job.next_job_started_on is not None
    return OutcomeFacts(
        pseudonym=pseudonym_of(secret=secret, case_id=job.case_id),
        revision=job.revision,
        is_synthetic=job.is_synthetic,
        target_group=target_group,
        contract_class=contract_class,
        support_form=codes.code_of(job.facts, "support_form"),
        sector=codes.code_of(job.facts, "employer_sector"),
        firm_size=codes.code_of(job.facts, "employer_size"),
        start_month=None if started is None else codes.month_of(started),
        duration_days=None if started is None else max((last_day - started).days, 0),
        entered_days=_entered_days(job),
        ended=counts_as_end,
        kind="other_job" if job.next_job_started_on is not None else job.kind,
        gap_days=_gap_days(job) if counts_as_end else None,
        reason=SIDE_OF[EndReason(job.reason)].value if job.reason else "",
        end_year=job.ended_on.year if counts_as_end and job.ended_on else None,
        hours_class=hours_class,
        contract_under_6=_meant_shorter(job.facts),
        work_days=_work_days(job),
        work_ended=None if job.work_until is None else job.work_ended,
        next_is_trial=codes.yes_no(job.next_is_trial) if has_next else "",
        next_days=_next_days(job) if has_next else None,
        next_ended=job.next_ended if has_next and job.next_until is not None else None,
        recorded_after=_recorded_after(job),
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


def _work_days(job: FollowedJob) -> int | None:
    """Return the days in work since the job began, with whatever employer (I-09)."""
    if job.started_on is None or job.work_until is None:
        return None
    return max((job.work_until - job.started_on).days, 0)


def _next_days(job: FollowedJob) -> int | None:
    if job.next_job_started_on is None or job.next_until is None:
        return None
    return max((job.next_until - job.next_job_started_on).days, 0)


def _meant_shorter(facts: codes.Facts) -> str:
    """Say whether the contract itself was shorter than half a year; one without end is not.

    Its last day is of it: from 1 January to 30 June is six months, and a day less is not.
    """
    if facts.get("contract_form") == "permanent":
        return "no"
    start, end = facts.get("contract_start"), facts.get("contract_end")
    if not isinstance(start, date) or not isinstance(end, date) or end < start:
        return codes.NOT_KNOWN
    return codes.yes_no(months_and_days(start, end)[0] < _HALF_A_YEAR)


def _recorded_after(job: FollowedJob) -> str:
    if job.recorded_on is None:
        return codes.NOT_KNOWN
    return waited(job.observed_on, job.recorded_on, from_file=job.from_file)
