"""A question across organisations: one policy of the catalogue, one group, one year."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from benchmarking.across.catalogue import Policy

#: A question may be about as many years that are over, whether or not anything was decided in them.
YEARS_BACK: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of every organisation in a group; `year` is that of the decisions."""

    policy: Policy
    group: str
    year: int

    @property
    def subject(self) -> str:
        """The hash of the policy's values: what has the same is the same question."""
        return self.policy.profile.content_hash


def years_offered(*, today: date) -> tuple[int, ...]:
    """Give the years that can be asked about, the last one first: those that are over."""
    return tuple(range(today.year - 1, today.year - 1 - YEARS_BACK, -1))
