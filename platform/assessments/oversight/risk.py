"""Which periods have their log looked at, by what the policy says and by risk. Pure: no Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final
from uuid import UUID

from assessments.following.stretches import Stretch
from assessments.oversight.codes import Risk
from rulebook.month_arithmetic import add_months_to

ALL, SAMPLES = "all_checked", "samples"
#: Where the policy asks for samples, one in so many periods without any risk is looked at.
ONE_IN: Final = 10
#: A shorter period has no quarter that says anything.
SHORTEST_FOR_QUARTERS: Final = 56
#: A log is asked about until so many months after its period.
ASKED_MONTHS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LogKept:
    """The log of a case: its periods, its minutes by day, and what is known about who coaches.

    Attributes:
        case_id: of the case; the lot is drawn by it.
        stretches: granted periods with what of them is used.
        spent: day and minutes of the log.
        checked_until: the last day that a check looked at.
        found_before: whether an earlier check found it not in order.
        remarked: whether somebody said something worrying of the organisation in a year.
    """

    case_id: UUID
    stretches: Sequence[Stretch]
    spent: Sequence[tuple[date, int]] = ()
    checked_until: date | None = None
    found_before: bool = False
    remarked: bool = False


def period_to_check(kept: LogKept, *, checked: str, today: date) -> Stretch | None:
    """Give the first period that is over and whose log is to be looked at; None without one.

    Args:
        kept: the log.
        checked: code of `log.checked`; empty where the policy is silent.
        today: the day.
    """
    for each in kept.stretches:
        is_over = each.ends_on < today <= add_months_to(each.ends_on, ASKED_MONTHS)
        is_done = kept.checked_until is not None and each.ends_on <= kept.checked_until
        if not each.used or not is_over or is_done:
            continue
        if checked == ALL or (checked == SAMPLES and risks_of(kept, each)):
            return each
    return None


def risks_of(kept: LogKept, period: Stretch) -> tuple[Risk, ...]:
    """Give why the log of a period is looked at where the policy asks for samples; may be none."""
    told = {
        Risk.OVER: period.over > 0,
        Risk.LATE_HOURS: _comes_late(kept.spent, period),
        Risk.FOUND_BEFORE: kept.found_before,
        Risk.REMARKED: kept.remarked,
    }
    risks = tuple(risk for risk, holds in told.items() if holds)
    return risks or ((Risk.DRAWN,) if is_drawn(kept.case_id, period.ends_on) else ())


def is_drawn(case_id: UUID, ends_on: date) -> bool:
    """Whether the lot falls on a period: always the same, and nobody can steer it."""
    digest = sha256(f"{case_id} {ends_on.isoformat()}".encode()).digest()
    return int.from_bytes(digest[:8]) % ONE_IN == 0


def _comes_late(spent: Sequence[tuple[date, int]], period: Stretch) -> bool:
    """Whether more than half of the hours lies in the last quarter of the days.

    Hours that pile up before a renewal may be hours that were never made (Jobcoaching onder de
    loep, par. 3.2: nepuren).
    """
    if period.days < SHORTEST_FOR_QUARTERS:
        return False
    inside = [(day, minutes) for day, minutes in spent if period.holds_day(day)]
    late = sum(m for day, m in inside if 4 * (period.ends_on - day).days < period.days)
    return 2 * late > sum(minutes for _day, minutes in inside)
