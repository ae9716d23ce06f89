"""What stands around decisions: the clock, the person's other decisions, objections, recording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from assessments.codes import GRANTS_NOTHING, DecisionOutcome
from assessments.models import Case, Decision
from assessments.objections.codes import Kind
from assessments.objections.models import Objection
from benchmarking import codes
from benchmarking.facts.coarse import waited
from benchmarking.facts.decisions import Around

#: Awb 4:13: where no law gives a term, eight weeks are reasonable at most.
_REASONABLE: Final = timedelta(weeks=8)


def around_decisions(*, case_ids: Collection[UUID], decided_from: date) -> dict[UUID, Around]:
    """Give by case what stands around its decision; cases without one are left out.

    Args:
        case_ids: the cases.
        decided_from: earlier decisions do not count, as they are not sent.
    """
    found = Decision.objects.filter(case_id__in=case_ids).values(
        "case_id", "decided_on", "recorded_at", "agreement_id",
        reference=F("case__external_reference"),
        received_on=F("case__facts__received_on"),
        replaces=F("case__after_objection"),
        ends_on=F("case__term_standing__ends_on"),
    )  # fmt: skip
    firsts, first_grants = _first_of_their_year(case_ids, decided_from)
    lodged = _objections(case_ids)
    return {
        row["case_id"]: Around(
            in_term=_in_term(row),
            first_in_year=row["case_id"] in firsts,
            first_grant_in_year=row["case_id"] in first_grants,
            second_person=codes.yes_no(row["agreement_id"] is not None),
            recorded_after=waited(
                row["decided_on"],
                timezone.localdate(row["recorded_at"]),
                from_file=bool(row["reference"]),
            ),
            after_objection=codes.yes_no(row["replaces"] is not None),
            **lodged.get(row["case_id"], {"appealed": "no"}),
        )
        for row in found
    }


def _in_term(row: Mapping[str, Any]) -> str:
    """Whether it was decided in time: by the clock where it ran, else eight weeks from receipt."""
    received = row["received_on"]
    last_day = row["ends_on"]
    if last_day is None and isinstance(received, str):
        last_day = date.fromisoformat(received) + _REASONABLE
    return codes.NOT_KNOWN if last_day is None else codes.yes_no(row["decided_on"] <= last_day)


def _first_of_their_year(
    case_ids: Collection[UUID], decided_from: date
) -> tuple[set[UUID], set[UUID]]:
    """Give the cases whose decision, and whose grant, is the person's first of its year.

    First by when it was recorded: a decision that is recorded later changes nothing about those
    that were sent before it.
    """
    clients = Case.objects.filter(pk__in=case_ids).values("client_reference")
    rows = (
        Decision.objects.filter(case__client_reference__in=clients, decided_on__gte=decided_from)
        .exclude(outcome=DecisionOutcome.INCOMPLETE)
        .order_by("recorded_at", "id")
        .values_list("case_id", "case__client_reference", "decided_on", "outcome")
    )
    decided: dict[tuple[str, int], UUID] = {}
    granted: dict[tuple[str, int], UUID] = {}
    for case_id, client, day, outcome in rows:
        decided.setdefault((client, day.year), case_id)
        if outcome not in GRANTS_NOTHING:
            granted.setdefault((client, day.year), case_id)
    return set(decided.values()), set(granted.values())


def _objections(case_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Give by case what came of objections: the one that changed most, and how much is recorded."""
    found = Objection.objects.filter(decision__case_id__in=case_ids).order_by("recorded_at", "id")
    by_case: dict[UUID, list[Objection]] = defaultdict(list)
    for row in found.select_related("decision").prefetch_related("steps"):
        by_case[row.decision.case_id].append(row)
    return {case_id: _what_came(rows) for case_id, rows in by_case.items()}


def _what_came(lodged: list[Objection]) -> dict[str, Any]:
    ends = []
    for each in lodged:
        last = [step for step in each.steps.all() if step.outcome]
        outcome = last[-1].outcome if last else "running"
        if each.kind == Kind.OBJECTION:
            ends.append((codes.OBJECTIONS.index(outcome), last[-1].outcome_reason if last else ""))
    place, reason = min(ends, default=(codes.OBJECTIONS.index(codes.NO_OBJECTION), ""))
    return {
        "revision": 1 + len(lodged) + sum(len(each.steps.all()) for each in lodged),
        "objection": codes.OBJECTIONS[place],
        "objection_reason": reason,
        "appealed": codes.yes_no(any(each.kind == Kind.APPEAL for each in lodged)),
    }
