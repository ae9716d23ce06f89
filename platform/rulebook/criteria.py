"""Criteria of the person and the job: each looks at some facts under some parameters, and answers.

Every criterion is a function from a frame and a plan to one outcome per case, and one entry in a
table that also names the facts and parameters it rests on; explanations, questions and reference
pages are made from that table.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from rulebook.columns import by_code, choose, either, met_where, open_where, or_met
from rulebook.criterion import CONTINUATION, PERMANENT, PUNCH_CARD, Criterion, outcome_by_code
from rulebook.frame import CaseFrame, nobody
from rulebook.minimums import wage_value, weekly_hours
from rulebook.month_arithmetic import add_months
from rulebook.plan import TRIAL, Plan
from rulebook.refusals import REFUSALS, REGISTER_GATE
from rulebook.term import duration, lacks_contract_days
from rulebook.ternary import (
    MET,
    NOT_KNOWN,
    NOT_MET,
    Outcomes,
    any_of,
    constant,
    no_is_met,
    yes_is_met,
)


def target_group(frame: CaseFrame, plan: Plan) -> Outcomes:
    """One accepted ground is enough; the statutory grounds always count."""
    if not plan.grounds:
        return constant(NOT_MET, frame.n)
    return any_of(*(yes_is_met(frame[ground]) for ground in plan.grounds))


def work_situation(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Employment, trial placement or sheltered workplace, as the policy admits."""
    return by_code(plan.accepted["work_situation"], frame, "work_situation")


def contract_form(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Excluded contracts; a trial placement has no contract yet."""
    outcome = by_code(plan.accepted["contract_form"], frame, "contract_form")
    outcome = open_where(outcome, frame.where("work_situation", 0))
    return or_met(outcome, frame.where("work_situation", TRIAL))


def contract_duration(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Long enough at the first application; a trial placement counts the intended contract."""
    minimum = plan.limit("contract.minimum_months")
    if minimum == 0:
        return constant(MET, frame.n)
    long_enough = frame["contract_end"] >= add_months(frame["contract_start"], minimum) - 1
    outcome = met_where(long_enough, unless_lacking=lacks_contract_days(frame, plan))
    employed = or_met(outcome, frame.where("contract_form", PERMANENT))
    outcome = _for_a_trial(frame, minimum, employed)
    return or_met(outcome, frame.where("request_kind", CONTINUATION))


def _for_a_trial(frame: CaseFrame, minimum: int, employed: Outcomes) -> Outcomes:
    """The intended contract in place of the contract; both count while the situation is open."""
    trial, open_question = (frame.where("work_situation", code) for code in (TRIAL, 0))
    if either(trial, open_question) is nobody(frame.n):
        return employed
    long_enough = frame["intended_months"] >= minimum
    intended = met_where(long_enough, unless_lacking=frame.lacking("intended_months"))
    outcome = choose(trial, intended, employed)
    return choose(open_question & (intended != employed), np.int8(NOT_KNOWN), outcome)


def illness(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Not ill for longer than the policy admits, unless approved beforehand."""
    maximum = plan.limits["illness.maximum_weeks"]
    if maximum is None:
        return constant(MET, frame.n)
    weeks = frame["illness_weeks"]
    longer = weeks > maximum
    outcome = met_where(~longer, unless_lacking=frame.lacking("illness_weeks"))
    return choose(longer, yes_is_met(frame["illness_support_approved"]), outcome)


def need(frame: CaseFrame, plan: Plan) -> Outcomes:  # noqa: ARG001 - one signature for every rule
    """Support is needed at all, on the shared scale."""
    return by_code(_NEED_OUTCOMES, frame, "need")


def punch_card(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Incidental hours need a closed period in the same job; other applications pass."""
    outcome = by_code(_KIND_OUTCOMES, frame, "request_kind")
    asked = frame.where("request_kind", PUNCH_CARD)
    if asked is nobody(frame.n) or plan.limits["punch_card.minutes"] is None:
        return outcome
    untold = frame.lacking("previous_support_end")
    return choose(asked, met_where(~untold, unless_lacking=untold), outcome)


_KIND_OUTCOMES: Final = outcome_by_code("request_kind", not_met="punch_card")
_NEED_OUTCOMES: Final = outcome_by_code("need", not_met="none")


def concurrency(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Internal and external job coaching do not run at the same time, where the policy says so."""
    if not plan.answers["concurrency.excluded"]:
        return constant(MET, frame.n)
    return no_is_met(frame["concurrent_support"])


_GROWTH: Final = ("growth.within_months", "min_max.growth_allowed")

#: The criteria of the person and the job, in the order in which people read them.
CRITERIA: Final[tuple[Criterion, ...]] = (
    Criterion(
        code="target_group",
        group="case",
        rule=target_group,
        facts=(
            "structural_limitation",
            "target_register",
            "wage_cost_subsidy_group",
            "other_limitation",
            "long_term_unemployed",
            "status_holder",
            "special_education",
        ),
        parameters=("target_group.accepted_grounds", "target_group.statutory_grounds"),
    ),
    REGISTER_GATE,
    Criterion(
        code="work_situation",
        group="case",
        rule=work_situation,
        facts=("work_situation",),
        parameters=("work.accepted_situations",),
    ),
    Criterion(
        code="contract_form",
        group="case",
        rule=contract_form,
        facts=("contract_form", "work_situation"),
        parameters=("contract.excluded_forms",),
    ),
    Criterion(
        code="contract_duration",
        group="case",
        rule=contract_duration,
        facts=(
            "contract_form",
            "contract_start",
            "contract_end",
            "intended_months",
            "request_kind",
            "work_situation",
        ),
        parameters=("contract.minimum_months",),
    ),
    Criterion(
        code="weekly_hours",
        group="case",
        rule=weekly_hours,
        facts=(
            "weekly_hours",
            "yearly_hours",
            "growth_expected",
            "contract_form",
            "work_situation",
        ),
        parameters=("hours.minimum_weekly", "hours.exception_floor", *_GROWTH),
    ),
    Criterion(
        code="wage_value",
        group="case",
        rule=wage_value,
        facts=("wage_value", "growth_expected", "contract_form", "work_situation"),
        parameters=("wage_value.minimum", "wage_value.exception_floor", *_GROWTH),
    ),
    Criterion(
        code="illness",
        group="case",
        rule=illness,
        facts=("illness_weeks", "illness_support_approved"),
        parameters=("illness.maximum_weeks",),
    ),
    Criterion(
        code="concurrency",
        group="case",
        rule=concurrency,
        facts=("concurrent_support",),
        parameters=("concurrency.excluded",),
    ),
    Criterion(code="need", group="case", rule=need, facts=("need",), parameters=()),
    *REFUSALS,
    Criterion(
        code="duration",
        group="case",
        rule=duration,
        facts=(
            "support_start",
            "coaching_start",
            "previous_support_end",
            "extension_justified",
            "request_kind",
            "work_situation",
        ),
        parameters=(
            "duration.nominal_months",
            "duration.extension_months",
            "duration.hard_cap_months",
            "duration.interruption_days",
        ),
    ),
    Criterion(
        code="punch_card",
        group="case",
        rule=punch_card,
        facts=("request_kind", "previous_support_end"),
        parameters=("punch_card.minutes",),
    ),
)
