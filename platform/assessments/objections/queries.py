"""Reads of objections and appeals: those of a case, the open ones, and their terms."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from assessments.objections.anew import anew_after, still_open
from assessments.objections.clock import decide_by, suspended_days
from assessments.objections.codes import (
    CHANGES_THE_DECISION,
    Correction,
    Kind,
    LateReason,
    LodgedBy,
    NotHeard,
    Outcome,
    OutcomeReason,
)
from assessments.objections.models import Objection, ObjectionStep
from assessments.objections.status import Change, ObjectionStatus
from assessments.objections.takers import takers_behind


class ObjectionUnknown(LookupError):
    """There is no such objection or appeal against the decision on this case."""

    def __init__(self) -> None:
        super().__init__("There is no such objection or appeal: look at the decision again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One dated step; what has a code has it in words as well."""

    change: Change
    day: date
    until: date | None
    not_heard: str
    not_heard_code: NotHeard | None
    outcome: Outcome | None
    outcome_reason: str
    outcome_code: OutcomeReason | None
    new_number: str
    correction: str
    recorded: tuple[datetime, UUID]

    @property
    def outcome_label(self) -> str:
        """How it ended, in words; empty where this step ended nothing."""
        return str(self.outcome.label) if self.outcome else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRow:
    """An objection or appeal with its steps; `ends_on` None where no term of ours runs.

    `posted_on` is the day on the postmark, where that was asked for. `suspended` is on how many
    days the term to decide stood still, or will have, for what is lacking.
    `taken_by` is who took the decision that it is against, or one that this came in the place of,
    with who agreed to it. `new_number` is of the case in which a new decision is taken, empty where
    there is none; `may_open_new` whether one can be opened.
    """

    id: UUID
    number: str
    client_reference: str
    kind: Kind
    lodged_by: LodgedBy
    received_on: date
    sent_on: date
    last_day: date
    posted_on: date | None
    late_reason: LateReason | None
    with_committee: bool
    status: ObjectionStatus
    ends_on: date | None
    suspended: int
    taken_by: frozenset[UUID]
    steps: tuple[StepRow, ...]
    new_number: str
    may_open_new: bool

    @property
    def kind_label(self) -> str:
        """Objection or appeal, in words."""
        return str(self.kind.label)

    @property
    def lodged_by_label(self) -> str:
        """Who, in words."""
        return str(self.lodged_by.label)

    @property
    def late_label(self) -> str:
        """What is thought of its lateness; empty where it came in time."""
        return str(self.late_reason.label) if self.late_reason else ""

    @property
    def status_label(self) -> str:
        """Where it stands, in words."""
        return str(self.status.label)

    @property
    def asked_on(self) -> date | None:
        """The day on which it was asked to mend what is lacking (Awb 6:6)."""
        return next((step.day for step in self.steps if step.change is Change.ASK), None)

    @property
    def mend_by(self) -> date | None:
        """The last day that was given to mend it."""
        return next((step.until for step in self.steps if step.change is Change.ASK), None)

    @property
    def mended_on(self) -> date | None:
        """The day on which it was mended."""
        return next((step.day for step in self.steps if step.change is Change.MEND), None)

    @property
    def sent_elsewhere_on(self) -> date | None:
        """The day on which the decision on it went, where that was outside Meetlat.

        One that was put on record wrongly is set right by the step that was recorded last.
        """
        last = self.last_told_sent
        return last.day if last else None

    @property
    def last_told_sent(self) -> StepRow | None:
        """The step that says on which day it went outside Meetlat, as far as is known now."""
        told = [step for step in self.steps if step.change in (Change.SENT, Change.CORRECT)]
        return max(told, key=lambda step: step.recorded, default=None)

    @property
    def ended(self) -> StepRow | None:
        """The step that ended it."""
        return next((step for step in self.steps if step.outcome), None)

    @property
    def changes_decision(self) -> bool:
        """Whether the decision does not stand as it was."""
        return self.ended is not None and self.ended.outcome in CHANGES_THE_DECISION


def objections_of(*, case_id: UUID) -> tuple[ObjectionRow, ...]:
    """Give what was lodged against the decision on a case, the last one first."""
    found = _whole(Objection.objects.filter(decision__case_id=case_id))
    return tuple(_row(each) for each in found.order_by("-received_on", "-id"))


def objection(*, case_id: UUID, objection_id: UUID) -> ObjectionRow:
    """Give one objection or appeal against the decision on a case.

    Raises:
        ObjectionUnknown: there is no such one.
    """
    found = _whole(Objection.objects.filter(pk=objection_id, decision__case_id=case_id)).first()
    if found is None:
        raise ObjectionUnknown
    return _row(found)


