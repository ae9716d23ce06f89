"""The jobs of one person by day, and what may be said of each: I-01, I-02, I-03, I-11 to I-13."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rulebook.month_arithmetic import add_months_to

#: I-03: the next job starts less than a week after the end of the one before.
DIRECT_DAYS: Final = 7
#: I-09: days without work that do not end the work; a choice of Meetlat, the same as I-03.
LONGEST_GAP: Final = 7
#: I-11: shorter than the six months that are the condition.
EARLY_END_DAYS: Final = 183
#: I-01: so many months without wage end a job that has no end.
MONTHS_WITHOUT_WAGE: Final = 3
#: Reasons that I-02 does not count as the end of a job, and that of I-13.
NO_JOB_END: Final = frozenset({"pension", "death"})
NO_CAPACITY: Final = "no_capacity"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job of a person, as far as it is known.

    Attributes:
        start: its first day.
        end: its last day; None while it lasts, as far as anybody saw.
        seen_on: the latest day on which somebody saw how it stood; what came after is not known.
        since: the day on which it came into view; it cannot have been seen to end before.
        reason: why it ended, a code of C-5; empty while it lasts.
        is_trial: whether it is a trial placement, without wage.
        contract_months: the whole months of its contract; None where there is no end or it is not
            known.
        provider: who coached in it, by any key that stays the same; empty where nobody did.
    """

    start: date
    end: date | None
    seen_on: date
    since: date | None = None
    reason: str = ""
    is_trial: bool = False
    contract_months: int | None = None
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A re-integration service that was bought, such as Naar werk: its start, and who gives it."""

    start: date
    provider: str


def last_day(*, registered: date | None, last_paid: date | None, seen_on: date) -> date | None:
    """I-01: the last day of a job; None while it lasts.

    A job without an end in which no wage was paid for three months in a row ended on the last day
    of the last month that was paid.

    Args:
        registered: the end of the contract as it was registered.
        last_paid: any day of the last month with wage; None where wages are not known.
        seen_on: the last day that is known.
    """
    if registered is not None or last_paid is None:
        return registered
    month_after = add_months_to(last_paid.replace(day=1), 1)
    has_stopped = add_months_to(month_after, MONTHS_WITHOUT_WAGE) <= seen_on + _DAY
    return month_after - _DAY if has_stopped else None


def is_job_end(job: Job) -> bool:
    """I-02: the job ended, other than by pension or death. A trial placement is no job."""
    return job.end is not None and not job.is_trial and job.reason not in NO_JOB_END


def next_job(job: Job, career: Sequence[Job], *, with_trial: bool) -> Job | None:
    """Give the first job that began after this one did and goes on after its end.

    Args:
        job: one that ended.
        career: all jobs of the person.
        with_trial: I-05: whether the start of a trial placement counts as a start.
    """
    if job.end is None:
        return None
    later = [
        each
        for each in career
        if each.start > job.start
        and (with_trial or not each.is_trial)
        and (each.end is None or each.end > job.end)
    ]
    return min(later, key=lambda each: each.start, default=None)


def is_direct(job: Job, career: Sequence[Job], *, with_trial: bool = False) -> bool | None:
    """I-03: straight from work to work; None where nobody looked for a week after the end."""
    if not is_job_end(job) or job.end is None:
        return None
    following = next_job(job, career, with_trial=with_trial)
    if following is not None and (following.start - job.end).days < DIRECT_DAYS:
        return True
    looked = max(each.seen_on for each in career) - job.end
    return False if following is not None or looked.days >= DIRECT_DAYS else None


def is_early_end(job: Job) -> bool | None:
    """I-11: a coached job that ended within six months, while six months is the condition.

    None for a job that did not end, and for a trial placement. Contracts that were meant to be
    shorter do not count as ended early.
    """
    if not is_job_end(job) or job.end is None:
        return None
    meant_shorter = job.contract_months is not None and job.contract_months < 6
    return not meant_shorter and (job.end - job.start).days + 1 < EARLY_END_DAYS


def is_placement(job: Job, *, least_months: int) -> bool | None:
    """I-12: a job that lasts long enough to be called a placement.

    The source gives no length ("ten minste zodanig lang … dat van een plaatsing kan worden
    gesproken"), so whoever asks says one. None where nobody has looked that long.
    """
    needed = add_months_to(job.start, least_months)
    if job.is_trial:
        return False
    if (job.end or job.seen_on) + _DAY >= needed:
        return True
    return False if job.end is not None else None


def no_capacity_on(career: Sequence[Job]) -> date | None:
    """I-13: the day on which somebody was found to have no capacity for work; None if never."""
    days = [each.end for each in career if each.reason == NO_CAPACITY and each.end is not None]
    return min(days, default=None)


def same_organisation(job: Job, services: Sequence[Service]) -> tuple[int, int]:
    """I-07: how many services after a job its coach organisation gives, of how many."""
    return sum(1 for each in services if each.provider == job.provider != ""), len(services)


def days_in_work(
    career: Sequence[Job], *, since: date, until: date, with_trial: bool = False
) -> int:
    """I-10: the days from `since` up to but not including `until` on which somebody worked.

    Sustained participation as a path; the source gives no window. Trial placements are no work,
    unless whoever asks counts them.
    """
    worked = {
        day
        for job in career
        if with_trial or not job.is_trial
        for day in range(
            max(job.start, since).toordinal(),
            min((job.end or job.seen_on) + _DAY, until).toordinal(),
        )
    }
    return len(worked)


def work_end(job: Job, career: Sequence[Job], *, with_trial: bool) -> date | None:
    """I-09: the last day of work without a gap of more than a week, from the start of a job on.

    Whoever the employer is. None while the work goes on, as far as anybody saw.
    """
    end = job.end
    later = sorted((each for each in career if each.start > job.start), key=lambda e: e.start)
    for each in later:
        if end is None or (each.start - end).days - 1 > LONGEST_GAP:
            break
        if with_trial or not each.is_trial:
            end = None if each.end is None else max(end, each.end)
    return end
