"""What a policy asks of following a case: how often, how exactly, and what is too much. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rulebook.profile import Profile

#: Months between two evaluations, by the code of `evaluation.frequency`; "as agreed" has none.
_EVALUATED_EVERY: Final[Mapping[object, int]] = {
    "each_quarter": 3,
    "each_half_year": 6,
    "each_year": 12,
}
PER_HOUR, HEADLINES, NO_LOG = "per_hour", "headlines", "no_log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """What the policy of a case says of following it; empty and None: it is silent.

    Attributes:
        log_detail: per hour, on headlines, or no log.
        refuses_more: whether hours above the grant are refused: hours cannot change in a period.
        evaluation_months: months between two evaluations.
        evaluates_at_end: whether the end of a period is evaluated: goals are checked then.
        contact: code of `contact.frequency`.
        report_months: months between two reports of the coach.
        log_checked: code of `log.checked`: whether the log is looked at, and how.
    """

    log_detail: str = ""
    refuses_more: bool = False
    evaluation_months: int | None = None
    evaluates_at_end: bool = False
    contact: str = ""
    report_months: int | None = None
    log_checked: str = ""


SILENT: Final = Norms()


def norms_of(profile: Profile | None) -> Norms:
    """Give what a policy asks; where none is in force, or it is silent, nothing is made up."""
    if profile is None:
        return SILENT
    return Norms(
        log_detail=_code(profile, "log.detail"),
        refuses_more=profile["award.change_within_period"].value is False,
        evaluation_months=_EVALUATED_EVERY.get(profile["evaluation.frequency"].value),
        evaluates_at_end=profile["evaluation.goals_checked"].value is True,
        contact=_code(profile, "contact.frequency"),
        report_months=_months(profile, "report.every_months"),
        log_checked=_code(profile, "log.checked"),
    )


def _code(profile: Profile, parameter: str) -> str:
    value = profile[parameter].value
    return value if isinstance(value, str) else ""


def _months(profile: Profile, parameter: str) -> int | None:
    value = profile[parameter].value
    return value if isinstance(value, int) else None
