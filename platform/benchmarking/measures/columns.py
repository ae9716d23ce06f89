"""The columns of facts that indicators may be made of: what they hold, and by which codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from assessments.codes import DeviationReason
from assessments.objections.codes import OutcomeReason
from benchmarking import codes
from outcomes.codes import EndSide
from rulebook.criteria import CRITERIA
from rulebook.intensity import METHODS

KINDS: Final = ("code", "codes", "number", "yes_no", "month", "places")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column holds.

    `code` is one of `codes`; `codes` several of them; `number` a whole number; `yes_no` a truth;
    `month` a first day; `places` one character for each of `codes`, in their order (y, n or u).
    """

    kind: str
    codes: tuple[str, ...] = ()


def _code(*known: str) -> Column:
    return Column(kind="code", codes=known)


_NUMBER: Final = Column(kind="number")
_YES_NO: Final = Column(kind="yes_no")
_MONTH: Final = Column(kind="month")
_CRITERIA: Final = Column(kind="codes", codes=tuple(one.code for one in CRITERIA))
_METHOD: Final = _code(*METHODS, "")

_SHARED: Final = {
    "target_group": _code(*codes.TARGET_GROUPS),
    "contract_class": _code(*codes.CONTRACT_CLASSES),
    "hours_class": _code(*codes.HOURS_CLASSES),
    "support_form": _code(*codes.SUPPORT_FORMS),
    "sector": _code(*codes.SECTORS),
    "firm_size": _code(*codes.FIRM_SIZES),
}
_DECISION: Final = {
    **_SHARED,
    "decided_month": _MONTH,
    "need": _code(*codes.NEEDS),
    "request_kind": _code(*codes.REQUEST_KINDS),
    "support_year": Column(kind="number", codes=("1", "2", "3", "4")),
    "first_in_year": _YES_NO,
    "first_grant_in_year": _YES_NO,
    "in_term": _code(*codes.YES_NO),
    **dict.fromkeys(
        (
            "weeks_to_decide", "requested_minutes", "own_minutes", "baseline_minutes",
            "awarded_minutes", "asked_months", "own_months", "baseline_months", "granted_months",
        ),
        _NUMBER,
    ),
    "over_own_cap": _code(*codes.YES_NO),
    "over_baseline_cap": _code(*codes.YES_NO),
    "method": _METHOD,
    "refused": _YES_NO,
    "failed_own": _CRITERIA,
    "failed_baseline": _CRITERIA,
    "passes": Column(kind="places", codes=codes.SHIPPED_IN_ORDER),
    "deviation_reason": _code(*DeviationReason.values, ""),
    "second_person": _code(*codes.YES_NO),
    "provider_recognition": _code(*codes.RECOGNITIONS),
    "coach_level": _code(*codes.COACH_LEVELS),
    "coach_trained": _code(*codes.YES_NO),
    "coach_registered": _code(*codes.YES_NO),
    "objection": _code(*codes.OBJECTIONS),
    "objection_reason": _code(*OutcomeReason.values, ""),
    "appealed": _code(*codes.YES_NO),
    "after_objection": _code(*codes.YES_NO),
    "recorded_after": _code(*codes.RECORDED_AFTER),
}  # fmt: skip
_PERIOD: Final = {
    **_SHARED,
    "decided_month": _MONTH,
    "start_month": _MONTH,
    "end_month": _MONTH,
    "need": _code(*codes.NEEDS),
    "method": _METHOD,
    **dict.fromkeys(
        (
            "granted_minutes", "minutes_now", "extra_minutes", "used_minutes", "evaluations_due",
            "evaluations_on_time", "evaluations_held", "goals_set", "goals_reached",
            "goals_partly", "goals_missed", "goals_dropped", "coach_changes",
        ),
        _NUMBER,
    ),
    "ended_early": _code(*codes.YES_NO),
    "hours_growth": _code(*codes.HOURS_GROWTH),
    "wage_value_growth": _code(*codes.WAGE_VALUE_GROWTH),
    "self_reliance": _code(*codes.SELF_RELIANCE),
    "obligation": _code(*codes.OBLIGATIONS),
}  # fmt: skip
_OUTCOME: Final = {
    **_SHARED,
    "start_month": _MONTH,
    **dict.fromkeys(
        (
            "duration_days", "entered_days", "gap_days", "end_year", "work_days", "next_days",
        ),
        _NUMBER,
    ),
    "ended": _YES_NO,
    "work_ended": _YES_NO,
    "next_ended": _YES_NO,
    "kind": _code(*codes.OUTCOME_KINDS),
    "reason": _code(*EndSide.values, ""),
    "contract_under_6": _code(*codes.YES_NO),
    "next_is_trial": _code(*codes.YES_NO, ""),
    "recorded_after": _code(*codes.RECORDED_AFTER),
}  # fmt: skip

#: By kind of fact.
COLUMNS: Final[Mapping[str, Mapping[str, Column]]] = MappingProxyType(
    {"decision": _DECISION, "period": _PERIOD, "outcome": _OUTCOME}
)
#: Numbers that are part of another of the same row, and never more than it.
PART_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "goals_reached": "goals_set",
        "goals_dropped": "goals_set",
        "evaluations_on_time": "evaluations_due",
    }
)
#: Codes that say nothing: they are in no part of a mix, and not in its whole.
SILENT: Final = (codes.NOT_KNOWN, "")


def codes_told(fact: str, column: str) -> tuple[str, ...]:
    """Return the codes of a column that say something, in their order."""
    return tuple(code for code in COLUMNS[fact][column].codes if code not in SILENT)
