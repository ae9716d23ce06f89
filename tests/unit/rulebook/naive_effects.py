"""What groups of rules do, the long way: every order of the five, one case and policy at once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations
from typing import Any

from rulebook.attribution import replaced
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile
from tests.unit.rulebook.naive import naive_finding

TOPICS = {
    "inclusion": {"inclusion"},
    "method": {"intensity_method", "budgets"},
    "periods": {"periods"},
    "tailoring": {"tailoring"},
}
GROUPS = (*TOPICS, "other_rules")


def naive_effects(
    facts: Mapping[str, Any], own: Profile, baseline: Profile
) -> dict[str, Fraction] | None:
    """Minutes that each group adds, on average over all 120 orders; None if any is not known."""
    told: dict[frozenset[str], int | None] = {}

    def minutes(groups: frozenset[str]) -> int | None:
        if groups not in told:
            names = [name for name in PARAMETERS if naive_group(name) in groups]
            told[groups] = naive_finding(facts, replaced(baseline, own, names)).minutes
        return told[groups]

    orders = list(permutations(GROUPS))
    total = dict.fromkeys(GROUPS, Fraction(0))
    for order in orders:
        for place, group in enumerate(order):
            before, after = (
                minutes(frozenset(order[:place])),
                minutes(frozenset(order[: place + 1])),
            )
            if before is None or after is None:
                return None
            total[group] += after - before
    return {group: minutes / len(orders) for group, minutes in total.items()}


def naive_group(parameter: str) -> str:
    """The group that a parameter's harmonisation topic belongs to."""
    topic = PARAMETERS[parameter].topic
    return next((group for group, topics in TOPICS.items() if topic in topics), "other_rules")
