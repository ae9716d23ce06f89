"""Minimums: enough hours and enough wage value, or growth towards them within a term."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.columns import choose, met_where, or_met
from rulebook.criterion import FORM, WEEKS_OF_A_CONTRACT
from rulebook.facts import UNKNOWN
from rulebook.frame import CaseFrame
from rulebook.plan import TRIAL, Plan
from rulebook.ternary import (
    MET,
    MET_WITH_OBLIGATION,
    NOT_KNOWN,
    NOT_MET,
    Outcomes,
    all_of,
    constant,
)


def weekly_hours(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Enough hours, or a lower floor with growth expected (which leaves an obligation)."""
    hours = frame["weekly_hours"]
    if (frame["yearly_hours"] != UNKNOWN).any():
        hours = _weekly_equivalent(frame)
    return _minimum_or_growth(frame, plan, hours, "hours.minimum_weekly", "hours.exception_floor")


def wage_value(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Enough wage value, or a lower floor with growth expected (which leaves an obligation)."""
    value = frame["wage_value"]
    return _minimum_or_growth(
        frame, plan, value, "wage_value.minimum", "wage_value.exception_floor"
    )


def _weekly_equivalent(frame: CaseFrame) -> NDArray[np.int32]:
    """Hours a week; where hours a year are given, their whole minutes a week."""
    yearly, weekly = frame["yearly_hours"], frame["weekly_hours"]
    return np.where(yearly != UNKNOWN, yearly // WEEKS_OF_A_CONTRACT, weekly)


def _minimum_or_growth(
    frame: CaseFrame, plan: Plan, value: NDArray[np.int32], minimum: str, floor: str
) -> Outcomes:
    if plan.limit(minimum) == 0:
        return constant(MET, frame.n)
    outcome = met_where(value >= plan.limit(minimum), value != UNKNOWN)
    lowest = plan.limits[floor]
    if lowest is None:
        return outcome
    between = (outcome == NOT_MET) & (value >= lowest)
    growth = _GROWTH_OUTCOMES.take(frame["growth_expected"])
    return choose(between, all_of(growth, _min_max_allows_growth(frame, plan)), outcome)


def _min_max_allows_growth(frame: CaseFrame, plan: Plan) -> Outcomes:
    """A min-max job has no growth path, unless the policy says so; a trial is no such job yet.

    Jobcoaching onder de loep, par. 2.2: guaranteed hours and wage value both reach the minimum.
    """
    if plan.answers["min_max.growth_allowed"]:
        return constant(MET, frame.n)
    form, situation = frame["contract_form"], frame["work_situation"]
    is_min_max = form == FORM["min_max"]
    open_question = (form == 0) | is_min_max & (situation == 0)
    outcome = met_where(~is_min_max, ~open_question)
    return or_met(outcome, situation == TRIAL)


_GROWTH_OUTCOMES: Final = np.array([NOT_KNOWN, NOT_MET, MET_WITH_OBLIGATION], dtype=np.int8)
#: An ordinary application passes the punch card's criterion; an unknown one may be a punch card.
