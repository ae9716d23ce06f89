"""The tenant's own cases as plain data, for REST and GraphQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.facts_input import facts_as_data
from assessments import queries
from assessments.queries import CaseRow, DecisionRow, NotDecidedYet

LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One page of cases; `next_after` is the cursor of the next page, or empty."""

    cases: tuple[dict[str, Any], ...]
    next_after: str


def page_of_cases(*, after: UUID | None, most: int) -> CasePage:
    """The cases opened after `after`, oldest first, with their decisions."""
    rows = queries.cases_after(after=after, most=most + 1)
    shown = rows[:most]
    cursor = str(shown[-1].id) if len(rows) > most else ""
    return CasePage(cases=tuple(case_data(row) for row in shown), next_after=cursor)


def one_case(*, number: str) -> dict[str, Any]:
    """One case with its decision.

    Raises:
        CaseUnknown: there is no case of that number here.
    """
    return case_data(queries.case(number=number))


def case_data(row: CaseRow) -> dict[str, Any]:
    """A case as machines read it; hours are minutes, days ISO dates."""
    return {
        "id": str(row.id),
        "number": row.number,
        "ownReference": row.client_reference,
        "municipalityCode": row.municipality_code,
        "status": row.status,
        "isSynthetic": row.is_synthetic,
        "openedAt": row.opened_at.isoformat(),
        "changedAt": row.changed_at.isoformat(),
        "facts": facts_as_data(row.facts),
        "decision": _decision(row.number),
    }


def _decision(number: str) -> dict[str, Any] | None:
    try:
        return _decision_data(queries.decision(number=number))
    except NotDecidedYet:
        return None


def _decision_data(decision: DecisionRow) -> dict[str, Any]:
    return {
        "outcome": decision.outcome,
        "grantedMinutes": decision.granted_minutes,
        "deviationReason": decision.deviation_reason,
        "decidedOn": decision.decided_on.isoformat(),
        "ownVerdict": decision.own_verdict,
        "ownMinutes": decision.own_minutes,
        "baselineVerdict": decision.baseline_verdict,
        "baselineMinutes": decision.baseline_minutes,
        "receiptSha256": decision.sha256,
        "engineVersion": decision.engine_version,
        "periods": [
            {
                "startsOn": period.starts_on.isoformat(),
                "endsOn": period.ends_on.isoformat(),
                "minutes": period.minutes,
            }
            for period in decision.periods
        ],
    }
