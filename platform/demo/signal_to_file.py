"""Open work with its clock running, and signals that wait: what a consultant sees on a morning."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from accounts.models import User
from assessments.models import Case
from assessments.signals.actions import send_signal
from assessments.signals.contents import Contents
from assessments.signals.numbers import number_for
from assessments.signals.status import SenderRole
from assessments.term.actions import days_of
from assessments.term.clock.events import Event, Kind
from assessments.term.clock.reckoning import reckoned
from assessments.term.models import TermEvent, TermStanding
from assessments.term.status import WAY_OF
from audit.actions import record
from demo.open_work import OpenCase

#: Of a case that was only just opened nobody has submitted anything yet.
_NOT_YET: Final = "begun"
_ASKED_AFTER: Final = timedelta(days=6)
_SIGNALS: Final = (
    (SenderRole.COLLEAGUE, "Noor", "Voorbeeld", "Houdt het tempo niet bij. Een vaste plek helpt."),
    (SenderRole.EMPLOYER, "Sam", "Verzonnen", "Wij willen hem houden en weten niet hoe."),
    (SenderRole.PERSON, "Robin", "Fictief", "Ik wil graag hulp als mijn nieuwe baan begint."),
)


def begin_work(cases: Sequence[OpenCase], *, schema_name: str, consultant: User) -> None:
    """Have clocks run on what lies open, and signals wait."""
    _begin_terms(cases, consultant=consultant)
    _send_signals(schema_name)


def _begin_terms(cases: Sequence[OpenCase], *, consultant: User) -> None:
    """Submit what lies open, with a letter for every other case of which facts are missing."""
    today = timezone.localdate()
    days = {kind: days_of(kind, on=today) for kind in (Kind.SUBMITTED, Kind.INCOMPLETE)}
    found = {
        case.external_reference: case
        for case in Case.objects.filter(external_reference__in=[one.reference for one in cases])
    }
    events: list[TermEvent] = []
    standings: list[TermStanding] = []
    for place, one in enumerate(cases):
        received = one.facts.get("received_on")
        if one.stage == _NOT_YET or not isinstance(received, date):
            continue
        happened = [Event(kind=Kind.SUBMITTED, day=received, days=days[Kind.SUBMITTED])]
        asked = received + _ASKED_AFTER
        if one.stage == "halfway" and place % 2 and asked <= today:
            happened.append(Event(kind=Kind.INCOMPLETE, day=asked, days=days[Kind.INCOMPLETE]))
        case = found[one.reference]
        clock = reckoned(tuple(happened), today=today)
        standings += [_standing(case, received, clock.ends_on)] if clock.ends_on else []
        events += [_row(case, event, consultant) for event in happened]
    TermEvent.objects.bulk_create(events)
    TermStanding.objects.bulk_create(standings)
    _record(events, consultant)


def _send_signals(schema_name: str) -> None:
    """Have three invented people signal something."""
    for place, (role, first_name, surname, seen) in enumerate(_SIGNALS):
        contents = Contents(
            about_first_name=first_name,
            about_surname=surname,
            seen=seen,
            number=number_for(f"{schema_name}/{place}"),
        )
        send_signal(role=role, contents=contents)


def _row(case: Case, event: Event, consultant: User) -> TermEvent:
    return TermEvent(
        case=case,
        kind=event.kind.value,
        day=event.day,
        days=event.days,
        recorded_by=consultant.id,
        recorded_at=timezone.now(),
    )


def _standing(case: Case, received: date, ends_on: date) -> TermStanding:
    return TermStanding(case=case, submitted_on=received, ends_on=ends_on)


def _record(events: Sequence[TermEvent], consultant: User) -> None:
    for event in events:
        record(
            actor=consultant,
            action=WAY_OF[Kind(event.kind)].audit_action,
            object_kind="case",
            object_id=event.case_id,
            details={"kind": event.kind, "day": event.day.isoformat()},
        )
