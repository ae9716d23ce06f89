"""The provider check: may this coach, in this form, give the support?

It stands beside the criteria of person and job: at an application the coach may not be chosen
yet, and the finding then says which facts of the provider are still to come.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from rulebook.columns import choose, open_where, or_met
from rulebook.criterion import Criterion
from rulebook.facts import FACT_BY_NAME
from rulebook.frame import CaseFrame
from rulebook.plan import INTERNAL, Plan
from rulebook.ternary import (
    MET,
    NO_IS_MET,
    NOT_KNOWN,
    NOT_MET,
    YES_IS_MET,
    Outcomes,
    all_of,
    constant,
)

_EXTERNAL: Final = FACT_BY_NAME["support_form"].encodings["external"]
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
_JUDGED_ALREADY: Final = np.array(
    [
        False,
        *(code in ("uwv", "municipal_list") for code in FACT_BY_NAME["provider_recognition"].codes),
    ]
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
    return np.array(outcomes, dtype=np.int8).take(frame["support_form"])


def provider_recognition(frame: CaseFrame, plan: Plan) -> Outcomes:
    """An external coach comes from an organisation whose recognition the policy accepts."""
    outcome = plan.accepted["provider_recognition"].take(frame["provider_recognition"])
    form = frame["support_form"]
    return choose(form == 0, np.int8(NOT_KNOWN), or_met(outcome, form != _EXTERNAL))


def provider_organisation(frame: CaseFrame, plan: Plan) -> Outcomes:
    """An external organisation meets the requirements, unless it was judged on them already.

    UWV judges them when it recognises an organisation (Erkenningskader 2012), and the executing
    organisation when it puts one on its own list.
    """
    asked = [fact for parameter, fact in REQUIREMENTS.items() if plan.requires(parameter)]
    outcome = all_of(*(YES_IS_MET.take(frame[fact]) for fact in asked))
    form, recognition = frame["support_form"], frame["provider_recognition"]
    judged = _JUDGED_ALREADY.take(recognition) | ((form != _EXTERNAL) & (form != 0))
    return or_met(open_where(outcome, (form == 0) | (recognition == 0)), judged)


def coach_registration(frame: CaseFrame, plan: Plan) -> Outcomes:  # noqa: ARG001 - one signature
    """The coach is in a professional register; an internal supervisor need not be."""
    form, outcome = frame["support_form"], YES_IS_MET.take(frame["coach_registered"])
    return or_met(open_where(outcome, form == 0), form == INTERNAL)


def coach_level(frame: CaseFrame, plan: Plan) -> Outcomes:
    """The coach has the level that the policy asks; an internal supervisor need not."""
    if not plan.answers["provider.hbo_required"]:
        return constant(MET, frame.n)
    form, outcome = frame["support_form"], _LEVEL.take(frame["coach_level"])
    return or_met(open_where(outcome, form == 0), form == INTERNAL)


def coach_training(frame: CaseFrame, plan: Plan) -> Outcomes:
    """The coach or internal supervisor was trained, where the policy asks for it."""
    of_coach = plan.answers["provider.training_required"]
    of_internal = plan.answers["provider.internal_training_required"]
    if not of_coach and not of_internal:
        return constant(MET, frame.n)
    form, outcome = frame["support_form"], YES_IS_MET.take(frame["coach_trained"])
    if of_coach and of_internal:
        return outcome
    internal = form == INTERNAL
    spared = internal if of_coach else ~internal & (form != 0)
    return or_met(open_where(outcome, form == 0), spared)


def coach_independence(frame: CaseFrame, plan: Plan) -> Outcomes:
    """The coach is not a direct colleague or manager, where the policy excludes that."""
    if plan.answers["provider.direct_colleague_allowed"]:
        return constant(MET, frame.n)
    return NO_IS_MET.take(frame["coach_direct_colleague"])


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
