"""Making fact rows of what a tenant tells: coarsened, without identity or calendar days."""

from benchmarking.facts.decisions import facts_of_decisions
from benchmarking.facts.outcomes import facts_of_outcomes
from benchmarking.facts.periods import facts_of_periods
from benchmarking.facts.rows import DecisionFacts, FactRow, OutcomeFacts, PeriodFacts

__all__ = [
    "DecisionFacts",
    "FactRow",
    "OutcomeFacts",
    "PeriodFacts",
    "facts_of_decisions",
    "facts_of_outcomes",
    "facts_of_periods",
]
