"""Which decisions are the first of their person in a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from assessments.codes import GRANTS_NOTHING, DecisionOutcome
from assessments.events import DecidedCase
from assessments.models import Case, Decision
from tenants.among import among, among_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Firsts:
    """The cases whose decision, and whose grant, is the person's first of its year."""

    decided: frozenset[UUID]
    granted: frozenset[UUID]


class _Recorded(NamedTuple):
    """A decision as far as its place among those of its person asks; in this order they count.

    `number` is the identifier as a number, which sorts the same and several times as fast.
    """

    recorded_at: datetime
    number: int
    case_id: UUID
    client: str
    decided_on: date
    outcome: str


def first_of_their_year(cases: Sequence[DecidedCase], decided_from: date) -> Firsts:
    """Give the first decisions and grants of a year, of the persons of these cases.

    First by when it was recorded: a decision that is recorded later changes nothing about those
    that were sent before it. Of cases that came in with their decision the event tells it all, so
    that the tables are asked for the person's other decisions alone.
    """
    arrived = [
        _Recorded(
            recorded_at=case.recorded_at,
            number=case.decision_id.int,
            case_id=case.case_id,
            client=case.arrived.client_reference,
            decided_on=case.decided_on,
            outcome=case.outcome,
        )
        for case in cases
        if case.arrived is not None
    ]
    there = [case.case_id for case in cases if case.arrived is None]
    others = [*_of_others(arrived, decided_from), *_of(there, decided_from)]
    return _firsts(sorted([*arrived, *others]))


def _of_others(arrived: Sequence[_Recorded], decided_from: date) -> Iterator[_Recorded]:
    """Give what the tables hold of the persons of cases that arrived, without those cases."""
    if arrived:
        themselves = among("case_id", [each.case_id for each in arrived])
        clients = among_texts("case__client_reference", {each.client for each in arrived})
        yield from _recorded(clients & ~themselves, decided_from)


def _of(case_ids: Sequence[UUID], decided_from: date) -> Iterator[_Recorded]:
    """Give what the tables hold of the persons of cases that were there before."""
    if case_ids:
        clients = Case.objects.filter(among("id", case_ids)).values("client_reference")
        yield from _recorded(Q(case__client_reference__in=clients), decided_from)


def _recorded(which: Q, decided_from: date) -> Iterator[_Recorded]:
    found = Decision.objects.filter(which, decided_on__gte=decided_from)
    columns = ("recorded_at", "id", "case_id", "case__client_reference", "decided_on", "outcome")
    rows = found.exclude(outcome=DecisionOutcome.INCOMPLETE).values_list(*columns)
    return (_Recorded(at, key.int, *rest) for at, key, *rest in rows)


def _firsts(rows: Iterable[_Recorded]) -> Firsts:
    decided: dict[tuple[str, int], UUID] = {}
    granted: dict[tuple[str, int], UUID] = {}
    for row in rows:
        key = (row.client, row.decided_on.year)
        decided.setdefault(key, row.case_id)
        if row.outcome not in GRANTS_NOTHING:
            granted.setdefault(key, row.case_id)
    return Firsts(decided=frozenset(decided.values()), granted=frozenset(granted.values()))
