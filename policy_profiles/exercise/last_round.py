"""The outcome of the last round of the exercise, for a page beside which it says something."""

from dataclasses import dataclass
from datetime import date

from policy_profiles.exercise.outcome import TooFewAssessors, outcome_of
from policy_profiles.exercise.queries import rounds
from policy_profiles.exercise.words import AlphaWords, alpha_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRound:
    """When it ended, and how far assessors agreed on the need, in the words of its own page."""

    ended_on: date
    need: AlphaWords


def last_round(*, on: date) -> LastRound | None:
    """Give the last round that is over and has an outcome; None where nothing was measured yet.

    It tells what the page of that round tells, and so nothing that could be worked out from both.
    """
    for row in rounds():
        if row.is_open(on=on):
            continue
        try:
            found = outcome_of(row=row, on=on)
        except TooFewAssessors:
            continue
        return LastRound(ended_on=row.ended_on, need=alpha_in_words("", found.need))
    return None
