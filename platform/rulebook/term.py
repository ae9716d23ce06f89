"""The term: how long support may last in one job, and when it starts anew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rulebook.columns import choose, either, met_where, open_where, or_met
from rulebook.criterion import CONTINUATION
from rulebook.facts import UNKNOWN
from rulebook.frame import CaseFrame, Mask, nobody, once
from rulebook.month_arithmetic import add_months
from rulebook.plan import TRIAL, Plan
from rulebook.ternary import NOT_MET, Outcomes, constant, yes_is_met


def duration(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Inside the ordinary duration, or inside an extension that was justified."""
    start, term = frame["support_start"], term_start(frame, plan)
    lacking = either(frame.lacking("support_start"), lacks_term(frame, plan))
    outcome = met_where(start < ordinary_end(frame, plan), unless_lacking=lacking)
    over = outcome == NOT_MET
    if over.any():
        outcome = choose(over, _extension(frame, plan, start, term), outcome)
        # An interruption that nobody told of would have begun a new term.
        follow_up = frame.where("request_kind", CONTINUATION)
        unseen_break = follow_up & frame.lacking("previous_support_end")
        outcome = open_where(open_where(outcome, unseen_break), frame.where("work_situation", 0))
    return or_met(outcome, frame.where("work_situation", TRIAL))


def ordinary_months(plan: Plan) -> int:
    """The ordinary duration, or the outer limit where a policy sets that lower."""
    nominal, cap = plan.limit("duration.nominal_months"), plan.limits["duration.hard_cap_months"]
    return nominal if cap is None else min(nominal, cap)


@once
def ordinary_end(frame: CaseFrame, plan: Plan) -> NDArray[np.int32]:
    """The first day after the ordinary duration."""
    return add_months(term_start(frame, plan), ordinary_months(plan))


@once
def lacks_contract_days(frame: CaseFrame, plan: Plan) -> Mask:  # noqa: ARG001 - a step
    """Where the first or the last day of the contract is not known."""
    return either(frame.lacking("contract_start"), frame.lacking("contract_end"))


@once
def lacks_term(frame: CaseFrame, plan: Plan) -> Mask:
    """Where the first day of the term is not known."""
    if frame.lacking("coaching_start") is nobody(frame.n):
        return nobody(frame.n)
    lacking: Mask = term_start(frame, plan) == UNKNOWN
    return lacking


def _extension(
    frame: CaseFrame, plan: Plan, start: NDArray[np.int32], term: NDArray[np.int32]
) -> Outcomes:
    if plan.limits["duration.extension_months"] is None:
        return constant(NOT_MET, frame.n)
    justified = yes_is_met(frame["extension_justified"])
    cap = plan.limits["duration.hard_cap_months"]
    if cap is None:
        return justified
    return choose(start < add_months(term, cap), justified, np.int8(NOT_MET))


@once
def term_start(frame: CaseFrame, plan: Plan) -> NDArray[np.int32]:
    """The first day of the term that the ordinary duration counts from.

    That is the first day of support in this job, or the day on which support starts again after
    an interruption longer than the policy's. Protocol Jobcoach UWV 2014, A.4.1.
    """
    start, first_day = frame["support_start"], frame["coaching_start"]
    previous = frame["previous_support_end"]
    kind, term, unstarted = frame["request_kind"], first_day, frame.lacking("coaching_start")
    if unstarted is not nobody(frame.n):
        term = choose(unstarted & (kind != CONTINUATION) & (kind != 0), start, first_day)
    if frame.has("previous_support_end"):
        gap = start - previous - 1  # runs over where one is not known, which is not looked at
        known = ~(frame.lacking("previous_support_end") | frame.lacking("support_start"))
        interrupted = known & (gap > plan.limit("duration.interruption_days"))
        term = choose(interrupted, start, term)
    return term
