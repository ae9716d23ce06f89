"""Grounds for refusal that a policy may add: asked only where it states them."""

from __future__ import annotations

from typing import Final

from rulebook.criterion import Criterion
from rulebook.frame import CaseFrame
from rulebook.plan import Plan
from rulebook.ternary import Outcomes, any_of, no_is_met, yes_is_met


def register_gate(frame: CaseFrame, plan: Plan) -> Outcomes:
    """In the target-group register, or on a statutory ground, which no policy can take away."""
    grounds = ("target_register", *plan.statutory_grounds)
    return any_of(*(yes_is_met(frame[ground]) for ground in grounds))


def permanent_supervision(frame: CaseFrame, plan: Plan) -> Outcomes:  # noqa: ARG001 - one signature
    """Who always needs supervision belongs in sheltered work (Leidraad Jobcoach)."""
    return no_is_met(frame["permanent_supervision"])


def other_solution(frame: CaseFrame, plan: Plan) -> Outcomes:  # noqa: ARG001 - one signature
    """No solution other than job coaching is adequate (Leidraad Jobcoach, questions 3 and 4)."""
    return no_is_met(frame["other_solution"])


REGISTER_GATE: Final = Criterion(
    code="register_gate",
    group="case",
    rule=register_gate,
    facts=("target_register", "wage_cost_subsidy_group"),
    parameters=("target_group.register_gate", "target_group.statutory_grounds"),
    asked=lambda plan: plan.codes.get("target_group.register_gate") == "required",
)

#: What the assessor judges beside the need.
REFUSALS: Final[tuple[Criterion, ...]] = (
    Criterion(
        code="permanent_supervision",
        group="case",
        rule=permanent_supervision,
        facts=("permanent_supervision",),
        parameters=("refusal.permanent_supervision",),
        asked=lambda plan: plan.requires("refusal.permanent_supervision"),
    ),
    Criterion(
        code="other_solution",
        group="case",
        rule=other_solution,
        facts=("other_solution",),
        parameters=("refusal.other_solution",),
        asked=lambda plan: plan.requires("refusal.other_solution"),
    ),
)
