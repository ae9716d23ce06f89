"""Reads of retention: the terms, and what has been kept for longer. Nobody's identity is read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from assessments.models import Case
from assessments.people.models import Person
from assessments.retention.models import KeptKind, RetentionTerm
from assessments.signals.models import Signal
from assessments.signals.status import SignalStatus
from assessments.status import CaseStatus
from rulebook.month_arithmetic import add_months_to

#: While a case is here, what is known of its person is needed.
_RUNNING: Final = (CaseStatus.DRAFT, CaseStatus.DECIDED)

#: Gives by case the last day on which something became of it, where it knows of one.
LastDays = Callable[[Iterable[UUID]], Mapping[UUID, date]]

_last_days: list[LastDays] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that has been kept for longer than its term.

    Attributes:
        since: the last day on which anything became of it, from which the term counts.
        cases: numbers of the cases of a person; none of a signal.
    """

    id: UUID
    since: date
    cases: tuple[str, ...] = ()


def tell_last_days(told: LastDays) -> None:
    """Have an app above say when something last became of a case; in `AppConfig.ready`."""
    if told not in _last_days:
        _last_days.append(told)


def terms() -> Mapping[KeptKind, int | None]:
    """Give by kind the months that it is kept; None where the organisation set no term."""
    found = dict(RetentionTerm.objects.values_list("kind", "months"))
    return {kind: found.get(kind.value) for kind in KeptKind}


def due(*, kind: KeptKind, today: date) -> tuple[Due, ...]:
    """Give what has been kept for longer than its term, the oldest first; nothing without one."""
    months = terms()[kind]
    if months is None:
        return ()
    found = _signals() if kind is KeptKind.SIGNAL else _people()
    late = [each for each in found if add_months_to(each.since, months) <= today]
    return tuple(sorted(late, key=lambda each: (each.since, each.id)))


def _signals() -> list[Due]:
    """Signals that are handled, from the day on which they were."""
    found = Signal.objects.filter(status=SignalStatus.HANDLED)
    return [
        Due(id=signal_id, since=timezone.localdate(at))
        for signal_id, at in found.values_list("id", "changed_at")
    ]


def _people() -> list[Due]:
    """People without a case that runs or a signal that is open, from when anything last became."""
    rows = list(
        _at_rest().annotate(
            changed=Max("cases__changed_at"),
            decided=Max("cases__decision__decided_on"),
            supported=Max("cases__decision__periods__ends_on"),
        )
    )
    cases = _cases([row.id for row in rows])
    later = _told([case_id for some in cases.values() for case_id, _number in some])
    people = []
    for row in rows:
        own = cases.get(row.id, [])
        moments = [row.changed_at, *([row.changed] if row.changed else [])]
        days = [timezone.localdate(moment) for moment in moments]
        days += [day for day in (row.decided, row.supported) if day]
        days += [later[case_id] for case_id, _number in own if case_id in later]
        numbers = tuple(number for _case_id, number in own)
        people.append(Due(id=row.id, since=max(days), cases=numbers))
    return people


def _at_rest() -> "QuerySet[Person]":
    running = Case.objects.filter(person=OuterRef("pk"), status__in=_RUNNING)
    about = Q(person=OuterRef("pk")) | Q(case__person=OuterRef("pk"))
    open_signals = Signal.objects.filter(about).exclude(status=SignalStatus.HANDLED)
    return Person.objects.filter(~Exists(running), ~Exists(open_signals))


def _cases(people: list[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    rows = Case.objects.filter(person__in=people).order_by("number")
    for person_id, case_id, number in rows.values_list("person_id", "id", "number"):
        if person_id is not None:
            found.setdefault(person_id, []).append((case_id, number))
    return found


def _told(cases: list[UUID]) -> dict[UUID, date]:
    latest: dict[UUID, date] = {}
    for tell in _last_days:
        for case_id, day in tell(cases).items():
            latest[case_id] = max(day, latest.get(case_id, day))
    return latest
