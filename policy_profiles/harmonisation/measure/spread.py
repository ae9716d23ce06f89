"""The spread of a group: how far the hours of its policies lie from the middle one, summed.

Of one client it is the sum over the policies of |minutes − median|, a refusal counting as nought;
of the group the sum over all clients. The median, because no number lies closer to all of them
together; every policy counts, where a range would see only the two at the ends. Whole minutes: of
an even number any point between the two in the middle gives the same sum.

Only clients take part of whom every policy of the group can tell the hours: not known is not
nought.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Minutes = NDArray[np.int64]


def told_by_all(answers: Sequence[Minutes]) -> NDArray[np.bool_]:
    """Whether every policy can tell the hours, for every client."""
    told: NDArray[np.bool_] = np.stack(list(answers)).min(axis=0) >= 0
    return told


def spread_by_client(answers: Sequence[Minutes]) -> Minutes:
    """Give the sum of |minutes − median| over the policies, for every client."""
    ordered = np.sort(np.stack(list(answers)), axis=0)
    half = len(ordered) // 2
    above: Minutes = ordered[len(ordered) - half :].sum(axis=0)
    below: Minutes = ordered[:half].sum(axis=0)
    return above - below


def spread_of(answers: Sequence[Minutes], among: NDArray[np.bool_]) -> int:
    """Give the spread of the group in minutes, over the clients that take part."""
    return int(spread_by_client(answers)[among].sum())
