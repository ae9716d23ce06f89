"""What this app tells the apps above it: a recorded outcome, in one transaction with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rulebook.facts import FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedOutcome:
    """What became of the work of one case; takes the place of what was said of it before.

    Attributes:
        supersedes: the outcome of the same case that this one takes the place of, if any.
        kind: in_job, other_job or ended (see `OutcomeKind`).
        situation: code of `Situation`; empty where it was not said.
        job_started_on: first day of the job that was supported; None where the facts lack it.
        observed_on: the day on which this was seen to be so; censors what lasts.
        ended_on: last day of that job; None while it lasts.
        reason: code of `EndReason`; empty while the job lasts.
        next_job_started_on: first day of the next job; None where there is none (yet).
        decided_on: day of the decision on the case.
        facts: what was known of the case when it was decided.
    """

    outcome_id: UUID
    case_id: UUID
    supersedes: UUID | None
    municipality_code: str
    kind: str
    situation: str
    job_started_on: date | None
    observed_on: date
    ended_on: date | None
    reason: str
    next_job_started_on: date | None
    decided_on: date
    facts: Mapping[str, FactValue]
    is_synthetic: bool


#: Called inside the transaction of the recording, as the tenant, with all outcomes recorded in it.
Listener = Callable[[tuple[RecordedOutcome, ...]], None]

_listeners: list[Listener] = []


def on_recorded(listener: Listener) -> Listener:
    """Have `listener` called with every batch of outcomes; register in `AppConfig.ready`.

    It runs before the transaction ends: what it raises undoes the recording. Registering the same
    function again changes nothing.
    """
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(recorded: tuple[RecordedOutcome, ...]) -> None:
    """Call every listener, in the order of registration; for `outcomes.actions` only."""
    for listener in _listeners:
        listener(recorded)
