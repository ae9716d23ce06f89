"""Decided cases as columns, for whoever replays them: facts and what was granted, nobody's name."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Count, Max, Min, QuerySet

from assessments.case_facts import facts_from_data
from assessments.codes import DecisionOutcome
from assessments.models import Decision
from assessments.same_person import people_of
from policy_profiles.simulation.simulate import Decided
from policy_profiles.what_if.cases import DecidedCases, Stand
from rulebook.frame import CaseFrame

# In one statement and in the database: the text of JSON there is the same for the same facts.
_FINGERPRINT = """
    SELECT encode(sha256(convert_to(coalesce(string_agg(
        concat_ws(' ', d.id, d.outcome, d.granted_minutes, c.facts), E'\\n' ORDER BY d.id
    ), ''), 'UTF8')), 'hex')
    FROM assessments_decision d JOIN assessments_case c ON c.id = d.case_id
    WHERE d.id = ANY(%s)
"""


class DecidedCaseSource:
    """The decisions of the tenant that the connection works for; see `CaseSource`."""

    def stand(self, *, first: date, until: date) -> Stand:
        """Give the stand of the decisions in a period."""
        found = _of_period(first, until).aggregate(cases=Count("id"), last=Max("recorded_at"))
        return Stand(cases=found["cases"], last_recorded=found["last"])

    def of_period(self, *, first: date, until: date) -> DecidedCases:
        """Give the cases decided in a period, in the order of their decisions."""
        return _columns(_of_period(first, until))

    def of_decisions(self, *, decisions: Sequence[UUID]) -> DecidedCases:
        """Give the cases of these decisions, in the order of their decisions."""
        return _columns(Decision.objects.filter(pk__in=decisions))

    def people(self, *, decisions: Sequence[UUID]) -> tuple[int, ...]:
        """Give the number of the person that each of these decisions is of, in their order."""
        found = Decision.objects.filter(pk__in=decisions).order_by("id")
        return people_of(found.values_list("case__person_id", "case__client_reference"))

    def fingerprint(self, *, decisions: Sequence[UUID]) -> str:
        """Give a SHA-256 of what these decisions and the facts of their cases hold."""
        with connection.cursor() as cursor:
            cursor.execute(_FINGERPRINT, [list(decisions)])
            (found,) = cursor.fetchone()
        return str(found)

    def first_and_last_day(self) -> tuple[date, date] | None:
        """Give the first and last day on which anything was decided."""
        found = Decision.objects.aggregate(first=Min("decided_on"), last=Max("decided_on"))
        return (found["first"], found["last"]) if found["first"] else None


def _of_period(first: date, until: date) -> QuerySet[Decision]:
    judged = Decision.objects.exclude(outcome=DecisionOutcome.INCOMPLETE)
    return judged.filter(decided_on__gte=first, decided_on__lt=until)


def _columns(found: QuerySet[Decision]) -> DecidedCases:
    names = ("id", "granted_minutes", "outcome", "case__facts")
    rows = list(found.order_by("id").values_list(*names))
    return DecidedCases(
        decisions=tuple(row[0] for row in rows),
        decided=Decided(
            frame=CaseFrame.from_rows([facts_from_data(row[3]) for row in rows]),
            awarded=np.array([row[1] for row in rows], dtype=np.int64),
            refused=np.array([row[2] == DecisionOutcome.REFUSE for row in rows], dtype=bool),
        ),
    )
