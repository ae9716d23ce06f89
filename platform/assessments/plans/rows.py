"""What reads of plans and talks give: frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from assessments.plans.codes import DONE, AgreementStatus, GoalOutcome
from assessments.plans.rules import GoalValues


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """A goal of a version; `outcome` is the latest that was recorded, empty without one."""

    key: UUID
    values: GoalValues
    is_carried: bool
    outcome: str
    seen_on: date | None

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to work on."""
        return self.outcome in DONE

    @property
    def outcome_label(self) -> str:
        """The outcome in words; empty without one."""
        return str(GoalOutcome(self.outcome).label) if self.outcome else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One version of a plan with its goals, in order."""

    version: int
    limitation: str
    signed_on: date | None
    written_by: UUID | None
    written_at: datetime
    goals: tuple[GoalRow, ...]

    @property
    def minutes(self) -> int:
        """The hours of all goals together."""
        return sum(goal.values.minutes for goal in self.goals)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """That a version was written: when and by whom."""

    version: int
    written_by: UUID | None
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """Who does what by when."""

    id: UUID
    who: str
    what: str
    by_when: date
    status: str
    done_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status == AgreementStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """A four-way talk with its agreements; `minutes` is its report in words."""

    id: UUID
    held_on: date
    participants: tuple[str, ...]
    minutes: str
    next_on: date | None
    agreements: tuple[AgreementRow, ...]

    @property
    def open_agreements(self) -> int:
        """How many agreements are still to be done."""
        return sum(agreement.is_open for agreement in self.agreements)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationRow:
    """The investigation phase: its days, its hours, and what was not known when it began."""

    starts_on: date
    ends_on: date
    most_minutes: int
    not_known: tuple[str, ...]

    def days_left(self, today: date) -> int:
        """Give the days until it ends, the last one included; negative where it is over."""
        return (self.ends_on - today).days + 1


Results = Mapping[UUID, tuple[str, date]]
