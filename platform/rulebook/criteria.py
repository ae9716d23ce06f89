"""Criteria of the person and the job: each looks at some facts under some parameters, and answers.

Every criterion is a function from a frame and a plan to one outcome per case, and one entry in a
table that also names the facts and parameters it rests on; explanations, questions and reference
pages are made from that table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.columns import choose, met_where, open_where, or_met
from rulebook.facts import FACT_BY_NAME, UNKNOWN
from rulebook.frame import CaseFrame
from rulebook.month_arithmetic import add_months
from rulebook.plan import TRIAL, Plan
from rulebook.ternary import (
    MET,
    MET_WITH_OBLIGATION,
    NO_IS_MET,
    NOT_KNOWN,
    NOT_MET,
    YES_IS_MET,
    Outcomes,
    all_of,
    any_of,
    constant,
)

_FORM = FACT_BY_NAME["contract_form"].encodings
_KIND = FACT_BY_NAME["request_kind"].encodings
_NEED = FACT_BY_NAME["need"].encodings
FIRST: Final = _KIND["first"]
PUNCH_CARD: Final = _KIND["punch_card"]
CONTINUATION: Final = _KIND["continuation"]
PERMANENT: Final = _FORM["permanent"]
#: Contracts that state hours a year count 52 weeks: 1,872 hours a year are 36 a week. With 365/7
#: weeks a contract of 624 hours would fall just short of the 12 hours a week that it stands for.
WEEKS_OF_A_CONTRACT: Final = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question that a policy asks: its code, group, rule, and what the rule rests on."""

    code: str
    group: str
    rule: Callable[[CaseFrame, Plan], Outcomes]
    facts: tuple[str, ...]
    parameters: tuple[str, ...]


def target_group(frame: CaseFrame, plan: Plan) -> Outcomes:
    """One accepted ground is enough; the statutory grounds always count."""
    if not plan.grounds:
        return constant(NOT_MET, frame.n)
    return any_of(*(YES_IS_MET.take(frame[ground]) for ground in plan.grounds))


def work_situation(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Employment, trial placement or sheltered workplace, as the policy admits."""
    return plan.accepted["work_situation"].take(frame["work_situation"])


def contract_form(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Excluded contracts; a trial placement has no contract yet."""
    outcome = plan.accepted["contract_form"].take(frame["contract_form"])
    situation = frame["work_situation"]
    return or_met(open_where(outcome, situation == 0), situation == TRIAL)


def contract_duration(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Long enough at the first application; a trial placement counts the intended contract."""
    minimum = plan.limit("contract.minimum_months")
    if minimum == 0:
        return constant(MET, frame.n)
    start, end = frame["contract_start"], frame["contract_end"]
    known = (start != UNKNOWN) & (end != UNKNOWN)
    long_enough = end >= add_months(start, minimum) - 1
    employed = or_met(met_where(long_enough, known), frame["contract_form"] == PERMANENT)
    return or_met(_for_a_trial(frame, minimum, employed), frame["request_kind"] == CONTINUATION)


def _for_a_trial(frame: CaseFrame, minimum: int, employed: Outcomes) -> Outcomes:
    """The intended contract in place of the contract; both count while the situation is open."""
    situation = frame["work_situation"]
    trial, either = situation == TRIAL, situation == 0
    if not (trial | either).any():
        return employed
    intended = met_where(frame["intended_months"] >= minimum, frame["intended_months"] != UNKNOWN)
    outcome = choose(trial, intended, employed)
    return choose(either & (intended != employed), np.int8(NOT_KNOWN), outcome)


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


def illness(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Not ill for longer than the policy admits, unless approved beforehand."""
    maximum = plan.limits["illness.maximum_weeks"]
    if maximum is None:
        return constant(MET, frame.n)
    weeks = frame["illness_weeks"]
    outcome = met_where(weeks <= maximum, weeks != UNKNOWN)
    approved = YES_IS_MET.take(frame["illness_support_approved"])
    return choose(weeks > maximum, approved, outcome)


def need(frame: CaseFrame, plan: Plan) -> Outcomes:  # noqa: ARG001 - one signature for every rule
    """Support is needed at all, on the shared scale."""
    return _NEED_OUTCOMES.take(frame["need"])


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


def punch_card(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Incidental hours need a closed period in the same job; other applications pass."""
    kind = frame["request_kind"]
    outcome = _KIND_OUTCOMES.take(kind)
    asked = kind == PUNCH_CARD
    if not asked.any():
        return outcome
    if plan.limits["punch_card.minutes"] is None:
        return outcome
    told = frame["previous_support_end"] != UNKNOWN
    return choose(asked, met_where(told, told), outcome)


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
    is_min_max = form == _FORM["min_max"]
    open_question = (form == 0) | is_min_max & (situation == 0)
    outcome = met_where(~is_min_max, ~open_question)
    return or_met(outcome, situation == TRIAL)


_GROWTH_OUTCOMES: Final = np.array([NOT_KNOWN, NOT_MET, MET_WITH_OBLIGATION], dtype=np.int8)
#: An ordinary application passes the punch card's criterion; an unknown one may be a punch card.
_KIND_OUTCOMES: Final = np.array(
    [NOT_KNOWN, *(NOT_MET if k == "punch_card" else MET for k in _KIND)], dtype=np.int8
)
_NEED_OUTCOMES: Final = np.array(
    [NOT_KNOWN, *(NOT_MET if code == "none" else MET for code in _NEED)], dtype=np.int8
)


def concurrency(frame: CaseFrame, plan: Plan) -> Outcomes:
    """Internal and external job coaching do not run at the same time, where the policy says so."""
    if not plan.answers["concurrency.excluded"]:
        return constant(MET, frame.n)
    return NO_IS_MET.take(frame["concurrent_support"])


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
        ),
        parameters=("target_group.accepted_grounds", "target_group.statutory_grounds"),
    ),
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
