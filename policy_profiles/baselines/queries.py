"""Reads for an organisation: which new baseline it has to look at, and what it answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from policy_profiles import queries as policy
from policy_profiles.baselines.models import BaselineAnswer
from policy_profiles.baselines.transition import ASKED, Choice, Transition
from policy_profiles.queries import NoProfileInForce
from policy_profiles.register.baselines import Baselines, BaselineVersion, baselines, label_of
from rulebook.text import Text


class NoNewBaseline(LookupError):
    """The policy in force stands on the newest baseline, or there is no other to come."""

    def __init__(self) -> None:
        super().__init__("There is no new baseline to look at: the policy stands on the newest.")


class BaselineDoesNotFit(NoNewBaseline):
    """The new baseline leaves out a table of which the policy sets some cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A new baseline that an organisation has to look at.

    Attributes:
        version: the new one.
        old_label: the version that the policy stands on.
        day: the first day on which both hold; from then the two differ.
        version_id: the organisation's version in force on that day.
        transition: from the one to the other.
        withdrawn_because: why the version that the policy stands on never holds; None if it does.
        later: those that begin after it: each gets a list of its own.
    """

    version: BaselineVersion
    old_label: str
    day: date
    version_id: UUID
    transition: Transition
    withdrawn_because: Text | None = None
    later: tuple[BaselineVersion, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The parameters that would change here, and so ask for a choice."""
        found = self.transition
        if found.unfit:
            return ()
        return tuple(name for name in found.parameters if found.stand_of(name) in ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """The answer that counts for one parameter."""

    choice: Choice
    reason: str
    note: str
    answered_by: UUID
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All answers that count, by parameter; `stand` rises with every answer that was ever given."""

    stand: int
    rows: Mapping[str, AnswerRow]

    @property
    def choices(self) -> dict[str, Choice]:
        """The choices by parameter."""
        return {name: row.choice for name, row in self.rows.items()}

    def missing(self, pending: Pending) -> tuple[str, ...]:
        """The parameters that ask for a choice and have none yet."""
        return tuple(name for name in pending.asked if name not in self.rows)


def pending_baseline(*, today: date | None = None) -> Pending | None:
    """Give the new baseline that the organisation has to look at first; None where there is none.

    One that holds today comes before one that is to come. A policy that was published already for
    the days of the new one, and stands on it, has been through it.
    """
    day = today or timezone.localdate()
    known = baselines()
    for version, first in _coming(known, day):
        found = _pending(known, version, first)
        if found is not None:
            return found
    return None


def this_baseline(label: str) -> Pending:
    """Give the new baseline to look at, if it is still the one of this version.

    Raises:
        NoNewBaseline: it is another, or there is none.
        BaselineDoesNotFit: the policy cannot lie on it as it is.
    """
    found = pending_baseline()
    if found is None or found.version.label != label:
        raise NoNewBaseline
    if found.transition.unfit:
        raise BaselineDoesNotFit
    return found


def answers_to(*, label: str) -> Answers:
    """Give what the organisation answered to a baseline: of each parameter the latest."""
    rows: dict[str, AnswerRow] = {}
    stand = 0
    for given in BaselineAnswer.objects.filter(baseline=label).order_by("number"):
        stand = given.number
        rows[given.parameter] = AnswerRow(
            choice=Choice(given.choice),
            reason=given.reason,
            note=given.note,
            answered_by=given.answered_by,
            answered_at=given.answered_at,
        )
    return Answers(stand=stand, rows=rows)


def given_reason(*, parameter: str, baseline: str) -> dict[str, str]:
    """Give the reason for which a value is kept, to begin with on the form of that value."""
    row = answers_to(label=baseline).rows.get(parameter)
    if row is None or row.choice is not Choice.KEEP or not row.reason:
        return {}
    return {"reden": row.reason}


def _coming(known: Baselines, day: date) -> list[tuple[BaselineVersion, date]]:
    """The one that holds on a day, and on later ones: on which another begins or never will.

    Who published ahead on a baseline that was withdrawn has to go to the one that does hold.
    """
    never = (each.version.valid_from for each in known.withdrawn)
    later = sorted({first for first in (*known.first_days(), *never) if first and first > day})
    return [(known.on(first), first) for first in (day, *later)]


def _pending(known: Baselines, version: BaselineVersion, day: date) -> Pending | None:
    try:
        pinned = policy.profile_on(on=day)
    except NoProfileInForce:
        return None
    layers = pinned.profile.layers
    if known.place_of(layers) >= known.versions.index(version) or pinned.version_id is None:
        return None
    region = tuple(layer for layer in layers if layer.kind == "region")
    below = (*version.profile(on=day).layers, *region)
    transition = Transition(policy=pinned.profile, below=below)
    if not transition.parameters:
        return None
    withdrawal = known.withdrawal_of(label_of(layers))
    return Pending(
        version=version,
        old_label=label_of(layers),
        day=day,
        version_id=pinned.version_id,
        transition=transition,
        withdrawn_because=withdrawal.reason if withdrawal else None,
        later=known.versions[known.versions.index(version) + 1 :],
    )
