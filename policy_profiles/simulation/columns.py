"""The columns of a what-if: what a profile says of every case, and where two profiles differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rulebook.engine import work
from rulebook.frame import CaseFrame
from rulebook.plan import Plan
from rulebook.ternary import MET_WITH_OBLIGATION, NOT_KNOWN, NOT_MET, Outcomes

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What one profile says of every case.

    `minutes` is the advice, nought where it is not `told`. `start` and `end` are nought where
    nothing is granted, and `days` what lies between.
    """

    verdict: Outcomes
    provider: Outcomes
    granted: Mask
    minutes: Whole
    told: Mask
    start: Whole
    end: Whole
    criteria: Mapping[str, Outcomes]

    @property
    def obligations(self) -> Mapping[str, int]:
        """How many cases are left with an obligation, by the criterion that leaves it."""
        obligated = self.verdict == MET_WITH_OBLIGATION
        counted = {
            code: int((obligated & (outcome == MET_WITH_OBLIGATION)).sum())
            for code, outcome in self.criteria.items()
        }
        return {code: number for code, number in counted.items() if number}

    @property
    def days(self) -> Whole:
        """The length of what is granted, in days."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Where two profiles answer otherwise; `minutes` is after less before where both are `told`."""

    told: Mask
    minutes: Whole
    more: Mask
    fewer: Mask
    gained: Mask
    lost: Mask
    longer: Mask
    shorter: Mask
    provider: Mask
    touched: Mask


def answers_of(frame: CaseFrame, plan: Plan) -> Answers:
    """Work all cases through the plan of a policy, at once."""
    found = work(frame, plan)
    award = found.award
    granted = found.verdict > NOT_KNOWN
    dated = granted & award.known & (award.end > award.start)
    told = found.minutes >= 0
    return Answers(
        verdict=found.verdict,
        provider=found.provider,
        granted=granted,
        minutes=found.minutes * told,
        told=told,
        start=award.start.astype(np.int64) * dated,
        end=award.end.astype(np.int64) * dated,
        criteria=found.criteria,
    )


def differences(before: Answers, after: Answers) -> Differences:
    """Lay the answers of two profiles to the same cases beside each other."""
    told = before.told & after.told
    minutes = (after.minutes - before.minutes) * told
    both = (before.days > 0) & (after.days > 0)
    provider = before.provider != after.provider
    touched = (before.verdict != after.verdict) | (before.told != after.told)
    touched |= (before.minutes != after.minutes) | provider
    touched |= (before.start != after.start) | (before.end != after.end)
    return Differences(
        told=told,
        minutes=minutes,
        more=minutes > 0,
        fewer=minutes < 0,
        gained=(before.verdict == NOT_MET) & after.granted,
        lost=before.granted & (after.verdict == NOT_MET),
        longer=both & (after.days > before.days),
        shorter=both & (after.days < before.days),
        provider=provider,
        touched=touched,
    )
