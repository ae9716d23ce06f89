"""The provider check: may this coach, in this form, give the support?

It stands beside the criteria of person and job: at an application the coach may not be chosen
yet, and the finding then says which facts of the provider are still to come.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from rulebook.columns import by_code, choose, open_where, or_met
from rulebook.criterion import Criterion
from rulebook.facts import FACT_BY_NAME
from rulebook.frame import CaseFrame, nobody
from rulebook.plan import INTERNAL, Plan
from rulebook.ternary import (
    MET,
    NOT_KNOWN,
    NOT_MET,
    Outcomes,
    all_of,
    constant,
    no_is_met,
    yes_is_met,
)

_FORMS: Final = FACT_BY_NAME["support_form"].encodings
#: Forms in which no organisation from outside sends the coach.
_OF_THE_HOUSE: Final = tuple(code for form, code in _FORMS.items() if form != "external")
_LEVEL: Final = np.array(
    [NOT_KNOWN, *(MET if code == "hbo" else NOT_MET for code in FACT_BY_NAME["coach_level"].codes)],
    dtype=np.int8,
)


#: The requirements of an organisation that a policy may state, each with the fact that tells.
REQUIREMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "provider.legal_person_required": "provider_legal_person",
        "provider.insurance_required": "provider_insured",
        "provider.complaints_rules_required": "provider_complaints_rules",
        "provider.privacy_rules_required": "provider_privacy_rules",
    }
)
_JUDGED_ALREADY: Final = tuple(
    FACT_BY_NAME["provider_recognition"].encodings[code] for code in ("uwv", "municipal_list")
)


def provider_form(frame: CaseFrame, plan: Plan) -> Outcomes:
    """The form of support is one that the policy offers."""
    offered = {
        "external": True,
        "municipal": plan.answers["provider.municipal_coach_allowed"],
        "internal": plan.answers["provider.internal_allowed"],
    }
    codes = FACT_BY_NAME["support_form"].codes
    outcomes = [NOT_KNOWN, *(MET if offered[code] else NOT_MET for code in codes)]
    return by_code(np.array(outcomes, dtype=np.int8), frame, "support_form")


def provider_recognition(frame: CaseFrame, plan: Plan) -> Outcomes:
    """An external coach comes from an organisation whose recognition the policy accepts."""
    outcome = by_code(plan.accepted["provider_recognition"], frame, "provider_recognition")
    for form in _OF_THE_HOUSE:
        outcome = or_met(outcome, frame.where("support_form", form))
    no_form = frame.where("support_form", 0)
    return outcome if no_form is nobody(frame.n) else choose(no_form, np.int8(NOT_KNOWN), outcome)


def provider_organisation(frame: CaseFrame, plan: Plan) -> Outcomes:
    """An external organisation meets the requirements, unless it was judged on them already.

    UWV judges them when it recognises an organisation (Erkenningskader 2012), and the executing
    organisation when it puts one on its own list.
    """
    asked = [fact for parameter, fact in REQUIREMENTS.items() if plan.requires(parameter)]
    outcome = all_of(*(yes_is_met(frame[fact]) for fact in asked))
    for fact in ("support_form", "provider_recognition"):
        outcome = open_where(outcome, frame.where(fact, 0))
    for form in _OF_THE_HOUSE:
        outcome = or_met(outcome, frame.where("support_form", form))
    for recognition in _JUDGED_ALREADY:
        outcome = or_met(outcome, frame.where("provider_recognition", recognition))
    return outcome


def coach_registration(frame: CaseFrame, plan: Plan) -> Outcomes:  # noqa: ARG001 - one signature
    """The coach is in a professional register; an internal supervisor need not be."""
    return _spared(frame, yes_is_met(frame["coach_registered"]), (INTERNAL,))


def coach_level(frame: CaseFrame, plan: Plan) -> Outcomes:
    """The coach has the level that the policy asks; an internal supervisor need not."""
    if not plan.answers["provider.hbo_required"]:
        return constant(MET, frame.n)
    return _spared(frame, by_code(_LEVEL, frame, "coach_level"), (INTERNAL,))


def _spared(frame: CaseFrame, outcome: Outcomes, forms: Collection[int]) -> Outcomes:
    """The outcome, but met for these forms of support, and open while the form is."""
    outcome = open_where(outcome, frame.where("support_form", 0))
    for form in forms:
        outcome = or_met(outcome, frame.where("support_form", form))
    return outcome


def coach_training(frame: CaseFrame, plan: Plan) -> Outcomes:
    """The coach or internal supervisor was trained, where the policy asks for it."""
    of_coach = plan.answers["provider.training_required"]
    of_internal = plan.answers["provider.internal_training_required"]
    if not of_coach and not of_internal:
        return constant(MET, frame.n)
    outcome = yes_is_met(frame["coach_trained"])
    if of_coach and of_internal:
        return outcome
    coaches = tuple(code for code in _FORMS.values() if code != INTERNAL)
    return _spared(frame, outcome, (INTERNAL,) if of_coach else coaches)


def coach_independence(frame: CaseFrame, plan: Plan) -> Outcomes:
    """The coach is not a direct colleague or manager, where the policy excludes that."""
    if plan.answers["provider.direct_colleague_allowed"]:
        return constant(MET, frame.n)
    return no_is_met(frame["coach_direct_colleague"])


#: The criteria of the provider, in the order in which people read them.
PROVIDER_CRITERIA: Final[tuple[Criterion, ...]] = (
    Criterion(
        code="provider_form",
        group="provider",
        rule=provider_form,
        facts=("support_form",),
        parameters=("provider.municipal_coach_allowed", "provider.internal_allowed"),
    ),
    Criterion(
        code="provider_recognition",
        group="provider",
        rule=provider_recognition,
        facts=("provider_recognition", "support_form"),
        parameters=("provider.accepted_recognitions",),
    ),
    Criterion(
        code="provider_organisation",
        group="provider",
        rule=provider_organisation,
        facts=("support_form", "provider_recognition", *REQUIREMENTS.values()),
        parameters=tuple(REQUIREMENTS),
        asked=lambda plan: any(plan.requires(parameter) for parameter in REQUIREMENTS),
    ),
    Criterion(
        code="coach_level",
        group="provider",
        rule=coach_level,
        facts=("coach_level", "support_form"),
        parameters=("provider.hbo_required",),
    ),
    Criterion(
        code="coach_training",
        group="provider",
        rule=coach_training,
        facts=("coach_trained", "support_form"),
        parameters=("provider.training_required", "provider.internal_training_required"),
    ),
    Criterion(
        code="coach_registration",
        group="provider",
        rule=coach_registration,
        facts=("coach_registered", "support_form"),
        parameters=("provider.register_required",),
        asked=lambda plan: plan.requires("provider.register_required"),
    ),
    Criterion(
        code="coach_independence",
        group="provider",
        rule=coach_independence,
        facts=("coach_direct_colleague",),
        parameters=("provider.direct_colleague_allowed",),
    ),
)
