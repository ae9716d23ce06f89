"""Reads of cases and decisions: frozen rows, never a lazy queryset."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from assessments.case_facts import facts_from_data
from assessments.models import Case, Decision, PinnedRules, Receipt
from assessments.rows import CaseRow, DecisionRow, Period, WorklistPage, WorklistRow
from assessments.status import CaseStatus

__all__ = [
    "CaseRow",
    "CaseUnknown",
    "DecisionRow",
    "NotDecidedYet",
    "Period",
    "WorklistPage",
    "WorklistRow",
    "case",
    "case_by_external_reference",
    "case_by_id",
    "counts_by_status",
    "decision",
    "found_cases",
    "pinned_rules",
    "receipt",
    "row_of",
    "worklist",
]

ROWS_PER_PAGE = 25
MOST_FOUND = 50


class CaseUnknown(LookupError):
    """There is no such case in this organisation."""

    def __init__(self) -> None:
        super().__init__("There is no such case here: open it from the worklist.")


class NotDecidedYet(LookupError):
    """The case has no decision."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Case {number} has no decision yet: decide it first.")


def case(*, number: str) -> CaseRow:
    """Give one case by its number.

    Raises:
        CaseUnknown: nobody here has a case with that number.
    """
    return row_of(_first(Case.objects.filter(number=number)))


def case_by_id(*, case_id: UUID) -> CaseRow:
    """Give one case by its identifier.

    Raises:
        CaseUnknown: nobody here has such a case.
    """
    return row_of(_first(Case.objects.filter(pk=case_id)))


def numbers_of_cases(identifiers: frozenset[str]) -> dict[str, str]:
    """Give the numbers of cases by their identifier as text, for the audit record."""
    found = Case.objects.filter(pk__in=identifiers).values_list("pk", "number")
    return {str(key): number for key, number in found}


def case_by_external_reference(*, reference: str) -> CaseRow:
    """Give the case that came from a file under this reference.

    Raises:
        CaseUnknown: no such case was read in.
    """
    return row_of(_first(Case.objects.filter(external_reference=reference)))


def worklist(*, status: str = "", only: Q | None = None, page: int = 1) -> WorklistPage:
    """Give one page of the worklist, last changed first.

    Args:
        status: value of `CaseStatus`; empty for every case.
        only: a condition on the last day to decide; then what ends first comes first.
        page: from 1; a page beyond the last gives the last.
    """
    found = Case.objects.all()
    if status:
        found = found.filter(status=CaseStatus(status))
    if only is not None:
        found = found.filter(only)
    count = found.count()
    pages = max(1, -(-count // ROWS_PER_PAGE))
    number = min(max(page, 1), pages)
    start = (number - 1) * ROWS_PER_PAGE
    order = ("term_standing__ends_on", "id") if only is not None else ("-changed_at", "-id")
    rows = _rows(found.order_by(*order)[start : start + ROWS_PER_PAGE])
    return WorklistPage(rows=rows, count=count, page=number, pages=pages)


def cases_after(*, after: UUID | None, most: int) -> tuple[CaseRow, ...]:
    """Give at most `most` cases in the order in which they were opened, after the one given."""
    found = Case.objects.order_by("id")
    if after is not None:
        found = found.filter(id__gt=after)
    return tuple(row_of(row) for row in found[:most])


def found_cases(*, text: str) -> tuple[WorklistRow, ...]:
    """Give at most 50 cases whose number, or own reference, begins with a text; newest first."""
    wanted = " ".join(text.split())
    if not wanted:
        return ()
    found = Case.objects.filter(number__startswith=wanted) | Case.objects.filter(
        client_reference__istartswith=wanted
    )
    return _rows(found.order_by("-changed_at", "-id")[:MOST_FOUND])


def counts_by_status() -> dict[str, int]:
    """Give the number of cases per status; those without cases are left out."""
    counted = Case.objects.values("status").annotate(number=Count("id"))
    return {row["status"]: row["number"] for row in counted}


def decision(*, number: str) -> DecisionRow:
    """Give the decision on a case.

    Raises:
        CaseUnknown: there is no such case.
        NotDecidedYet: it has no decision.
    """
    found = (
        Decision.objects.filter(case__number=number)
        .select_related("case", "receipt")
        .defer("receipt__text")
        .prefetch_related("periods")
        .first()
    )
    if found is None:
        raise NotDecidedYet(case(number=number).number)
    return _decision_row(found)


def receipt(*, number: str) -> Receipt:
    """Give the sealed receipt of the decision on a case.

    Raises:
        CaseUnknown, NotDecidedYet: there is none.
    """
    found = Receipt.objects.filter(decision__case__number=number).first()
    if found is None:
        raise NotDecidedYet(case(number=number).number)
    return found


def pinned_rules(*, sha256: str) -> str | None:
    """Give the text of rules that a receipt names by hash, or None."""
    return PinnedRules.objects.filter(sha256=sha256).values_list("content", flat=True).first()


def row_of(found: Case) -> CaseRow:
    """Give a stored case as a frozen row."""
    return CaseRow(
        id=found.id,
        number=found.number,
        client_reference=found.client_reference,
        municipality_code=found.municipality_code,
        facts=facts_from_data(found.facts),
        requested_minutes=found.requested_minutes,
        visited_steps=tuple(found.visited_steps),
        status=found.status,
        revision=found.revision,
        external_reference=found.external_reference or "",
        is_synthetic=found.is_synthetic,
        opened_at=found.opened_at,
        changed_at=found.changed_at,
    )


def _first(found: QuerySet[Case]) -> Case:
    first = found.first()
    if first is None:
        raise CaseUnknown
    return first


def _rows(found: QuerySet[Case]) -> tuple[WorklistRow, ...]:
    names = ("number", "client_reference", "municipality_code", "status", "changed_at", "facts")
    values = found.values(
        *names, "decision__outcome", "decision__granted_minutes", "term_standing__ends_on"
    )
    return tuple(_worklist_row(value) for value in values)


def _worklist_row(value: Mapping[str, Any]) -> WorklistRow:
    facts = facts_from_data(value["facts"])
    days = {name: facts.get(name) for name in ("received_on", "support_start")}
    return WorklistRow(
        number=value["number"],
        client_reference=value["client_reference"],
        municipality_code=value["municipality_code"],
        status=value["status"],
        outcome=value["decision__outcome"] or "",
        granted_minutes=value["decision__granted_minutes"],
        changed_at=value["changed_at"],
        ends_on=value["term_standing__ends_on"] if value["status"] == CaseStatus.DRAFT else None,
        **{name: day if isinstance(day, date) else None for name, day in days.items()},
    )


_SAME = (
    "id", "case_id", "outcome", "granted_minutes", "deviation_reason", "motivation", "decided_on",
    "decided_by", "recorded_at", "own_hash", "own_verdict", "own_minutes", "baseline_hash",
    "baseline_verdict", "baseline_minutes",
)  # fmt: skip


def _decision_row(found: Decision) -> DecisionRow:
    periods = sorted(found.periods.all(), key=lambda period: period.starts_on)
    return DecisionRow(
        **{name: getattr(found, name) for name in _SAME},
        number=found.case.number,
        own_failed=tuple(found.own_failed),
        baseline_failed=tuple(found.baseline_failed),
        periods=tuple(
            Period(starts_on=p.starts_on, ends_on=p.ends_on, minutes=p.minutes) for p in periods
        ),
        receipt_id=found.receipt.id,
        sha256=found.receipt.sha256,
        engine_version=found.receipt.engine_version,
    )
