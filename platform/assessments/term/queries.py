"""Reads of the clock of a case: its events, what they come to, and how many run out when."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Case, Decision
from assessments.status import CaseStatus
from assessments.term.clock.events import Event, Kind, LateReason, place_of
from assessments.term.clock.lines import Line, lines_of
from assessments.term.clock.reckoning import Clock, State, reckoned
from assessments.term.models import TermEvent


class Ageing(TextChoices):
    """By when an open application has to be decided."""

    OVER = "over", _("Termijn voorbij")
    THIS_WEEK = "deze-week", _("Deze week")
    LATER = "later", _("Later")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvent:
    """An event that counts, with the row that it stands in."""

    id: UUID
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The clock of a case today; `seen` is the number of rows, by which a change is noticed."""

    clock: Clock
    state: State
    lines: tuple[Line, ...]
    events: tuple[KeptEvent, ...]
    seen: int

    def row_of(self, line: Line) -> UUID | None:
        """Give the row that a line tells of; None where it follows from others."""
        if line.event is None:
            return None
        wanted = self.clock.events[line.event]
        return next((kept.id for kept in self.events if kept.event == wanted), None)


def term_of(*, case_id: UUID) -> Term:
    """Give the clock of a case with its lines; one that nobody submitted has neither."""
    rows = list(TermEvent.objects.filter(case_id=case_id))
    kept = _that_count(rows)
    events = tuple(each.event for each in kept)
    decided = Decision.objects.filter(case_id=case_id).values_list("decided_on", flat=True).first()
    if decided is not None:
        events = (*events, Event(kind=Kind.DECIDED, day=decided))
    today = timezone.localdate()
    clock = reckoned(events, today=max([today, *[event.day for event in events]]))
    return Term(
        clock=clock,
        state=clock.state_on(today),
        lines=lines_of(clock, today=today),
        events=kept,
        seen=len(rows),
    )


def events_that_count(*, case_id: UUID) -> tuple[KeptEvent, ...]:
    """Give the events of a case that no later row put right, in the order in which they count."""
    return _that_count(list(TermEvent.objects.filter(case_id=case_id)))


def _that_count(rows: list[TermEvent]) -> tuple[KeptEvent, ...]:
    gone = {row.supersedes_id for row in rows}
    kept = [
        KeptEvent(id=row.id, event=_event(row))
        for row in rows
        if row.id not in gone and not row.is_void
    ]
    return tuple(sorted(kept, key=lambda each: place_of(each.event)))


def _event(row: TermEvent) -> Event:
    return Event(
        kind=Kind(row.kind),
        day=row.day,
        days=row.days,
        until=row.until,
        reason=LateReason(row.reason) if row.reason else None,
    )


def ageing_is(ageing: str, *, today: date) -> Q:
    """Give the condition on cases whose application has to be decided by then.

    Only what is open and was submitted: without a submission nothing runs.
    """
    sunday = today + timedelta(days=6 - today.weekday())
    days = {
        Ageing.OVER: Q(term_standing__ends_on__lt=today),
        Ageing.THIS_WEEK: Q(term_standing__ends_on__range=(today, sunday)),
        Ageing.LATER: Q(term_standing__ends_on__gt=sunday),
    }
    return days[Ageing(ageing)] & Q(status=CaseStatus.DRAFT)


def counts_by_ageing(*, today: date) -> dict[str, int]:
    """Give the number of open applications by when they have to be decided."""
    return Case.objects.aggregate(
        **{ageing.name: Count("pk", filter=ageing_is(ageing, today=today)) for ageing in Ageing}
    )
