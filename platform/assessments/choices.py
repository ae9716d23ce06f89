"""What a consultant may decide, held against the advice before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assessments.codes import (
    FACTS_MISSING,
    TAILORING,
    DecisionOutcome,
    DeviationReason,
    had_advice,
)
from rulebook.conclusion import Found
from rulebook.facts import FACT_BY_NAME

MOST_MINUTES = FACT_BY_NAME["goal_hours"].largest
_DAYS_IN_WEEK = 7
_WEEKS_IN_YEAR = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class AsAdvised:
    """Decide what the tenant's own rules advise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """Decide something else, for a coded reason; `outcome` is grant_otherwise or refuse."""

    outcome: str
    reason: str
    minutes: int = 0
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveAside:
    """Leave the application aside, because what was asked for did not come (Awb 4:5).

    Whether the day for it has come is said by the clock: see `leaving_aside`.
    """


Choice = AsAdvised | Otherwise | LeaveAside


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A choice that can be written: outcome, minutes, period and reason."""

    outcome: str
    minutes: int
    starts_on: date | None
    ends_on: date | None
    reason: str


class ChoiceRefused(ValueError):
    """A choice cannot be a decision; `field` names what must be put right."""

    field = ""


class AdviceNotKnown(ChoiceRefused):
    """There is no advice to follow yet."""

    field = "choice"

    def __init__(self, questions: tuple[str, ...]) -> None:
        asked = ", ".join(questions) or "nothing; the policy does not tell the hours"
        super().__init__(
            f"The rules give no answer yet. Still to be asked: {asked}. Fill that in, or decide "
            "otherwise with a reason."
        )
        self.questions = questions


class NotADeviation(ChoiceRefused):
    """What was chosen as otherwise is what the rules advise."""

    field = "choice"

    def __init__(self) -> None:
        super().__init__("This is what the rules advise: choose as advised.")


class ReasonMissing(ChoiceRefused):
    """Deciding otherwise, or without an advice, for no reason that fits would be arbitrary."""

    field = "reason"

    def __init__(self, reasons: tuple[DeviationReason, ...]) -> None:
        super().__init__(f"Give one of the reasons {', '.join(reasons)}.")
        self.is_tailoring = reasons == TAILORING


class MinutesRefused(ChoiceRefused):
    """The hours are nought or more than can be."""

    field = "minutes"

    def __init__(self, given: int) -> None:
        super().__init__(f"Give more than 0 and at most {MOST_MINUTES} minutes.")
        self.is_too_many = given > MOST_MINUTES


class MoreThanWorked(ChoiceRefused):
    """More hours of coaching than hours of work in the period."""

    field = "minutes"

    def __init__(self, worked: int) -> None:
        super().__init__(
            f"In this period there are {worked} minutes of work: grant fewer, or a longer period."
        )
        self.worked = worked


class PeriodRefused(ChoiceRefused):
    """The period has no first or last day, or ends before it starts."""

    field = "ends_on"

    def __init__(self, field: str) -> None:
        super().__init__("Give a first and a last day; the last is not before the first.")
        self.field = field


def is_advised(finding: Found) -> bool:
    """Answer whether there is an advice to follow."""
    return finding.verdict != "not_known" and finding.minutes is not None


def questions_for_advice(finding: Found) -> tuple[str, ...]:
    """Give the facts that keep the rules from an advice; none where there is one."""
    if is_advised(finding):
        return ()
    return finding.questions if finding.verdict == "not_known" else finding.hours_questions


def deviates(outcome: str, finding: Found) -> bool:
    """Answer whether deciding this, other than as advised, goes against what the rules say."""
    return had_advice(outcome=outcome, verdict=finding.verdict, minutes=finding.minutes)


def reasons_for(outcome: str, finding: Found) -> tuple[DeviationReason, ...]:
    """Give the reasons that fit deciding this, other than as advised.

    Where nothing is left to ask and there is still no advice, the policy itself is silent.
    """
    if deviates(outcome, finding):
        return TAILORING
    return FACTS_MISSING if questions_for_advice(finding) else (DeviationReason.POLICY_SILENT,)


def refusals(choice: Choice, finding: Found) -> tuple[ChoiceRefused, ...]:
    """Give everything that keeps a choice from being a decision; nothing when it can be one."""
    if isinstance(choice, LeaveAside):
        return ()
    if isinstance(choice, AsAdvised):
        return () if is_advised(finding) else (AdviceNotKnown(finding.questions),)
    return tuple(_refusals(choice, finding))


def resolved(choice: Choice, finding: Found) -> Resolved:
    """Give what the choice comes down to, held against the finding of the tenant's own rules.

    Raises:
        AdviceNotKnown, NotADeviation, ReasonMissing, MinutesRefused, MoreThanWorked,
        PeriodRefused: the choice cannot be a decision; the first of its `refusals`.
    """
    for refused in refusals(choice, finding):
        raise refused
    if isinstance(choice, AsAdvised):
        return _as_advised(finding)
    if isinstance(choice, LeaveAside):
        return Resolved(
            outcome=DecisionOutcome.INCOMPLETE, minutes=0, starts_on=None, ends_on=None, reason=""
        )
    refuses = choice.outcome == DecisionOutcome.REFUSE
    return Resolved(
        outcome=DecisionOutcome.REFUSE if refuses else DecisionOutcome.GRANT_OTHERWISE,
        minutes=0 if refuses else choice.minutes,
        starts_on=None if refuses else choice.starts_on,
        ends_on=None if refuses else choice.ends_on,
        reason=choice.reason,
    )


def _as_advised(finding: Found) -> Resolved:
    refuses = finding.verdict == "not_met"
    return Resolved(
        outcome=DecisionOutcome.REFUSE if refuses else DecisionOutcome.GRANT,
        minutes=finding.minutes or 0,
        starts_on=None if refuses else finding.support_start,
        ends_on=None if refuses else finding.support_end,
        reason="",
    )


def _refusals(choice: Otherwise, finding: Found) -> Iterator[ChoiceRefused]:
    fitting = reasons_for(choice.outcome, finding)
    if choice.reason not in fitting:
        yield ReasonMissing(fitting)
    if choice.outcome == DecisionOutcome.REFUSE:
        if finding.verdict == "not_met":
            yield NotADeviation()
        return
    if not 0 < choice.minutes <= MOST_MINUTES:
        yield MinutesRefused(choice.minutes)
    card = finding.facts.get("request_kind") == "punch_card"
    if not (card and choice.starts_on is None and choice.ends_on is None):
        yield from _period_refusals(choice, finding)
    same = (choice.minutes, choice.starts_on, choice.ends_on) == (
        finding.minutes,
        finding.support_start,
        finding.support_end,
    )
    if same and finding.verdict in ("met", "met_with_obligation"):
        yield NotADeviation()


def _period_refusals(choice: Otherwise, finding: Found) -> Iterator[ChoiceRefused]:
    if choice.starts_on is None:
        yield PeriodRefused("starts_on")
    if choice.ends_on is None:
        yield PeriodRefused("ends_on")
    if choice.starts_on is None or choice.ends_on is None:
        return
    if choice.ends_on < choice.starts_on:
        yield PeriodRefused("ends_on")
        return
    worked = _worked(finding, (choice.ends_on - choice.starts_on).days + 1)
    if worked is not None and worked < choice.minutes <= MOST_MINUTES:
        yield MoreThanWorked(worked)


def _worked(finding: Found, days: int) -> int | None:
    """Minutes of work in a number of days, rounded up; None where the hours are not known."""
    yearly, weekly = finding.facts.get("yearly_hours"), finding.facts.get("weekly_hours")
    if isinstance(yearly, int):
        return -(-yearly * days // (_WEEKS_IN_YEAR * _DAYS_IN_WEEK))
    return -(-weekly * days // _DAYS_IN_WEEK) if isinstance(weekly, int) else None
