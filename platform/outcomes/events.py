"""What this app tells the apps above it: what became of a job, in the recording's transaction."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from rulebook.facts import FactValue


class FollowedJob(NamedTuple):
    """What is known by now of one job, from all cases that supported it.

    Attributes:
        case_id: the case of which an outcome was recorded first; stands for the job ever after.
        revision: how many outcomes were recorded of all jobs of the client; a higher one takes the
            place of all that was told of the job before.
        kind: in_job, other_job or ended (see `OutcomeKind`), as seen on the latest day.
        started_on: first day of the job; None where the facts lack it.
        came_into_view_on: first day of its first support; None where the facts lack it.
        observed_on: the latest day on which somebody saw how it stood; censors what lasts.
        ended_on: last day of the job; None while it lasts.
        reason: code of `EndReason`; empty while the job lasts.
        next_job_started_on: first day of the next job; None where there is none (yet).
        facts: what was known when its first support was decided.
        first_decided_on: day of the earliest decision among those cases.
        work_until: last day in work since this job began, with any employer and gaps of a week at
            most (I-09), or the latest day on which that was seen; None for a trial placement.
        work_ended: whether the work ended then.
        next_is_trial: whether the next job is a trial placement.
        next_until: last day of the next job, or the latest day on which it was seen.
        next_ended: whether the next job ended then.
        recorded_on: the day on which what holds was recorded.
        from_file: whether it was read in from a file.
    """

    case_id: UUID
    revision: int
    kind: str
    started_on: date | None
    came_into_view_on: date | None
    observed_on: date
    ended_on: date | None
    reason: str
    next_job_started_on: date | None
    facts: Mapping[str, FactValue]
    is_synthetic: bool
    first_decided_on: date | None = None
    work_until: date | None = None
    work_ended: bool = False
    next_is_trial: bool = False
    next_until: date | None = None
    next_ended: bool = False
    recorded_on: date | None = None
    from_file: bool = False


#: Called inside the transaction of the recording, as the tenant, with all jobs that it is about.
Listener = Callable[[tuple[FollowedJob, ...]], None]

_listeners: list[Listener] = []


def on_recorded(listener: Listener) -> Listener:
    """Have `listener` called with every batch of jobs; register in `AppConfig.ready`.

    It runs before the transaction ends: what it raises undoes the recording. Registering the same
    function again changes nothing.
    """
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(jobs: tuple[FollowedJob, ...]) -> None:
    """Call every listener, in the order of registration; for `outcomes.actions` only."""
    for listener in _listeners:
        listener(jobs)
