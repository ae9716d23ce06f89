"""Random case facts for the benchmarks: every column filled, every branch visited."""

from __future__ import annotations

from datetime import date

import numpy as np

from rulebook.facts import EPOCH, FACT_BY_NAME, UNKNOWN, FactValue
from rulebook.frame import CaseFrame, Column


def random_cases(n: int, *, seed: int = 2026) -> CaseFrame:
    """`n` cases with known facts, apart from those that most cases lack (an end, a break)."""
    rng = np.random.default_rng(seed)
    first = (date(2019, 1, 1) - EPOCH).days
    employment = rng.integers(first, first + 2200, n, dtype=np.int32)
    support = employment + rng.integers(0, 700, n, dtype=np.int32)
    fixed = rng.random(n) < 0.7
    columns: dict[str, Column] = {
        "employment_start": employment,
        "contract_start": employment,
        "contract_end": _sometimes(employment + rng.integers(90, 900, n, dtype=np.int32), fixed),
        "support_start": support,
        "received_on": support + rng.integers(-20, 60, n, dtype=np.int32),
        "coaching_start": employment,
        "weekly_hours": rng.integers(360, 2400, n, dtype=np.int32),
        "wage_value": rng.integers(1500, 10_000, n, dtype=np.int32),
        "illness_weeks": rng.integers(0, 6, n, dtype=np.int32),
        "contract_form": np.where(fixed, np.int8(2), np.int8(1)),
        "work_situation": np.ones(n, dtype=np.int8),
        "request_kind": rng.integers(1, 3, n, dtype=np.int8),
        "need": rng.integers(1, 6, n, dtype=np.int8),
        "support_form": np.ones(n, dtype=np.int8),
        "provider_recognition": rng.integers(1, 5, n, dtype=np.int8),
        "coach_level": rng.integers(1, 3, n, dtype=np.int8),
    }
    for name, fact in FACT_BY_NAME.items():
        if fact.kind == "yes_no":
            columns[name] = rng.integers(1, 3, n, dtype=np.int8)
    return CaseFrame.from_columns(columns, n=n)


def case_that_is_met() -> dict[str, FactValue]:
    """One case that meets the baseline, for a decision."""
    start = date(2025, 3, 1)
    return {
        "structural_limitation": True,
        "illness_weeks": 0,
        "work_situation": "employment",
        "contract_form": "permanent",
        "employment_start": start,
        "contract_start": start,
        "weekly_hours": 1440,
        "wage_value": 5000,
        "request_kind": "first",
        "received_on": start,
        "support_start": start,
        "need": "medium",
        "support_form": "external",
        "concurrent_support": False,
        "unused_hours": 0,
    }


def _sometimes(days: Column, given: Column) -> Column:
    return np.where(given, days, np.int32(UNKNOWN))
