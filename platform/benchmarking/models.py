"""Fact rows: the minimised, pseudonymous record of what leaves a tenant; their tables by kind."""

from benchmarking.across.models import AcrossAnswer, SettledYear, SpentAcross
from benchmarking.boundaries.models import BoundaryMap
from benchmarking.fact_models.decision_fact import DecisionFact
from benchmarking.fact_models.edition import FactEdition
from benchmarking.fact_models.outcome_fact import OutcomeFact
from benchmarking.fact_models.period_fact import PeriodFact
from benchmarking.releases.models import (
    Release,
    ReleasedDays,
    ReleaseDecision,
    ReleasedTable,
    ReleaseRun,
)

__all__ = [
    "AcrossAnswer",
    "BoundaryMap",
    "DecisionFact",
    "FactEdition",
    "OutcomeFact",
    "PeriodFact",
    "Release",
    "ReleaseDecision",
    "ReleaseRun",
    "ReleasedDays",
    "ReleasedTable",
    "SettledYear",
    "SpentAcross",
]
