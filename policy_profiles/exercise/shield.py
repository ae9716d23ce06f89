"""How often an answer was given, shown so that nobody's own answer can be worked out.

Three things give an answer away: a count of one or two, a count that is nearly everybody (who said
otherwise then knows what all others said), and what is left when the rest is subtracted. A reader
is taken to know these rules, and their own answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Counts below this are not shown, as elsewhere inside an organisation.
LIMIT: Final = 3
#: With fewer assessors nothing is shown at all.
FEWEST_ASSESSORS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCount:
    """A count between two limits; where they are the same, that is the count."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Whether the count itself is told."""
        return self.low == self.high

    @property
    def is_few(self) -> bool:
        """Whether no more is told than that it is below the limit, nought included."""
        return self.high < LIMIT


def shown_counts(counts: Mapping[str, int]) -> Mapping[str, ShownCount]:
    """Give what is told of counts that together are all assessors, at least five.

    Exact where that leaves at least three others; else only that it is few, or that it is most.
    Where the few could be subtracted from what is told, nothing is told but few or not few. (Each
    of the answers given by exactly two can be recognised; nobody is known by that.)
    """
    everybody = sum(counts.values())
    most = everybody - LIMIT
    shown = {answer: _shown(count, most, everybody) for answer, count in counts.items()}
    few = [counts[answer] for answer, each in shown.items() if each.is_few]
    is_told = len(few) == 1 or (few and sum(few) >= len(few) * (LIMIT - 1) - 1)
    if not is_told:
        return shown
    rough = ShownCount(low=LIMIT, high=everybody)
    return {answer: each if each.is_few else rough for answer, each in shown.items()}


def _shown(count: int, most: int, everybody: int) -> ShownCount:
    if count < LIMIT:
        return ShownCount(low=0, high=LIMIT - 1)
    if count > most:
        return ShownCount(low=max(LIMIT, most + 1), high=everybody)
    return ShownCount(low=count, high=count)
