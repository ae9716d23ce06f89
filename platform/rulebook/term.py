"""The term: how long support may last in one job, and when it starts anew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rulebook.columns import choose, met_where, open_where, or_met
from rulebook.criterion import CONTINUATION
from rulebook.facts import UNKNOWN
from rulebook.frame import CaseFrame
from rulebook.month_arithmetic import add_months
from rulebook.plan import TRIAL, Plan
from rulebook.ternary import NOT_MET, YES_IS_MET, Outcomes, constant


def duration(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Inside the ordinary duration, or inside an extension that was justified."""
    start, term = frame["support_start"], term_start(frame, plan)
    known = (start != UNKNOWN) & (term != UNKNOWN)
    within = start < add_months(term, ordinary_months(plan))
    outcome = met_where(within, known)
    over = outcome == NOT_MET
    situation = frame["work_situation"]
    if over.any():
        outcome = choose(over, _extension(frame, plan, start, term), outcome)
        # An interruption that nobody told of would have begun a new term.
        untold = frame["previous_support_end"] == UNKNOWN
        unseen_break = (frame["request_kind"] == CONTINUATION) & untold
        outcome = open_where(outcome, unseen_break | (situation == 0))
    return or_met(outcome, situation == TRIAL)


def ordinary_months(plan: Plan) -> int:
    """The ordinary duration, or the outer limit where a policy sets that lower."""
    nominal, cap = plan.limit("duration.nominal_months"), plan.limits["duration.hard_cap_months"]
    return nominal if cap is None else min(nominal, cap)


def _extension(
    frame: CaseFrame, plan: Plan, start: NDArray[np.int32], term: NDArray[np.int32]
) -> Outcomes:
    if plan.limits["duration.extension_months"] is None:
        return constant(NOT_MET, frame.n)
    justified = YES_IS_MET.take(frame["extension_justified"])
    cap = plan.limits["duration.hard_cap_months"]
    if cap is None:
        return justified
    return choose(start < add_months(term, cap), justified, np.int8(NOT_MET))


def term_start(frame: CaseFrame, plan: Plan) -> NDArray[np.int32]:
    """The first day of the term that the ordinary duration counts from.

    That is the first day of support in this job, or the day on which support starts again after
    an interruption longer than the policy's. Protocol Jobcoach UWV 2014, A.4.1.
    """
    start, first_day = frame["support_start"], frame["coaching_start"]
    previous = frame["previous_support_end"]
    kind = frame["request_kind"]
    unstarted = (first_day == UNKNOWN) & (kind != CONTINUATION) & (kind != 0)
    term = choose(unstarted, start, first_day)
    if (previous != UNKNOWN).any():
        gap = start.astype(np.int64) - previous - 1
        interrupted = (previous != UNKNOWN) & (gap > plan.limit("duration.interruption_days"))
        term = choose(interrupted & (start != UNKNOWN), start, term)
    return term
