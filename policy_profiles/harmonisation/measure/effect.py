"""What a set of common values does to one policy of a group: who of the clients gains and loses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policy_profiles.harmonisation.measure.pieces import Changes, Pieces
from rulebook.ternary import NOT_KNOWN, NOT_MET


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Places of clients in `VIGNETTES`, by what becomes of them; `minutes` after less before.

    Who falls away is among `fewer` as well, and who comes in among `more`, if they have hours.
    Hours that the policy cannot tell, before or after, are in none of these and not in `minutes`.
    """

    more: tuple[int, ...]
    fewer: tuple[int, ...]
    gained: tuple[int, ...]
    lost: tuple[int, ...]
    minutes: int


def effect_of(pieces: Pieces, changes: Changes) -> Effect:
    """Lay the answers with a set of changes beside those without."""
    before, after = pieces.answered(frozenset()), pieces.answered(changes)
    told = (before.minutes >= 0) & (after.minutes >= 0)
    minutes = np.where(told, after.minutes - before.minutes, 0)
    granted_before, granted_after = before.verdict > NOT_KNOWN, after.verdict > NOT_KNOWN
    return Effect(
        more=_places(minutes > 0),
        fewer=_places(minutes < 0),
        gained=_places((before.verdict == NOT_MET) & granted_after),
        lost=_places(granted_before & (after.verdict == NOT_MET)),
        minutes=int(minutes.sum()),
    )


def _places(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(np.flatnonzero(mask).tolist())
