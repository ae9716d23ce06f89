"""What a group of organisations gives away about its members: dominance, and what is left over."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.disclosure.tables import Counts, Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberParts:
    """A part of each member's cells, as it is and as it would be shown; the first axis is members.

    `hidden` is what the members' own tables hide (tables.hidden_parts); cells where even the whole
    is hidden or nought are not `counted` in any group.
    """

    part: Counts
    whole: Counts
    rounded_part: Counts
    counted: Mask
    hidden: Mask


def is_dominated(member_cases: Sequence[int], *, largest_share: Fraction) -> bool:
    """Tell whether one member has more than `largest_share` of a group's cases.

    Such a figure would be that one organisation's under the group's name.
    """
    whole = sum(member_cases)
    return whole > 0 and Fraction(max(member_cases), whole) > largest_share


def hide_among_members(
    parts: MemberParts, *, groups: Sequence[Sequence[int]], rules: DisclosureRules
) -> Mask:
    """Return `parts.hidden` extended so that no member follows from a group minus the others.

    A hidden small part must keep an interval of `rules.width` after the group's figure and the
    other members' are known, each only to within rounding. Where it does not, the member with the
    fewest cases is hidden too. Groups may overlap: repeated until nothing changes.
    """
    hidden = parts.hidden.copy()
    changed = True
    while changed:
        changed = False
        for group in groups:
            members = np.asarray(group, dtype=np.int64)
            changed |= _hide_one_more(hidden, parts, members, rules)
    return hidden


def _hide_one_more(
    hidden: Mask, parts: MemberParts, members: Counts, rules: DisclosureRules
) -> bool:
    """Hide one more member in every cell of the group that needs it; tell whether any did."""
    counted = parts.counted[members]
    part = np.where(counted, parts.part[members], 0)
    rest = np.where(counted, parts.whole[members] - parts.part[members], 0)
    concealed = hidden[members] & counted
    off = np.where(counted, parts.rounded_part[members] - part, 0)
    up = np.where(concealed, rest, np.where(counted, rules.slack + off, 0))
    down = np.where(concealed, part, np.where(counted, rules.slack - off, 0))
    # Of the group's own rounding nothing is assumed: without it the intervals are only narrower.
    others_up, others_down = up.sum(axis=0) - up, down.sum(axis=0) - down
    width = np.minimum(rest, others_down) + np.minimum(part, others_up)
    small = concealed & (np.minimum(part, rest) < rules.threshold)
    enough = np.minimum(part + rest, rules.width)
    group_shown = np.minimum(part.sum(axis=0), rest.sum(axis=0)) >= rules.threshold
    unsafe = (small & (width < enough)).any(axis=0) & group_shown
    can_join = counted & ~concealed & unsafe
    if not can_join.any():
        return False
    size = np.where(can_join, part + rest, np.iinfo(np.int64).max)
    smallest = np.argmin(size, axis=0)
    for cell in zip(*np.nonzero(can_join.any(axis=0)), strict=True):
        hidden[(members[smallest[cell]], *cell)] = True
    return True
