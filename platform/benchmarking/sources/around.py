"""What stands around decisions: the clock, the person's other decisions, objections, recording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from assessments.events import Arrived, DecidedCase
from assessments.models import Decision
from assessments.objections.codes import Kind
from assessments.objections.models import Objection
from benchmarking import codes
from benchmarking.facts.coarse import waited
from benchmarking.facts.decisions import Around
from benchmarking.sources.firsts import Firsts, first_of_their_year
from tenants.among import among

#: Awb 4:13: where no law gives a term, eight weeks are reasonable at most.
_REASONABLE: Final = timedelta(weeks=8)


def around_decisions(*, cases: Sequence[DecidedCase], decided_from: date) -> list[Around]:
    """Give what stands around the decision of each case, in their order.

    Of a case that came in with its decision no more than that is on record, and the tables are not
    asked for it; but its person may have been here before.

    Args:
        cases: decided cases.
        decided_from: earlier decisions do not count, as they are not sent.
    """
    firsts = first_of_their_year(cases, decided_from)
    recorded = {moment: timezone.localdate(moment) for moment in {c.recorded_at for c in cases}}
    there = _by_tables([case.case_id for case in cases if case.arrived is None], firsts)
    return [
        there.get(case.case_id, Around())
        if case.arrived is None
        else _of_arrived(case, case.arrived, firsts, recorded[case.recorded_at])
        for case in cases
    ]


def _of_arrived(case: DecidedCase, arrived: Arrived, firsts: Firsts, recorded: date) -> Around:
    received = case.facts.get("received_on")
    last_day = received + _REASONABLE if isinstance(received, date) else None
    return Around(
        in_term=_in_term(case.decided_on, last_day),
        first_in_year=case.case_id in firsts.decided,
        first_grant_in_year=case.case_id in firsts.granted,
        second_person="no",
        recorded_after=waited(case.decided_on, recorded, from_file=arrived.from_file),
        after_objection="no",
        appealed="no",
    )


def _by_tables(case_ids: Collection[UUID], firsts: Firsts) -> dict[UUID, Around]:
    found = Decision.objects.filter(among("case_id", case_ids)).values(
        "case_id", "decided_on", "recorded_at", "agreement_id",
        reference=F("case__external_reference"),
        received_on=F("case__facts__received_on"),
        replaces=F("case__after_objection"),
        ends_on=F("case__term_standing__ends_on"),
    )  # fmt: skip
    lodged = _objections(case_ids)
    return {
        row["case_id"]: Around(
            in_term=_in_term(row["decided_on"], _last_day(row)),
            first_in_year=row["case_id"] in firsts.decided,
            first_grant_in_year=row["case_id"] in firsts.granted,
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


def _last_day(row: Mapping[str, Any]) -> date | None:
    """By the clock where it ran, else eight weeks from receipt; None where that is not known."""
    received, ends_on = row["received_on"], row["ends_on"]
    if ends_on is None and isinstance(received, str):
        return date.fromisoformat(received) + _REASONABLE
    return ends_on if isinstance(ends_on, date) else None


def _in_term(decided_on: date, last_day: date | None) -> str:
    return codes.NOT_KNOWN if last_day is None else codes.yes_no(decided_on <= last_day)


def _objections(case_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Give by case what came of objections: the one that changed most, and how much is recorded."""
    found = Objection.objects.filter(among("decision__case_id", case_ids)).order_by(
        "recorded_at", "id"
    )
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
