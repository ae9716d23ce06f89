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
    "COACH_LEVELS",
    "CONTRACT_CLASSES",
    "FIRM_SIZES",
    "HOURS_CLASSES",
    "HOURS_GROWTH",
    "NEEDS",
    "NOT_KNOWN",
    "NO_OBJECTION",
    "OBJECTIONS",
    "OBLIGATIONS",
    "OUTCOME_KINDS",
    "RECOGNITIONS",
    "RECORDED_AFTER",
    "REQUEST_KINDS",
    "SECTORS",
    "SELF_RELIANCE",
    "SHIPPED_IN_ORDER",
    "SUPPORT_FORMS",
    "TARGET_GROUPS",
    "WAGE_VALUE_GROWTH",
    "YES_NO",
    "Facts",
    "code_of",
    "contract_class_of",
    "hours_class_of",
    "month_of",
    "need_of",
    "target_group_of",
    "yes_no",
]

Facts = Mapping[str, FactValue | None]


def _codes_of(fact: str) -> tuple[str, ...]:
    return (*FACT_BY_NAME[fact].codes, NOT_KNOWN)


NEEDS: Final = _codes_of("need")
REQUEST_KINDS: Final = _codes_of("request_kind")
SUPPORT_FORMS: Final = _codes_of("support_form")
SECTORS: Final = _codes_of("employer_sector")
FIRM_SIZES: Final = _codes_of("employer_size")
RECOGNITIONS: Final = _codes_of("provider_recognition")
COACH_LEVELS: Final = _codes_of("coach_level")
YES_NO: Final = ("yes", "no", NOT_KNOWN)

OUTCOME_KINDS: Final[tuple[str, ...]] = ("in_job", "other_job", "ended")
#: Of the objections to one decision the one that changed most, in this order.
NO_OBJECTION: Final = "none"
OBJECTIONS: Final = (
    "upheld", "partly", "running", "rejected", "inadmissible", "withdrawn", NO_OBJECTION,
)  # fmt: skip
#: From what happened to its recording; what was read in from a file was recorded elsewhere before.
RECORDED_AFTER: Final = ("week", "month", "quarter", "later", "file", NOT_KNOWN)
HOURS_GROWTH: Final = ("fewer", "same", "more", NOT_KNOWN)
WAGE_VALUE_GROWTH: Final = ("down", "same", "up_to_10", "over_10", NOT_KNOWN)
SELF_RELIANCE: Final = ("down", "same", "up", NOT_KNOWN)
OBLIGATIONS: Final = ("none", "open", "done", "not_done")

#: The shipped policies that every case is worked through, by their place in `passes`. A new one is
#: added at the end: rows that are there keep their order.
SHIPPED_IN_ORDER: Final = (
    "uwv-baseline",
    "amount-per-period",
    "amsterdam",
    "broad-target-group",
    "den-haag",
    "g4-2015",
    "hour-caps",
    "low-rate",
    "rotterdam",
    "strict-cap",
    "utrecht",
    "weekly-hours",
)


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


def code_of(facts: Facts, name: str) -> str:
    """Return the code of a coded fact, or that it is not known."""
    value = facts.get(name)
    return value if isinstance(value, str) else NOT_KNOWN


def yes_no(value: object) -> str:
    """Return yes or no for a truth, and "not known" for anything else."""
    return ("yes" if value else "no") if isinstance(value, bool) else NOT_KNOWN


def month_of(day: date) -> date:
    """Return the first day of the month: fact rows hold no days."""
    return day.replace(day=1)
