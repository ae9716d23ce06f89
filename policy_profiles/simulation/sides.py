"""What one side of a what-if says of every case: what was decided, or a policy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from policy_profiles.simulation.columns import Answers, Mask, Whole
from policy_profiles.simulation.simulate import Decided
from rulebook.profile import Profile
from rulebook.ternary import MET_WITH_OBLIGATION, NOT_KNOWN, NOT_MET


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one side says of every case, and what an hour costs there in cents."""

    granted: Mask
    refused: Mask
    minutes: Whole
    told: Mask
    days: Whole
    tariff: int | None
    unknown: Mask | None = None
    obligated: Mask | None = None


def tariff_of(profile: Profile) -> int | None:
    """Give what an hour costs in cents; None where the policy says nothing of it."""
    tariff = profile["tariff.hourly"].value
    return tariff if isinstance(tariff, int) else None


def side_of(found: Answers, tariff: int | None) -> Side:
    """Give what a policy says of every case, with its tariff."""
    return Side(
        granted=found.granted,
        refused=found.verdict == NOT_MET,
        minutes=found.minutes,
        told=found.told,
        days=found.days,
        tariff=tariff,
        unknown=found.verdict == NOT_KNOWN,
        obligated=found.verdict == MET_WITH_OBLIGATION,
    )


def practice_of(decided: Decided) -> Side:
    """Give what was really decided; it has no days and no tariff of its own here."""
    return Side(
        granted=~decided.refused,
        refused=decided.refused,
        minutes=decided.awarded,
        told=np.ones(decided.frame.n, dtype=bool),
        days=np.zeros(decided.frame.n, dtype=np.int64),
        tariff=None,
    )
