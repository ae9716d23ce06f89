"""What changes in rights for somebody who moved: the policy left and the own policy of today."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from assessments.moving.models import Direction
from assessments.moving.models import Transfer as Kept
from assessments.moving.transfer_file.content import RIGHTS, Transfer, transfer_in
from assessments.moving.transfer_file.goals import SentGoal
from assessments.plans.forms import words_of
from assessments.plans.rules import refusals
from assessments.queries import CaseRow
from rulebook.facts import FactValue
from rulebook.finding import Finding, find
from rulebook.own_words import NOT_STATED
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile
from rulebook.wording import parameter_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One rule under both policies; empty where a policy does not state it."""

    label: str
    there: str
    here: str

    @property
    def differs(self) -> bool:
        """Whether it is another rule here."""
        return self.there != self.here


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedGoal:
    """A goal that came along, and what the own policy refuses of it, in words."""

    goal: SentGoal
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A received transfer beside the finding under the own policy, on the facts of now."""

    transfer: Transfer
    here: Finding
    rights: tuple[Right, ...]
    goals: tuple[MovedGoal, ...]


def was_received(*, case_id: UUID) -> bool:
    """Answer whether a case was opened from a file of another organisation."""
    return Kept.objects.filter(case_id=case_id, direction=Direction.RECEIVED).exists()


def received(*, case: CaseRow, profile: Profile, language: str) -> Moved | None:
    """Give what a case came with and what changes; None where it came from nobody.

    Args:
        case: the case that was opened from a file, with its facts as they are now.
        profile: the own policy.
        language: in which the rules are said.
    """
    kept = Kept.objects.filter(case_id=case.id, direction=Direction.RECEIVED).first()
    if kept is None:
        return None
    transfer = transfer_in(kept.content)
    facts: dict[str, FactValue] = dict(case.facts)
    if transfer.facts.get("support_start") and "received_on" not in facts:
        facts["received_on"] = facts.get("support_start", transfer.facts["support_start"])
    return Moved(
        transfer=transfer,
        here=find(facts, profile),
        rights=tuple(_right(name, transfer, profile, language) for name in RIGHTS),
        goals=tuple(_goal(each, len(transfer.goals) - 1, profile) for each in transfer.goals),
    )


def _goal(goal: SentGoal, others: int, profile: Profile) -> MovedGoal:
    found = refusals(goal.carried, others=others, profile=profile)
    return MovedGoal(goal=goal, refused=tuple(words_of(each, profile) for each in found))


def _right(name: str, transfer: Transfer, profile: Profile, language: str) -> Right:
    parameter = PARAMETERS[name]
    there = ""
    if name in transfer.rights:
        value = parameter.checked(transfer.rights[name])
        there = parameter_value(parameter, value, language)
    own = profile[name].value
    here = "" if own is NOT_STATED else parameter_value(parameter, own, language)
    return Right(label=parameter.label.in_language(language), there=there, here=here)
