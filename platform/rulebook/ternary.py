"""Three answers: not met, not known, met; and met by an exception that leaves an obligation."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.text import Text

Outcomes = NDArray[np.int8]

NOT_MET: Final = 0
NOT_KNOWN: Final = 1
MET_WITH_OBLIGATION: Final = 2
MET: Final = 3

#: The names that leave the rulebook, in the order of the numbers.
OUTCOME_NAMES: Final = ("not_met", "not_known", "met_with_obligation", "met")
OUTCOME_LABELS: Final = (
    Text("voldoet niet", "not met"),
    Text("nog niet bekend", "not yet known"),
    Text("voldoet, met een verplichting", "met, with an obligation"),
    Text("voldoet", "met"),
)


def yes_is_met(answers: Outcomes) -> Outcomes:
    """Answers of a yes/no column (not known, no, yes: 0, 1, 2) as outcomes: 1, 0, 3."""
    outcome: Outcomes = answers ^ np.int8(1)
    return outcome


def no_is_met(answers: Outcomes) -> Outcomes:
    """The same where "no" is the answer that meets: 1, 3, 0."""
    met: Outcomes = (answers == 1).view(np.int8)
    met *= np.int8(MET)
    met |= (answers == 0).view(np.int8)
    return met


def all_of(*outcomes: Outcomes) -> Outcomes:
    """The conjunction: the least favourable answer counts."""
    least = outcomes[0]
    for other in outcomes[1:]:
        least = np.minimum(least, other)
    return least


def any_of(*outcomes: Outcomes) -> Outcomes:
    """The disjunction: the most favourable answer counts."""
    most = outcomes[0]
    for other in outcomes[1:]:
        most = np.maximum(most, other)
    return most


def constant(outcome: int, n: int) -> Outcomes:
    """The same outcome for `n` cases, shared by whoever asks for it, so read-only."""
    return _constant(outcome, n)


@lru_cache(maxsize=32)
def _constant(outcome: int, n: int) -> Outcomes:
    outcomes = np.full(n, outcome, dtype=np.int8)
    outcomes.flags.writeable = False
    return outcomes
