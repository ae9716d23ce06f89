"""What a policy says of the few things that somebody told of themselves. Pure: no Django.

It is no decision and keeps nothing. What was not asked is named as still to be asked, so that a
"fits" never promises anything; and what does not fit never tells anybody not to apply.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rulebook.explanation import render
from rulebook.facts import FactValue
from rulebook.finding import find
from rulebook.profile import Profile

#: The criteria that the questions can answer; what asks for a judgement is not among them.
ASKED: Final = (
    "target_group",
    "register_gate",
    "work_situation",
    "contract_form",
    "contract_duration",
    "weekly_hours",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What fits, what does not, and what is not known yet: sentences that say "you"."""

    fits: tuple[str, ...]
    does_not: tuple[str, ...]
    not_known: tuple[str, ...]

    @property
    def outcome(self) -> str:
        """What it comes to: "does_not", "not_known" or "fits"."""
        if self.does_not:
            return "does_not"
        return "not_known" if self.not_known else "fits"

    def __repr__(self) -> str:
        """Leave what somebody told out of logs and tracebacks."""
        return "Tried(…)"


def tried(
    told: Mapping[str, FactValue | None], *, own: Profile, today: date, language: str
) -> Tried:
    """Work what was told through the own policy, as an application of today."""
    facts: dict[str, FactValue | None] = {
        "request_kind": "first",
        "received_on": today,
        "support_start": today,
        **{name: value for name, value in told.items() if value is not None},
    }
    said = render(find(facts, own), language, to_person=True)
    by_outcome: dict[str, list[str]] = {"met": [], "not_met": [], "not_known": []}
    for reason in said.reasons:
        if reason.code in ASKED:
            by_outcome.setdefault(reason.outcome, []).append(reason.sentence)
    return Tried(
        fits=tuple(by_outcome["met"]),
        does_not=tuple(by_outcome["not_met"]),
        not_known=tuple(by_outcome["not_known"]),
    )
