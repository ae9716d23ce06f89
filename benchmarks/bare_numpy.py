"""The UWV baseline written out by hand in bare NumPy, for cases whose facts are all known.

The measure that the engine is held against: the same criteria, the same dates and the same hours,
with every policy value a constant, no missing facts, no layers and no reasons. Months come from
the same look-up table: NumPy's own calendar is four times as slow and would flatter the engine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rulebook.facts import UNKNOWN
from rulebook.frame import CaseFrame
from rulebook.month_arithmetic import add_months

_RATES = np.array(
    [[0, 0, 0], [0, 0, 0], [300, 300, 300], [600, 300, 300], [1000, 500, 300], [1500, 750, 600]]
)
_NO, _YES = 1, 2


def verdict_and_minutes(frame: CaseFrame) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Whether each case is met (with or without an obligation), and the advised minutes."""
    f = frame
    start, contract, employment = f["support_start"], f["contract_start"], f["employment_start"]
    permanent = f["contract_form"] == 1
    end = np.where(permanent, np.int32(2**30), f["contract_end"] + 1)
    growth = f["growth_expected"] == _YES
    hours, wage = f["weekly_hours"], f["wage_value"]
    follow_up = f["request_kind"] == 2
    term = f["coaching_start"]
    ordinary_end = add_months(term, 36)
    within = start < ordinary_end
    met = (
        ((f["structural_limitation"] == _YES) | (f["wage_cost_subsidy_group"] == _YES))
        & (f["work_situation"] <= 3)
        & ((f["contract_form"] <= 3) | (f["contract_form"] == 6))
        & (permanent | follow_up | (end >= add_months(contract, 6)))
        & ((hours >= 720) | (hours >= 480) & growth & (f["contract_form"] != 3))
        & ((wage >= 3500) | (wage >= 2000) & growth)
        & ((f["illness_weeks"] <= 4) | (f["illness_support_approved"] == _YES))
        & (f["concurrent_support"] == _NO)
        & (f["need"] > 1)
        & (within | (f["extension_justified"] == _YES))
    )
    late = f["received_on"] > start + np.where(follow_up, 27, 28)
    cut = late & (f["late_with_reason"] == _NO)
    first_day = np.where(cut, np.maximum(start, f["received_on"] - 27), start)
    period_end = add_months(start, 6)
    short = ~permanent & (end < add_months(contract, 12))
    last = np.minimum(np.where(short, end, period_end), end)
    over = ~within
    last = np.minimum(last, np.where(over, period_end, ordinary_end))
    last = np.maximum(last, first_day)
    second, third = add_months(employment, 12), add_months(employment, 24)
    days_1 = np.maximum(np.minimum(last, second) - first_day, 0)
    days_3 = np.maximum(last - np.maximum(first_day, third), 0)
    days_2 = (last - first_day) - days_1 - days_3
    rate = _RATES[f["need"]]
    weighted = days_1 * rate[:, 0] + days_2 * rate[:, 1] + days_3 * rate[:, 2]
    minutes = (2 * hours * weighted + 70_000) // 140_000
    return met, np.where(met, minutes, 0)


def provider_met(frame: CaseFrame) -> NDArray[np.bool_]:
    """The provider check of the baseline for an external coach."""
    recognised = frame["provider_recognition"] == 1
    return recognised & (frame["coach_level"] == 1)


def assert_all_known(frame: CaseFrame) -> None:
    """Bare NumPy knows no missing facts; the cases that it is given must not have any."""
    for name in ("support_start", "received_on", "weekly_hours", "wage_value", "need"):
        if (frame[name] == (0 if name == "need" else UNKNOWN)).any():
            raise AssertionError(name)
