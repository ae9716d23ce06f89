"""Writes of objection and appeal: lodging one, its steps, and the case of a new decision."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments import later_events
from assessments.actions import open_case, save_facts
from assessments.later_events import Later
from assessments.letters.term import last_day_to_object
from assessments.models import Case
from assessments.objections.clock import decide_by
from assessments.objections.codes import (
    REASONS,
    Correction,
    Kind,
    Outcome,
)
from assessments.objections.codes import NotHeard as NotHeardReason
from assessments.objections.codes import OutcomeReason as EndReason
from assessments.objections.lodging import Lodged, check_days, check_kind
from assessments.objections.mending import check_mending, check_mending_before_the_end
from assessments.objections.models import Objection, ObjectionStep
from assessments.objections.new_decision import check_sent_corrected, check_sent_elsewhere
from assessments.objections.queries import (
    ObjectionRow,
    ObjectionUnknown,
    objection,
    objection_before,
)
from assessments.objections.refusals import ObjectionRefused, Refusal
from assessments.objections.status import CHANGES, Change, check_change
from assessments.people.actions import link_person
from assessments.plans.actions import name_previous
from assessments.queries import CaseRow, case, decision
from audit.actions import record

#: What is not for who took the decision: ending an objection, and sending how it ended.
_NOT_BY_THE_SAME = (Change.END, Change.SENT, Change.CORRECT)


class DecidedBySame(Exception):
    """Who took a decision, or agreed to it, does not decide on the objection (Awb 10:3, 3)."""

    def __init__(self) -> None:
        super().__init__("You took this decision: a colleague records how the objection ended.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happened on a day, with the code that belongs to it."""

    change: Change
    day: date
    not_heard: NotHeardReason | None = None
    outcome: Outcome | None = None
    outcome_reason: EndReason | None = None
    until: date | None = None
    correction: Correction | None = None


@transaction.atomic
def lodge(*, actor: User, case_id: UUID, lodged: Lodged) -> UUID:
    """Put on record that somebody objects to a decision, or appeals against it.

    Raises:
        NotPermitted, CaseUnknown, NotDecidedYet: not by this person, or not against this case.
        ObjectionRefused: a day or reason does not fit.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    held = Case.objects.select_for_update().filter(pk=case_id).first()
    made = decision(number=held.number if held else "")
    last_day = last_day_to_object(lodged.sent_on)
    before = objection_before(new_case_id=case_id)
    check_kind(lodged, made.id, before)
    check_days(lodged, made.decided_on, last_day)
    kept = Objection.objects.create(
        decision_id=made.id,
        kind=lodged.kind,
        lodged_by=lodged.lodged_by,
        received_on=lodged.received_on,
        sent_on=lodged.sent_on,
        last_day=last_day,
        posted_on=lodged.posted_on,
        late_reason=lodged.late_reason or "",
        with_committee=lodged.with_committee,
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    record(
        actor=actor, action="objection.lodged", object_kind="case", object_id=case_id,
        details={
            "objection": kept.id, "kind": lodged.kind.value, "by": lodged.lodged_by.value,
            "received_on": lodged.received_on.isoformat(),
            "posted_on": lodged.posted_on.isoformat() if lodged.posted_on else "",
            "late": lodged.late_reason.value if lodged.late_reason else "",
        },
    )  # fmt: skip
    later_events.tell(Later.OBJECTION, [case_id])
    return kept.id


@transaction.atomic
def add_step(*, actor: User, case_id: UUID, objection_id: UUID, step: Step) -> ObjectionRow:
    """Put a step of an objection or appeal on record, and move it on.

    That it was sent outside Meetlat on the day that is on record already changes nothing.

    Raises:
        NotPermitted, ObjectionUnknown: not by this person, or there is no such one.
        ObjectionChangeNotAllowed: it does not start from where this stands.
        ObjectionRefused: its day or code does not fit.
        DecidedBySame: the actor took part in the decision and would decide on the objection.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    row = _held(case_id, objection_id)
    target = check_change(kind=row.kind, status=row.status, change=step.change)
    if _is_told_already(row, step):
        return row
    until = _check_step(row, step)
    if step.change in _NOT_BY_THE_SAME and row.kind is Kind.OBJECTION and actor.id in row.taken_by:
        raise DecidedBySame
    _add(actor, case_id, objection_id, step, until=until)
    Objection.objects.filter(pk=objection_id).update(status=target)
    return objection(case_id=case_id, objection_id=objection_id)


def _is_told_already(row: ObjectionRow, step: Step) -> bool:
    """Whether this was put on record just so: a page that is sent twice changes nothing."""
    last = row.last_told_sent
    if last is None or step.day != last.day:
        return False
    return step.change is Change.SENT or step.change is last.change is Change.CORRECT


