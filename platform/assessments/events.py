"""What this app tells the apps above it: a decided case, in the transaction of the decision."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from rulebook.facts import FactValue


class RulesAnswer(NamedTuple):
    """What one profile says of a case.

    Attributes:
        verdict: met, met_with_obligation, not_known or not_met.
        minutes: the advice; 0 where refused, None where not known.
        support_minutes: what goes with the support asked for, whatever the verdict, or None.
        failed_criteria: codes of the criteria that are not met, in the order of the rulebook; those
            of the provider check are left out, because they do not decide.
        profile_hash: content hash of the profile.
    """

    verdict: str
    minutes: int | None
    support_minutes: int | None
    failed_criteria: tuple[str, ...]
    profile_hash: str


class Arrived(NamedTuple):
    """Of a case that came in with its decision: nothing else can be on record of it yet."""

    client_reference: str
    from_file: bool


class DecidedCase(NamedTuple):
    """One decided case, with what a minimised fact row can be made of.

    Attributes:
        facts: what was known, by the names of `rulebook.facts.FACTS`; what is missing, or None, is
            not known.
        requested_minutes: hours that were asked for, in minutes; None where nobody named them.
        own: what the tenant's own profile of that day says.
        baseline: what the UWV baseline of that day says of the same facts.
        outcome: grant, grant_otherwise or refuse; what is left aside was not judged, and not told.
        granted_minutes: minutes awarded; 0 for a refusal.
        support_start: first day granted; None for a refusal and for a punch card.
        support_end: last day granted; None likewise.
        deviation_reason: code of `DeviationReason`; empty where the advice was followed, and where
            there was none to deviate from.
        is_synthetic: whether the case was made up.
        recorded_at: when the decision was recorded.
        arrived: set where the case came in with this decision.
    """

    case_id: UUID
    decision_id: UUID
    municipality_code: str
    decided_on: date
    facts: Mapping[str, FactValue | None]
    requested_minutes: int | None
    own: RulesAnswer
    baseline: RulesAnswer
    outcome: str
    granted_minutes: int
    support_start: date | None
    support_end: date | None
    deviation_reason: str
    is_synthetic: bool
    recorded_at: datetime
    arrived: Arrived | None = None


#: Called inside the transaction of the decisions, as the tenant, with all cases decided in it.
Listener = Callable[[tuple[DecidedCase, ...]], None]

_listeners: list[Listener] = []


def on_decided(listener: Listener) -> Listener:
    """Have `listener` called with every batch of decided cases; register in `AppConfig.ready`.

    It runs before the transaction ends: what it raises undoes the decisions. Registering the same
    function again changes nothing.
    """
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(decided: tuple[DecidedCase, ...]) -> None:
    """Call every listener, in the order of registration; for `assessments.actions` only."""
    for listener in _listeners:
        listener(decided)
