"""A criterion: one question that a policy asks, and the codes that several criteria look for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from rulebook.facts import FACT_BY_NAME
from rulebook.frame import CaseFrame
from rulebook.plan import Plan
from rulebook.ternary import MET, NOT_KNOWN, NOT_MET, Outcomes

FORM = FACT_BY_NAME["contract_form"].encodings
KIND = FACT_BY_NAME["request_kind"].encodings
FIRST: Final = KIND["first"]
PUNCH_CARD: Final = KIND["punch_card"]
CONTINUATION: Final = KIND["continuation"]
PERMANENT: Final = FORM["permanent"]
#: Contracts that state hours a year count 52 weeks: 1,872 hours a year are 36 a week. With 365/7
#: weeks a contract of 624 hours would fall just short of the 12 hours a week that it stands for.
WEEKS_OF_A_CONTRACT: Final = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question that a policy asks: its code, group, rule, and what the rule rests on.

    `asked` says whether a policy asks it at all; where not, it is met and in no explanation.
    """

    code: str
    group: str
    rule: Callable[[CaseFrame, Plan], Outcomes]
    facts: tuple[str, ...]
    parameters: tuple[str, ...]
    asked: Callable[[Plan], bool] = lambda _plan: True


def outcome_by_code(fact: str, *, not_met: str) -> Outcomes:
    """A look-up from the numbers of a coded fact: not known, not met for one code, else met."""
    codes = FACT_BY_NAME[fact].codes
    outcomes = [NOT_KNOWN, *(NOT_MET if code == not_met else MET for code in codes)]
    return np.array(outcomes, dtype=np.int8)
