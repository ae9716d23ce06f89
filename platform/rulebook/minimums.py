"""Minimums: enough hours and enough wage value, or growth towards them within a term."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rulebook.columns import choose, either, met_where, or_met
from rulebook.criterion import FORM, WEEKS_OF_A_CONTRACT
from rulebook.facts import UNKNOWN
from rulebook.frame import CaseFrame, Mask, nobody, once
from rulebook.plan import TRIAL, Plan
from rulebook.ternary import (
    MET,
    MET_WITH_OBLIGATION,
    NOT_MET,
    Outcomes,
    all_of,
    constant,
    yes_is_met,
)


def weekly_hours(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Enough hours, or a lower floor with growth expected (which leaves an obligation)."""
    hours, lacking = frame["weekly_hours"], frame.lacking("weekly_hours")
    if frame.has("yearly_hours"):
        hours = _weekly_equivalent(frame)
        lacking = hours == UNKNOWN
    value, minimum = (hours, lacking), "hours.minimum_weekly"
    return _minimum_or_growth(frame, plan, value, minimum, "hours.exception_floor")


def wage_value(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Enough wage value, or a lower floor with growth expected (which leaves an obligation)."""
    value, minimum = (frame["wage_value"], frame.lacking("wage_value")), "wage_value.minimum"
    return _minimum_or_growth(frame, plan, value, minimum, "wage_value.exception_floor")


def _weekly_equivalent(frame: CaseFrame) -> NDArray[np.int32]:
    """Hours a week; where hours a year are given, their whole minutes a week."""
    yearly, weekly = frame["yearly_hours"], frame["weekly_hours"]
    return np.where(yearly != UNKNOWN, yearly // WEEKS_OF_A_CONTRACT, weekly)


def _minimum_or_growth(
    frame: CaseFrame, plan: Plan, given: tuple[NDArray[np.int32], Mask], minimum: str, floor: str
) -> Outcomes:
    """What comes of a value, given with where it is lacking."""
    if plan.limit(minimum) == 0:
        return constant(MET, frame.n)
    value, lacking = given
    outcome = met_where(value >= plan.limit(minimum), unless_lacking=lacking)
    lowest = plan.limits[floor]
    if lowest is None:
        return outcome
    between = (outcome == NOT_MET) & (value >= lowest)
    if not between.any():
        return outcome
    return choose(between, _growth(frame, plan), outcome)


@once
def _growth(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Growth is expected and the policy lets this job grow towards the minimum."""
    growth = np.minimum(yes_is_met(frame["growth_expected"]), np.int8(MET_WITH_OBLIGATION))
    return all_of(growth, _min_max_allows_growth(frame, plan))


def _min_max_allows_growth(frame: CaseFrame, plan: Plan) -> Outcomes:
    """A min-max job has no growth path, unless the policy says so; a trial is no such job yet.

    Jobcoaching onder de loep, par. 2.2: guaranteed hours and wage value both reach the minimum.
    """
    is_min_max, no_form = (frame.where("contract_form", code) for code in (FORM["min_max"], 0))
    if plan.answers["min_max.growth_allowed"] or either(is_min_max, no_form) is nobody(frame.n):
        return constant(MET, frame.n)
    open_question = no_form | is_min_max & frame.where("work_situation", 0)
    outcome = met_where(~is_min_max, unless_lacking=open_question)
    return or_met(outcome, frame.where("work_situation", TRIAL))
