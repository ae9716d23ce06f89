"""Reads of whether this organisation takes part in the benchmark, and of what it keeps for that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from benchmarking.facts.decisions import NO_EFFECTS, Effects, Elsewhere
from benchmarking.participation.models import (
    BenchmarkStatement,
    PseudonymSecret,
    RulesEffects,
    RulesElsewhere,
)
from benchmarking.pseudonyms import secret_of_edition
from tenants.among import among

#: What is said and what is sent under it come one after the other (`one_at_a_time`).
STATING = "stating participation"
#: All that rules said of a case but the last, its effects, which have a table of their own.
KEPT_ELSEWHERE = Elsewhere._fields[:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds where the organisation takes part: edition, first day of decisions, secret."""

    edition: int
    from_day: date
    secret: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One statement about taking part; `made_by` is None where the machine made it."""

    number: int
    takes_part: bool
    from_day: date
    made_by: UUID | None
    made_at: datetime


def standing(*, on: date) -> Standing | None:
    """Give what holds on a day, by the last statement that has begun; None: it takes no part."""
    found = BenchmarkStatement.objects.filter(from_day__lte=on).order_by("-number").first()
    if found is None or not found.takes_part:
        return None
    kept = bytes(PseudonymSecret.objects.values_list("secret", flat=True).get())
    return Standing(
        edition=found.number,
        from_day=found.from_day,
        secret=secret_of_edition(kept, found.number),
    )


def statements() -> list[StatementRow]:
    """Give every statement, the last one first."""
    return [
        StatementRow(
            number=row.number,
            takes_part=row.takes_part,
            from_day=row.from_day,
            made_by=row.made_by,
            made_at=row.made_at,
        )
        for row in BenchmarkStatement.objects.order_by("-number")
    ]


def kept_answers(*, case_ids: Collection[UUID]) -> dict[UUID, Elsewhere]:
    """Give by case what rules said of it when it was first sent; cases never sent are left out."""
    rows = RulesElsewhere.objects.filter(among("case_id", case_ids))
    effects = _kept_effects(case_ids)
    return {
        case_id: Elsewhere._make((*answers, effects.get(case_id, NO_EFFECTS)))
        for case_id, *answers in rows.values_list("case_id", *KEPT_ELSEWHERE)
    }


def sent_without_effects() -> list[UUID]:
    """Give the cases that were sent before what groups of rules do was kept."""
    kept = RulesEffects.objects.filter(case_id=OuterRef("case_id"))
    found = RulesElsewhere.objects.filter(~Exists(kept)).order_by("pk")
    return list(found.values_list("case_id", flat=True))


def _kept_effects(case_ids: Collection[UUID]) -> dict[UUID, Effects]:
    rows = RulesEffects.objects.filter(among("case_id", case_ids))
    return {
        case_id: Effects(*seconds)
        for case_id, *seconds in rows.values_list("case_id", *Effects._fields)
    }
