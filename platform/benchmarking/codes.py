"""The coarse codes of fact rows: in which class a case is, from its plain facts."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from rulebook.case_classes import (
    CONTRACT_CLASSES,
    HOURS_CLASSES,
    NOT_KNOWN,
    TARGET_GROUPS,
    class_of,
)
from rulebook.facts import FACT_BY_NAME, FactValue

__all__ = [
    "CONTRACT_CLASSES",
    "HOURS_CLASSES",
    "NEEDS",
    "NOT_KNOWN",
    "OUTCOME_KINDS",
    "TARGET_GROUPS",
    "Facts",
    "contract_class_of",
    "hours_class_of",
    "month_of",
    "need_of",
    "target_group_of",
]

NEEDS: Final[tuple[str, ...]] = (*FACT_BY_NAME["need"].codes, NOT_KNOWN)

OUTCOME_KINDS: Final[tuple[str, ...]] = ("in_job", "other_job", "ended")

Facts = Mapping[str, FactValue | None]


def target_group_of(facts: Facts) -> str:
    """Return the coarse target group: the first ground that is met.

    "Other" when every ground is answered and none is met; "not known" when one is open.
    """
    return class_of("target_group", facts)


def contract_class_of(facts: Facts) -> str:
    """Return the class of the contract; fixed terms are told apart at twelve months."""
    return class_of("contract", facts)


def hours_class_of(facts: Facts) -> str:
    """Return the class of contract hours a week; hours a year count over 52 weeks."""
    return class_of("hours", facts)


def need_of(facts: Facts) -> str:
    """Return the judged need on the shared scale."""
    return class_of("need", facts)


def month_of(day: date) -> date:
    """Return the first day of the month: fact rows hold no days."""
    return day.replace(day=1)
