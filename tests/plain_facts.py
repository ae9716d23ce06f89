"""Random fact rows of every kind with a fixed seed, and the same as plain data to count by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import numpy as np
from django.db import transaction

from benchmarking.measures.columns import COLUMNS, Column
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from benchmarking.participation.queries import standing
from tenants import context

Row = dict[str, Any]
MODELS: Final[Mapping[str, Any]] = {
    "decision": DecisionFact,
    "period": PeriodFact,
    "outcome": OutcomeFact,
}
#: Small enough for the columns that are; the others take up to 40,000 (minutes).
_MOST: Final = {
    "weeks_to_decide": 53, "support_year": 4, "coach_changes": 3, "asked_months": 60,
    "own_months": 60, "baseline_months": 60, "granted_months": 60, "end_year": 2026,
    "evaluations_due": 4, "evaluations_on_time": 3, "evaluations_held": 4, "goals_set": 9,
    "goals_reached": 4, "goals_partly": 2, "goals_missed": 2, "goals_dropped": 2,
    "duration_days": 900, "entered_days": 120, "gap_days": 400, "work_days": 1200, "next_days": 600,
}  # fmt: skip
#: Never empty in the tables.
_ALWAYS: Final = {
    "refused", "ended", "awarded_minutes", "granted_minutes", "minutes_now", "extra_minutes",
    "coach_changes", "evaluations_held", "decided_month", "duration_days",
}  # fmt: skip


def plain_rows(fact: str, *, cases: int, seed: int, in_large_cells: bool = False) -> list[Row]:
    """Draw rows of one kind: every column any of its values, as the tables allow together.

    With `in_large_cells` target group and contract have two values each, so that most is shown.
    """
    source = np.random.default_rng([seed, cases, len(fact)])
    rows = [_lawful(fact, _row(fact, source)) for _ in range(cases)]
    if in_large_cells:
        for row in rows:
            row["target_group"] = str(source.choice(["target_register", "other"]))
            row["contract_class"] = str(source.choice(["permanent", "fixed_12_or_more"]))
    return rows


def store(schema_name: str, fact: str, rows: list[Row]) -> None:
    """Put rows into the table as the organisation's own, in its edition that stands."""
    model = MODELS[fact]
    with context.inside(schema_name), transaction.atomic():
        agreed = standing(on=date.today())
        assert agreed is not None
        model.objects.bulk_create(
            model(
                tenant_schema=schema_name,
                pseudonym=f"{number:064x}",
                revision=1,
                edition=agreed.edition,
                is_synthetic=True,
                **row,
                **_beside(fact),
            )
            for number, row in enumerate(rows)
        )


def _beside(fact: str) -> Row:
    hashes = {"own_profile_hash": "a" * 64, "baseline_hash": "b" * 64}
    return hashes if fact == "decision" else {}


def _row(fact: str, source: np.random.Generator) -> Row:
    return {name: _value(name, column, source) for name, column in COLUMNS[fact].items()}


def _value(name: str, column: Column, source: np.random.Generator) -> Any:
    may_be_empty = column.kind not in ("code", "codes", "places") and name not in _ALWAYS
    if may_be_empty and source.random() < 0.15:
        return None
    if column.kind == "code":
        return str(source.choice(column.codes))
    if column.kind == "codes":
        return sorted(set(source.choice(column.codes, int(source.integers(3)))))
    if column.kind == "places":
        return "".join(source.choice(list("ynu"), len(column.codes)))
    if column.kind == "yes_no":
        return bool(source.random() < 0.4)
    if column.kind == "month":
        return date(2023 + int(source.integers(4)), 1 + int(source.integers(12)), 1)
    return int(source.integers(0 if name != "support_year" else 1, _MOST.get(name, 40_000) + 1))


def _lawful(fact: str, row: Row) -> Row:
    if fact == "decision" and row["refused"]:
        row["awarded_minutes"] = 0
    if fact == "period" and (row["start_month"] is None or row["end_month"] is None):
        row["start_month"] = row["end_month"] = None
    if fact == "outcome":
        row["start_month"] = row["start_month"] or date(2024, 5, 1)
        if row["kind"] == "in_job":
            row["gap_days"] = None
    return row
