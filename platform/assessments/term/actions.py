"""Writes to the clock of a case: what happened on which day, and putting such a line right."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.actions import save_facts
from assessments.models import Case
from assessments.queries import CaseUnknown
from assessments.status import CaseChange, check_change
from assessments.term.clock.events import Event, Kind, LateReason
from assessments.term.clock.reckoning import Clock, reckoned
from assessments.term.models import TermEvent, TermStanding
from assessments.term.queries import KeptEvent, Term, events_that_count, term_of
from assessments.term.status import CORRECTED, WAY_OF
from audit.actions import record
from policy_profiles.queries import NoProfileInForce, profile_on
from rulebook.profile import Profile

#: Which parameter of the policy gives the days of an event.
_DAYS = {Kind.SUBMITTED: "decision.term_days", Kind.INCOMPLETE: "application.repair_days"}


class StaleTerm(Exception):
    """Somebody else added a line to the clock after it was opened on this screen."""

    def __init__(self) -> None:
        super().__init__("The clock was changed in the meantime. Look at it again first.")


class EventUnknown(LookupError):
    """There is no such line that could be put right."""

    def __init__(self) -> None:
        super().__init__("There is no such line on the clock of this case: look at it again.")


@transaction.atomic
def add_event(
    *,
    actor: User,
    case_id: UUID,
    seen: int,
    kind: Kind,
    day: date,
    until: date | None = None,
    reason: LateReason | None = None,
) -> Term:
    """Put on record what happened to an application on a day.

    Its days come from the policy of that day. A submission also fills in the day of receipt among
    the facts, so that it is not asked twice.

    Args:
        actor: who does it.
        case_id: the case.
        seen: the number of rows of the clock that the actor saw.
        kind: what happened; the end of an application is recorded with its decision or withdrawal.
        day: when.
        until: the day that a notice of extension names.
        reason: why a decision is late.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        StaleTerm: somebody else was first.
        EventRefused: it does not fit among the other events.
        NoProfileInForce: no policy says how many days there are.
        ContradictoryFacts: the day of receipt cannot be, beside the other facts.
    """
    check_permission(actor, Permission.OPEN_CASE)
    case = _held(case_id, seen)
    event = Event(kind=kind, day=day, days=days_of(kind, on=day), until=until, reason=reason)
    before = events_that_count(case_id=case_id)
    clock = reckoned((*_events(before), event), today=timezone.localdate())
    _add(actor, case_id, event)
    _stand(case_id, clock)
    _record(actor, case_id, WAY_OF[kind].audit_action, event)
    _receive(actor, case, event)
    return term_of(case_id=case_id)


@transaction.atomic
def correct_event(
    *, actor: User, case_id: UUID, seen: int, event_id: UUID, day: date | None
) -> Term:
    """Put a line right: on another day, or with None as one that should not have been there.

    The line itself stays in the table; a new row stands in its place.

    Raises:
        EventUnknown: no such line counts.
        those of `add_event`.
    """
    check_permission(actor, Permission.OPEN_CASE)
    case = _held(case_id, seen)
    kept = events_that_count(case_id=case_id)
    old = next((each for each in kept if each.id == event_id), None)
    if old is None or old.event.kind not in WAY_OF:
        raise EventUnknown
    others = _events(tuple(each for each in kept if each is not old))
    event = Event(
        kind=old.event.kind,
        day=day or old.event.day,
        days=days_of(old.event.kind, on=day) if day else old.event.days,
        until=old.event.until,
        reason=old.event.reason,
    )
    clock = reckoned((*others, event) if day else others, today=timezone.localdate())
    _add(actor, case_id, event, supersedes=event_id, is_void=day is None)
    _stand(case_id, clock)
    _record(actor, case_id, CORRECTED, event)
    if day is not None:
        _receive(actor, case, event)
    return term_of(case_id=case_id)


def _held(case_id: UUID, seen: int) -> Case:
    """Hold the case, so that two people add to its clock one after the other."""
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    check_change(case.status, CaseChange.SAVE_FACTS)
    if TermEvent.objects.filter(case_id=case_id).count() != seen:
        raise StaleTerm
    return case


def _events(kept: tuple[KeptEvent, ...]) -> tuple[Event, ...]:
    return tuple(each.event for each in kept)


def days_of(kind: Kind, *, on: date) -> int:
    """Give the days that the policy of a day gives: to decide, or to complete; else nought.

    A day before the first policy is counted by that of today.

    Raises:
        NoProfileInForce: there is no policy today either.
    """
    if kind not in _DAYS:
        return 0
    value = _policy(on)[_DAYS[kind]].value
    return value if isinstance(value, int) else 0


def _policy(day: date) -> Profile:
    try:
        return profile_on(on=day).profile
    except NoProfileInForce:
        return profile_on(on=timezone.localdate()).profile


def _receive(actor: User, case: Case, event: Event) -> None:
    """Fill in the day of receipt among the facts as well: one day, asked once."""
    is_known = case.facts.get("received_on") == event.day.isoformat()
    if event.kind is Kind.SUBMITTED and not is_known:
        facts = {"received_on": event.day}
        save_facts(actor=actor, case_id=case.id, revision=case.revision, facts=facts)


def _add(
    actor: User,
    case_id: UUID,
    event: Event,
    *,
    supersedes: UUID | None = None,
    is_void: bool = False,
) -> None:
    TermEvent.objects.create(
        case_id=case_id,
        kind=event.kind.value,
        day=event.day,
        days=event.days,
        until=event.until,
        reason=event.reason.value if event.reason else "",
        supersedes_id=supersedes,
        is_void=is_void,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )


def _stand(case_id: UUID, clock: Clock) -> None:
    """Keep the last day where the worklist finds it."""
    if clock.ends_on is None:
        TermStanding.objects.filter(case_id=case_id).delete()
        return
    TermStanding.objects.update_or_create(
        case_id=case_id,
        defaults={"submitted_on": clock.events[0].day, "ends_on": clock.ends_on},
    )


def _record(actor: User, case_id: UUID, action: str, event: Event) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="case",
        object_id=case_id,
        details={
            "kind": event.kind.value,
            "day": event.day.isoformat(),
            "until": event.until.isoformat() if event.until else None,
            "reason": event.reason.value if event.reason else None,
        },
    )
