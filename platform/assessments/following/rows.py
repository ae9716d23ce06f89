"""What reads of following give: frozen rows, with their codes in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.following.codes import (
    CoachReason,
    ContactWay,
    EvaluationOutcome,
    EvaluationPart,
    GoalReason,
    HandedOver,
    ObligationFollowUp,
    ObligationOutcome,
    SelfReliance,
    WageSource,
)
from assessments.following.stretches import Band, Stretch
from assessments.plans.codes import TOWARDS_OTHER_WORK, Activity, GoalOutcome, Participant

_DONE_AT: Mapping[str, str] = {
    ObligationFollowUp.ASSESSED_ANEW: "assessments:extension",
    ObligationFollowUp.ENDS: "assessments:changes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """Coaching that was done and not taken back."""

    id: UUID
    first_day: date
    last_day: date
    minutes: int
    activities: tuple[str, ...]
    goal_key: UUID | None
    headline: str
    recorded_by: UUID | None

    @property
    def in_words(self) -> str:
        """The activities in words."""
        return ", ".join(str(Activity(code).label) for code in self.activities)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A contact of the consultant."""

    on: date
    way: str
    with_whom: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """How and with whom."""
        people = ", ".join(str(Participant(code).label) for code in self.with_whom)
        return f"{ContactWay(self.way).label}: {people}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedGoalRow:
    """What an evaluation said of a goal."""

    goal_key: UUID
    outcome: str
    reason: str

    @property
    def in_words(self) -> str:
        """The outcome, and why a goal was let go."""
        outcome = str(GoalOutcome(self.outcome).label)
        return f"{outcome} ({GoalReason(self.reason).label})" if self.reason else outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """An evaluation with what it said of each goal."""

    held_on: date
    parts: tuple[str, ...]
    outcome: str
    self_reliance: int | None
    next_on: date | None
    goals: tuple[EvaluatedGoalRow, ...]

    @property
    def parts_in_words(self) -> str:
        """Of what it consisted."""
        return ", ".join(str(EvaluationPart(code).label) for code in self.parts)

    @property
    def outcome_label(self) -> str:
        """What it came to."""
        return str(EvaluationOutcome(self.outcome).label)

    @property
    def self_reliance_label(self) -> str:
        """The step of the scale in words; empty where it was not asked."""
        return str(SelfReliance(self.self_reliance).label) if self.self_reliance else ""

    def of(self, key: UUID) -> EvaluatedGoalRow | None:
        """Give what it said of a goal; None where it said nothing."""
        return next((goal for goal in self.goals if goal.goal_key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """Hours a week and wage value on a day; `from_decision`: as the decision knew them."""

    on: date
    weekly_minutes: int | None
    wage_value: int | None
    source: str
    from_decision: bool = False

    @property
    def source_label(self) -> str:
        """Where the wage value comes from."""
        return str(WageSource(self.source).label) if self.source else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRow:
    """An obligation to grow with its day, and the latest answer; `outcome` empty: none yet.

    `due` is the latest day: a later one may have been given.
    """

    criterion: str
    due: date
    outcome: str = ""
    follow_up: str = ""
    seen_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be answered: not yet, or later."""
        return not self.outcome or self.follow_up == ObligationFollowUp.LATER

    @property
    def leads_to(self) -> str:
        """The name of the page on which is done what follows; empty where nothing is to be done."""
        return _DONE_AT.get(self.follow_up, "")

    @property
    def in_words(self) -> str:
        """The answer and what follows; empty without one."""
        if not self.outcome:
            return ""
        outcome = ObligationOutcome(self.outcome).label
        return f"{outcome}. {ObligationFollowUp(self.follow_up).label}."


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachChangeRow:
    """That another coach took over; who they are stands in the register."""

    from_day: date
    reason: str
    earlier: tuple[UUID | None, UUID | None]
    later: tuple[UUID | None, UUID | None]
    handed_over: tuple[str, ...]
    open_agreements: tuple[UUID, ...]

    @property
    def reason_label(self) -> str:
        """Why, in words."""
        return str(CoachReason(self.reason).label)

    @property
    def handed_over_in_words(self) -> str:
        """What was handed over, in words."""
        return ", ".join(str(HandedOver(code).label) for code in self.handed_over)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPeriod:
    """A granted period with its bands."""

    stretch: Stretch
    bands: tuple[Band, ...]


def total_minutes(entries: Iterable[LogRow]) -> int:
    """Add up the minutes of log entries."""
    return sum(entry.minutes for entry in entries)


def used_by_goal(entries: Iterable[LogRow]) -> Mapping[UUID, int]:
    """Give the minutes that the log names for each goal."""
    found: dict[UUID, int] = {}
    for entry in entries:
        if entry.goal_key is not None:
            found[entry.goal_key] = found.get(entry.goal_key, 0) + entry.minutes
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class TowardsOtherWork:
    """Minutes of the log towards other work: that were nothing else, and with more in the entry."""

    alone: int
    mixed: int


def towards_other_work(entries: Iterable[LogRow]) -> TowardsOtherWork:
    """Give the minutes towards other work; what an entry holds beside it is not cut apart."""
    alone = mixed = 0
    for entry in entries:
        done = set(entry.activities)
        if done and done <= TOWARDS_OTHER_WORK:
            alone += entry.minutes
        elif done & TOWARDS_OTHER_WORK:
            mixed += entry.minutes
    return TowardsOtherWork(alone=alone, mixed=mixed)
