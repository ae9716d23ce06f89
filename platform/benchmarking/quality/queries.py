"""Counting the codes in an organisation's fact rows, as the benchmark; for that organisation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Max, Min, QuerySet

from benchmarking import codes
from benchmarking.models import DecisionFact, OutcomeFact
from benchmarking.quality.registration import (
    CodeCounts,
    ColumnQuality,
    Delay,
    SeriesBreak,
    breaks_in,
    column_quality,
    delay,
)
from benchmarking.queries import standing
from tenants import context

#: The columns that say how well is registered, with the codes that there are.
_OF_DECISIONS: Final[Mapping[str, Sequence[str]]] = {
    "target_group": tuple(codes.TARGET_GROUPS),
    "contract_class": tuple(codes.CONTRACT_CLASSES),
    "hours_class": tuple(codes.HOURS_CLASSES),
    "need": codes.NEEDS,
    "request_kind": codes.REQUEST_KINDS,
    "support_form": codes.SUPPORT_FORMS,
    "sector": codes.SECTORS,
    "firm_size": codes.FIRM_SIZES,
    "provider_recognition": codes.RECOGNITIONS,
    "coach_level": codes.COACH_LEVELS,
    "coach_trained": codes.YES_NO,
    "coach_registered": codes.YES_NO,
    "in_term": codes.YES_NO,
}
_OF_OUTCOMES: Final[Mapping[str, Sequence[str]]] = {
    "reason": ("employer", "employee", "match", "none"),
    "sector": codes.SECTORS,
    "firm_size": codes.FIRM_SIZES,
}
_WAITED: Final = "recorded_after"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationQuality:
    """How well one organisation registers, in its own detail: to be shown to that one only."""

    columns: tuple[ColumnQuality, ...]
    decisions_recorded: Delay
    outcomes_recorded: Delay
    breaks: tuple[SeriesBreak, ...]


def registration_quality(*, tenant_schema: str) -> RegistrationQuality:
    """Work out how well an organisation registers, from the facts of it that count.

    `reason` counts among jobs that ended alone: others have none.
    """
    with context.as_benchmark():
        decisions = standing(DecisionFact).filter(tenant_schema=tenant_schema)
        outcomes = standing(OutcomeFact).filter(tenant_schema=tenant_schema)
        ended = outcomes.filter(ended=True)
        columns = [
            column_quality(_counted(decisions, "decision", name), codes=offered)
            for name, offered in _OF_DECISIONS.items()
        ] + [
            column_quality(
                _counted(ended if name == "reason" else outcomes, "outcome", name),
                codes=offered,
                other="none" if name == "reason" else "other",
            )
            for name, offered in _OF_OUTCOMES.items()
        ]
        waited = [
            delay(_counted(rows, fact, _WAITED))
            for rows, fact in ((decisions, "decision"), (outcomes, "outcome"))
        ]
        found = decisions.aggregate(first=Min("decided_month"), last=Max("decided_month"))
        started = outcomes.aggregate(first=Min("start_month"))["first"]
    return RegistrationQuality(
        columns=tuple(columns),
        decisions_recorded=waited[0],
        outcomes_recorded=waited[1],
        breaks=_breaks([found["first"], started, found["last"]]),
    )


def _counted(rows: QuerySet[Any], fact: str, column: str) -> CodeCounts:
    found = rows.values_list(column).annotate(rows=Count("pk"))
    return CodeCounts(fact=fact, column=column, counts=dict(found))


def _breaks(days: Sequence[date | None]) -> tuple[SeriesBreak, ...]:
    known = [day for day in days if day is not None]
    return breaks_in(min(known), max(known)) if known else ()
