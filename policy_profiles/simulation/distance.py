"""How far two asked policies are apart on the same cases, so that no answer is of few cases less.

Pure. Names: `moved` (place, and the name of a count: cases that are in one of the two only); `far`
(place: touched; dimension, class: exact); `gap` (place, measure, dimension, class: amounts of what
measures differ by); `rest` (place, dimension, class: cases and amounts of what is left of that when
a change that everybody of a need has is taken off: that of `dressed`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from policy_profiles.simulation.amounts import amounts
from policy_profiles.simulation.columns import Mask, Whole, differences
from policy_profiles.simulation.sides import Side
from policy_profiles.simulation.totals import EVERYONE, Owner

if TYPE_CHECKING:
    from policy_profiles.simulation.tally import Name, Worked

#: Minutes within which a change counts as the one that everybody has: measures are rounded.
_ALIKE = 2
_OF_GAP = 20


def between(
    place: str, earlier: Worked, own: Worked, owners: Sequence[tuple[Owner, Mask]]
) -> dict[Name, int]:
    """Give the distance of a question to an earlier one."""
    found: dict[Name, int] = {}
    for name in earlier.counts.keys() | own.counts.keys():
        left, right = earlier.counts.get(name), own.counts.get(name)
        one = next(column for column in (left, right) if column is not None)
        moved = one if left is None or right is None else left ^ right
        found["moved", place, *name] = int(moved.sum())
    return found | dict(_measured(place, earlier, own, owners))


def _measured(
    place: str, earlier: Worked, own: Worked, owners: Sequence[tuple[Owner, Mask]]
) -> Iterator[tuple[Name, int]]:
    left, right = earlier.side, own.side
    exact = (left.minutes != right.minutes) | (left.told != right.told)
    exact |= (left.days != right.days) | paid_otherwise(left, right)
    touched = differences(earlier.answers, own.answers).touched | exact
    yield ("far", place, "touched"), int(touched.sum())
    found = gaps(left, right)
    rest = rest_of(left, right, dressed(left, right, owners))
    for owner, mask in owners:
        yield ("far", place, *owner, "exact"), int(exact[mask].sum())
        for name, number in amounts(found["minutes"][mask]):
            yield ("gap", place, "minutes", *owner, name), number
        yield ("rest", place, *owner, "cases"), int((rest[mask] > 0).sum())
        for name, number in amounts(rest[mask]):
            yield ("rest", place, *owner, name), number
    for kind in found.keys() - {"minutes"}:
        for name, number in amounts(found[kind]):
            yield ("gap", place, kind, *EVERYONE, name), number


#: Where more of the cases than this share are otherwise, nothing is dressed there.
MOST_OTHERWISE = 0.05


def _alike_of(owners: Sequence[tuple[Owner, Mask]]) -> list[Mask]:
    """The cases of each need: policy treats those of a need alike more than any others."""
    found = [mask for owner, mask in owners if owner[0] == "need"]
    return found or [owners[0][1]]


def dressed(left: Side, right: Side, owners: Sequence[tuple[Owner, Mask]]) -> Whole:
    """Give the minutes of `left` with the change to `right` that everybody of a need has.

    As hours or as a share, whichever leaves fewer cases that are otherwise. Nobody's own change is
    in it: so it is the same whether or not there is somebody of whom it is another.
    """
    found = left.minutes.copy()
    for mask in _alike_of(owners):
        both = mask & (left.minutes > 0) & (right.minutes > 0)
        if both.any():
            one, other = left.minutes[both], right.minutes[both]
            here = mask & (left.minutes > 0)
            found[here] = _with_the_usual(left.minutes[here], one, other)
    return found


def _with_the_usual(minutes: Whole, one: Whole, other: Whole) -> Whole:
    more, times = int(np.median(other - one)), float(np.median(other / one))
    as_hours = int((~_is_usual(one + more, one, other)).sum())
    share = np.rint(one * times).astype(np.int64)
    as_share = int((~_is_usual(share, one, other)).sum())
    found: Whole = np.rint(minutes * times).astype(np.int64)
    return np.maximum(minutes + more, 0) if as_hours < as_share else found


def _is_usual(usual: Whole, one: Whole, other: Whole) -> Mask:
    """Mark the cases of which the change is the usual one, as measures are rounded."""
    found: Mask = np.abs(other - usual) <= _ALIKE + np.abs(other - one) // _OF_GAP
    return found


def rest_of(left: Side, right: Side, usual: Whole) -> Whole:
    """Give the minutes, without sign, of cases of which the change is another than the usual."""
    is_usual = _is_usual(usual, left.minutes, right.minutes) & (
        (left.minutes > 0) == (right.minutes > 0)
    )
    return np.where(is_usual, 0, np.abs(right.minutes - usual))


def gaps(left: Side, right: Side) -> dict[str, Whole]:
    """Give what two sides differ by in each measure, case by case; money where both have a tariff.

    Cents are of minutes times tariff, rounded down: as they are told, not as they are paid.
    """
    found = {"minutes": left.minutes - right.minutes, "days": left.days - right.days}
    if left.tariff is not None and right.tariff is not None:
        found["cents"] = (left.minutes * left.tariff - right.minutes * right.tariff) // 60
    return found


def paid_otherwise(left: Side, right: Side) -> Mask:
    """Mark the cases for which two sides come to another amount, or for which one has none."""
    has_both = left.tariff is not None and right.tariff is not None
    if not has_both or left.tariff == right.tariff:
        return np.zeros(len(left.minutes), dtype=bool)
    found: Mask = (left.minutes > 0) | (right.minutes > 0)
    return found