def objection_before(*, new_case_id: UUID) -> ObjectionRow | None:
    """Give the objection or appeal after which a case was opened to decide anew; None elsewhere."""
    found = _whole(Objection.objects.filter(steps__new_case_id=new_case_id)).first()
    return _row(found) if found else None


def answered_in(*, new_case_id: UUID) -> tuple[ObjectionRow, ...]:
    """Give each objection or appeal that the decision on a case answers, who opened it first."""
    before = objection_before(new_case_id=new_case_id)
    if before is None:
        return ()
    beside = Objection.objects.filter(decision__case__number=before.number, kind=before.kind)
    rows = [_row(each) for each in _whole(beside.exclude(pk=before.id)).order_by("id")]
    return (before, *(row for row in rows if row.new_number == before.new_number))


def open_objections() -> tuple[ObjectionRow, ...]:
    """Give everything that is open: what has to be decided first comes first."""
    found = _whole(still_open())
    return tuple(sorted(map(_row, found), key=lambda row: (row.ends_on or date.max, row.number)))


def open_count() -> int:
    """Give how many objections and appeals are open."""
    return still_open().count()


def is_open(*, objection_id: UUID) -> bool:
    """Whether an objection or appeal waits for an outcome, a new decision or a letter of it."""
    return still_open().filter(pk=objection_id).exists()


def is_under_way(*, decision_id: UUID) -> bool:
    """Whether an objection or appeal against a decision is open."""
    open_ones = Objection.objects.exclude(status=ObjectionStatus.ENDED)
    return open_ones.filter(decision_id=decision_id).exists()


def was_changed(*, decision_id: UUID) -> bool:
    """Whether an objection or appeal ended so that the decision does not stand as it was."""
    return ObjectionStep.objects.filter(
        objection__decision_id=decision_id, outcome__in=CHANGES_THE_DECISION
    ).exists()


def _whole(found: QuerySet[Objection]) -> QuerySet[Objection]:
    whole = found.select_related("decision__case__after_objection", "decision__agreement")
    return whole.prefetch_related("steps__new_case", "decision__objections__steps__new_case")


def _row(found: Objection) -> ObjectionRow:
    steps = sorted(found.steps.all(), key=lambda step: (step.day, step.id))
    case, suspended = found.decision.case, _suspended(found, steps)
    anew = anew_after(found, steps)
    return ObjectionRow(
        id=found.id,
        number=case.number,
        client_reference=case.client_reference,
        kind=Kind(found.kind),
        lodged_by=LodgedBy(found.lodged_by),
        received_on=found.received_on,
        sent_on=found.sent_on,
        last_day=found.last_day,
        posted_on=found.posted_on,
        late_reason=LateReason(found.late_reason) if found.late_reason else None,
        with_committee=found.with_committee,
        status=ObjectionStatus(found.status),
        ends_on=None if found.kind != Kind.OBJECTION else _ends_on(found, steps, suspended),
        suspended=suspended,
        taken_by=takers_behind(found.decision),
        steps=tuple(_step(step) for step in steps),
        new_number=anew.number,
        may_open_new=anew.may_open,
    )


def _ends_on(found: Objection, steps: list[ObjectionStep], suspended: int = 0) -> date:
    """The last day to decide on an objection; a court has terms of its own."""
    return decide_by(
        last_day=found.last_day,
        with_committee=found.with_committee,
        adjourned=any(step.change == Change.ADJOURN for step in steps),
        suspended=suspended,
    )


def _suspended(found: Objection, steps: list[ObjectionStep]) -> int:
    """Give no days where it was asked once the term was over: what ended cannot stand still."""
    by_change = {step.change: step for step in steps}
    asked, mended = by_change.get(Change.ASK), by_change.get(Change.MEND)
    if asked is None or asked.until is None or asked.day > _ends_on(found, steps):
        return 0
    return suspended_days(
        last_day=found.last_day,
        asked_on=asked.day,
        mend_by=asked.until,
        mended_on=mended.day if mended else None,
    )


def _step(step: ObjectionStep) -> StepRow:
    reason = OutcomeReason(step.outcome_reason).label if step.outcome_reason else ""
    return StepRow(
        change=Change(step.change),
        day=step.day,
        until=step.until,
        not_heard=str(NotHeard(step.not_heard).label) if step.not_heard else "",
        not_heard_code=NotHeard(step.not_heard) if step.not_heard else None,
        outcome=Outcome(step.outcome) if step.outcome else None,
        outcome_reason=str(reason),
        outcome_code=OutcomeReason(step.outcome_reason) if step.outcome_reason else None,
        new_number=step.new_case.number if step.new_case else "",
        correction=str(Correction(step.correction).label) if step.correction else "",
        recorded=(step.recorded_at, step.id),
    )