def _check_step(row: ObjectionRow, step: Step) -> date | None:
    """Hold a step against what is known; give the day to which a decision is adjourned."""
    if step.day < row.received_on:
        raise ObjectionRefused(Refusal.BEFORE_RECEIPT, "day")
    if step.change is not Change.PLAN_HEARING and step.day > timezone.localdate():
        raise ObjectionRefused(Refusal.FUTURE, "day")
    heard = [each.day for each in row.steps if each.change in (Change.HEAR, Change.WAIVE)]
    if step.change in (Change.END, Change.WITHDRAW) and heard and step.day < max(heard):
        raise ObjectionRefused(Refusal.BEFORE_HEARING, "day")
    if step.change is Change.SENT:
        check_sent_elsewhere(row, day=step.day)
    if step.change is Change.CORRECT:
        check_sent_corrected(row, day=step.day)
        if step.correction is None:
            raise ObjectionRefused(Refusal.REASON, "correction")
    if step.change is Change.WAIVE and step.not_heard is None:
        raise ObjectionRefused(Refusal.REASON, "not_heard")
    if step.change in (Change.END, Change.WITHDRAW) and (
        step.outcome is None
        or step.outcome_reason not in REASONS[step.outcome]
        or (step.change is Change.WITHDRAW) != (step.outcome is Outcome.WITHDRAWN)
    ):
        raise ObjectionRefused(Refusal.REASON, "outcome_reason")
    if step.change in (Change.ASK, Change.MEND):
        return check_mending(row, change=step.change, day=step.day, until=step.until)
    if row.kind is Kind.OBJECTION and step.outcome_reason is EndReason.NO_GROUNDS:
        check_mending_before_the_end(row, day=step.day)
    if step.change is not Change.ADJOURN:
        return None
    if row.ends_on is None or step.day > row.ends_on or _is_adjourned(row):
        raise ObjectionRefused(Refusal.TERM_IS_OVER, "day")
    return decide_by(
        last_day=row.last_day, with_committee=row.with_committee, adjourned=True,
        suspended=row.suspended,
    )  # fmt: skip


def _is_adjourned(row: ObjectionRow) -> bool:
    return any(step.change is Change.ADJOURN for step in row.steps)


@transaction.atomic
def open_new_case(*, actor: User, case_id: UUID, objection_id: UUID) -> CaseRow:
    """Open the case in which a new decision is taken: same person and facts, the old one before it.

    Raises:
        NotPermitted, ObjectionUnknown, ObjectionChangeNotAllowed: as for `add_step`.
        ObjectionRefused: the decision stands as it was, or the case was opened before, for this
            or for another objection to the same decision.
    """
    check_permission(actor, Permission.DECIDE_CASE)
    Case.objects.select_for_update().filter(pk=case_id).first()  # one for all who objected
    row = _held(case_id, objection_id)
    check_change(kind=row.kind, status=row.status, change=Change.NEW_CASE)
    if not row.may_open_new:
        raise ObjectionRefused(Refusal.NOT_CHANGED, "outcome")
    old = case(number=row.number)
    opened = open_case(
        actor=actor,
        client_reference=old.client_reference,
        municipality_code=old.municipality_code,
        is_synthetic=old.is_synthetic,
    )
    person_id = Case.objects.values_list("person_id", flat=True).get(pk=case_id)
    if person_id is not None:
        link_person(actor=actor, case_id=opened.id, person_id=person_id)
    name_previous(actor=actor, case_id=opened.id, number=old.number)
    opened = save_facts(
        actor=actor, case_id=opened.id, revision=case(number=opened.number).revision,
        facts=old.facts, requested_minutes=old.requested_minutes,
    )  # fmt: skip
    step = Step(change=Change.NEW_CASE, day=timezone.localdate())
    _add(actor, case_id, objection_id, step, new_case_id=opened.id)
    return opened


def _held(case_id: UUID, objection_id: UUID) -> ObjectionRow:
    """Hold the objection, so that two people move it one after the other."""
    if not Objection.objects.select_for_update().filter(pk=objection_id).exists():
        raise ObjectionUnknown
    return objection(case_id=case_id, objection_id=objection_id)


def _add(
    actor: User,
    case_id: UUID,
    objection_id: UUID,
    step: Step,
    *,
    until: date | None = None,
    new_case_id: UUID | None = None,
) -> None:
    ObjectionStep.objects.create(
        objection_id=objection_id,
        change=step.change,
        day=step.day,
        until=until,
        not_heard=step.not_heard or "",
        outcome=step.outcome or "",
        outcome_reason=step.outcome_reason or "",
        new_case_id=new_case_id,
        correction=step.correction or "",
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    record(
        actor=actor, action=CHANGES[step.change].audit_action, object_kind="case",
        object_id=case_id,
        details={
            "objection": objection_id, "day": step.day.isoformat(),
            "outcome": str(step.outcome or ""),
            "reason": str(step.outcome_reason or step.correction or ""),
            "new_case": new_case_id,
        },
    )  # fmt: skip
    later_events.tell(Later.OBJECTION, [case_id])
