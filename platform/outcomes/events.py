"""What this app tells the apps above it: what became of a job, in the recording's transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rulebook.facts import FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedJob:
    """What is known by now of one job, from all cases that supported it.

    Attributes:
        case_id: the case of which an outcome was recorded first; stands for the job ever after.
        revision: how many outcomes were recorded of the job; a higher one takes the place of all
            that was told of it before.
        kind: in_job, other_job or ended (see `OutcomeKind`), as seen on the latest day.
        started_on: first day of the job; None where the facts lack it.
        came_into_view_on: first day of its first support; None where the facts lack it.
        observed_on: the latest day on which somebody saw how it stood; censors what lasts.
        ended_on: last day of the job; None while it lasts.
        reason: code of `EndReason`; empty while the job lasts.
        next_job_started_on: first day of the next job; None where there is none (yet).
        facts: what was known when its first support was decided.
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
