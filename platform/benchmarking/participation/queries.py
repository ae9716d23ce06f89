"""Reads of whether this organisation takes part in the benchmark, and of what it keeps for that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from benchmarking.facts.decisions import Elsewhere
from benchmarking.participation.models import BenchmarkStatement, PseudonymSecret, RulesElsewhere
from benchmarking.pseudonyms import secret_of_edition
from tenants.among import among

#: What is said and what is sent under it come one after the other (`one_at_a_time`).
STATING = "stating participation"
_COLUMNS = Elsewhere._fields


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
    found = RulesElsewhere.objects.filter(among("case_id", case_ids)).values("case_id", *_COLUMNS)
    return {row.pop("case_id"): Elsewhere(**row) for row in found}
