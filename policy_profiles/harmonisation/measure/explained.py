"""Which values explain that two policies answer the clients differently, for many pairs at once.

The rule is that of `rulebook.attribution`: the fewest parameters of the other policy that turn an
answer into its own, single ones first, then pairs, else all that differ less each one that is not
needed; of several sets the first in the order of the policy sheet. An answer here is what distances
are measured on: verdict, provider check and hours, not the days of a period. The pieces of a policy
are worked once for all others that it is laid beside, so a group of twelve takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from policy_profiles.harmonisation.measure.held import Held
from policy_profiles.harmonisation.measure.pieces import Change, Changes, Pieces, may_show
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile

Names = tuple[str, ...]
_LARGEST_TRIED = 2
_SHOWN = tuple(name for name in PARAMETERS if may_show(name))


class Explanations:
    """What explains the differences between every two of a number of policies."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._holders = tuple(profiles)
        self._places = {Held(profile): place for place, profile in enumerate(profiles)}
        self._pieces = {held: Pieces(held.profile, self._holders) for held in self._places}

    def between(self, before: Profile, after: Profile) -> tuple[Names, ...]:
        """Give per client the names that turn the answer of `before` into that of `after`."""
        pieces = self._pieces[Held(before)]
        differing = [
            (name, self._first_with(name, after))
            for name in _SHOWN
            if before[name].value != after[name].value
        ]
        goal = _rows(self._pieces[Held(after)], frozenset())
        open_rows = (_rows(pieces, frozenset()) != goal).any(axis=1)
        found: dict[int, Names] = {int(row): () for row in np.flatnonzero(~open_rows)}
        for changes in _small_sets(differing):
            if not open_rows.any():
                break
            hits = open_rows & (_rows(pieces, frozenset(changes)) == goal).all(axis=1)
            found |= {int(row): tuple(name for name, _ in changes) for row in np.flatnonzero(hits)}
            open_rows &= ~hits
        for row in np.flatnonzero(open_rows).tolist():
            found[row] = _least(pieces, differing, row, goal)
        return tuple(found[row] for row in range(len(goal)))

    def _first_with(self, name: str, after: Profile) -> int:
        """The first policy that states this value: one change, whoever else has it too."""
        value = after[name].value
        return next(p for p, holder in enumerate(self._holders) if holder[name].value == value)


def _small_sets(differing: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    for size in range(1, _LARGEST_TRIED + 1):
        yield from combinations(differing, size)


def _least(pieces: Pieces, differing: Sequence[Change], row: int, goal: NDArray[np.int64]) -> Names:
    """A set of which no member can be left out, for one client."""
    needed = list(differing)
    for change in reversed(differing):
        fewer = [other for other in needed if other != change]
        if np.array_equal(_rows(pieces, frozenset(fewer))[row], goal[row]):
            needed = fewer
    return tuple(name for name, _place in needed)


def _rows(pieces: Pieces, changes: Changes) -> NDArray[np.int64]:
    """One row a client: verdict, provider check, minutes."""
    found = pieces.answered(changes)
    return np.column_stack([found.verdict, found.provider, found.minutes]).astype(np.int64)
