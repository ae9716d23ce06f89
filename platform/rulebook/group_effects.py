"""Group effects: what each of five groups of rules does to the hours, between two policies.

Asked for one group at a time, two that only do something together would each do nothing; asked in
one order, the first takes all. So it is the mean over every order in which the groups of the own
policy can take the place of the baseline's (Shapley), worked out exactly: decision 89.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rulebook.attribution import Names, read_for_the_hours, replaced
from rulebook.criteria import CRITERIA
from rulebook.engine import evaluate
from rulebook.frame import CaseFrame, Mask
from rulebook.parameter import PARAMETERS
from rulebook.plan import plan_of
from rulebook.profile import Profile

#: Every share of an order among up to five groups is a whole number of sixtieths.
_SECONDS_OF_A_MINUTE: Final = 60


class GroupEffects(NamedTuple):
    """What each group of rules adds to the baseline's hours of one case, in seconds.

    Together they are sixty times the own minutes less those of the baseline.

    Attributes:
        inclusion: who is let in.
        method: how hours are set, with the amounts that the method reads.
        periods: periods and duration.
        tailoring: room for tailoring.
        other_rules: everything else.
    """

    inclusion: int
    method: int
    periods: int
    tailoring: int
    other_rules: int


GROUPS: Final = GroupEffects._fields
#: A method put back without the amounts that it reads is a policy that nobody can work with.
_GROUP_OF_TOPIC: Final[Mapping[str, str]] = MappingProxyType(
    {
        "inclusion": "inclusion",
        "intensity_method": "method",
        "budgets": "method",
        "periods": "periods",
        "tailoring": "tailoring",
    }
)
_READ_BY_CRITERIA: Final = frozenset(name for each in CRITERIA for name in each.parameters)


@dataclass(frozen=True, slots=True)
class EffectColumns:
    """The effects of many cases: `seconds` has a row for each group and a column for each case.

    They are nought where not `known`: where any of the policies in between tells no hours.
    """

    seconds: NDArray[np.int64]
    known: Mask

    def of_each(self) -> list[GroupEffects | None]:
        """The effects case by case; None where they are not known."""
        known = self.known.tolist()
        every = map(GroupEffects, *self.seconds.tolist())
        return [one if told else None for one, told in zip(every, known, strict=True)]


def group_of(parameter: str) -> str:
    """The group of rules that a parameter belongs to, by its harmonisation topic."""
    return _GROUP_OF_TOPIC.get(PARAMETERS[parameter].topic, "other_rules")


def groups_that_differ(own: Profile, baseline: Profile) -> Mapping[str, Names]:
    """By group, the parameters that differ and that the hours of a case may rest on."""
    differing = own.differences_from(baseline)
    methods = {plan_of(own).method, plan_of(baseline).method}
    read = _READ_BY_CRITERIA.union(read_for_the_hours(differing, methods))
    found: dict[str, list[str]] = {}
    for name in differing:
        if name in read:
            found.setdefault(group_of(name), []).append(name)
    return {group: tuple(found[group]) for group in GROUPS if group in found}


def group_effects(frame: CaseFrame, *, own: Profile, baseline: Profile) -> EffectColumns:
    """What each group of rules of `own` does against `baseline`, for every case of `frame`.

    One case is a frame of one row. Groups that differ nowhere do nothing and are not tried, so
    that two to thirty-two policies are worked through.
    """
    groups = groups_that_differ(own, baseline)
    places = [GROUPS.index(group) for group in groups]
    seconds: NDArray[np.int64] = np.zeros((len(GROUPS), frame.n), dtype=np.int64)
    known = np.ones(frame.n, dtype=bool)
    for chosen in range(1 << len(groups)):
        minutes = evaluate(frame, _between(own, baseline, groups, chosen)).minutes
        known &= minutes >= 0
        for bit, place in enumerate(places):
            seconds[place] += _weight(chosen, bit, len(groups)) * minutes
    seconds *= known
    return EffectColumns(seconds, known)


def _between(own: Profile, baseline: Profile, groups: Mapping[str, Names], chosen: int) -> Profile:
    """The baseline with the groups of the own policy whose bit is set in `chosen`."""
    if chosen == 0:
        return baseline
    if chosen == (1 << len(groups)) - 1:
        return own
    taken = [names for bit, names in enumerate(groups.values()) if chosen >> bit & 1]
    return replaced(baseline, own, [name for names in taken for name in names])


def _weight(chosen: int, bit: int, groups: int) -> int:
    """By how much the hours under `chosen` groups count for the effect of one, in sixtieths.

    Of all orders, those in which exactly the others of `chosen` come before it: with five groups
    12, 3, 2, 3 and 12 by how many do; less where it is not among them.
    """
    is_in = chosen >> bit & 1
    before = chosen.bit_count() - is_in
    share = _SECONDS_OF_A_MINUTE // (groups * comb(groups - 1, before))
    return share if is_in else -share
