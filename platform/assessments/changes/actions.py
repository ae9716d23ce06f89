"""Writes of changes: put on record, put right or taken back, each with its recalculation."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments import later_events
from assessments.actions import StaleCase
from assessments.changes.codes import ExtraReason
from assessments.changes.models import JobChange
from assessments.changes.queries import KeptChange, Support, support_of
from assessments.changes.reckoning.history import Change, Kind
from assessments.changes.reckoning.reckoning import Reckoned, reckoned
from assessments.changes.refusals import check
from assessments.changes.sealing import text_of_reckoning
from assessments.changes.status import CORRECTED, RECORDED, TAKEN_BACK
from assessments.later_events import Later
from assessments.models import Case
from assessments.pinned_rules import sha256
from assessments.queries import CaseUnknown
from assessments.status import CaseChange, check_change
from audit.actions import record


class ChangeUnknown(LookupError):
    """There is no such change that stands."""

    def __init__(self) -> None:
        super().__init__("This change was taken back or put right already: look at it again.")


class ExtraReasonMissing(ValueError):
    """Extra hours are granted for a coded reason."""

    def __init__(self) -> None:
        super().__init__(f"Give one of the reasons {', '.join(ExtraReason.values)}.")


class EndTakenBackAlone(ValueError):
    """The end of a job stands in what became of the work as well, and goes together with that."""

    def __init__(self) -> None:
        super().__init__(
            "Take the end of a job back together with its outcome: `outcomes.actions.undo_end`."
        )


def foretold(support: Support, change: Change | None, *, corrects: UUID | None = None) -> Reckoned:
    """Work out what the hours would be with a change, or without the one that it corrects.

    Raises:
        ChangeUnknown: the change to put right does not stand.
        ChangeRefused: it cannot be, beside the others.
    """
    if corrects is not None and all(each.id != corrects for each in support.kept):
        raise ChangeUnknown
    others = [each.change for each in support.kept if each.id != corrects]
    if change is None:
        return reckoned(support.grant, others, support.profile)
    end = reckoned(support.grant, others, support.profile).end
    check(change, grant=support.grant, end=end, others=others)
    return reckoned(support.grant, [*others, change], support.profile)


@transaction.atomic
def record_change(
    *,
    actor: User,
    case_id: UUID,
    revision: int,
    change: Change,
    reason: str = "",
    corrects: UUID | None = None,
) -> Reckoned:
    """Put a change on record with the hours that follow from it.

    The decision and its receipt stay as they are. Who reads the case sees the change beside them.

    Args:
        actor: who does it.
        case_id: a decided case that is still followed, with a period of support.
        revision: the revision of the case that the actor saw.
        change: what changed.
        reason: value of `ExtraReason`, of extra hours.
        corrects: the change that this one takes the place of.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        StaleCase: somebody else changed it in the meantime.
        NothingGranted, ChangeUnknown, ChangeRefused, ExtraReasonMissing: it cannot be.
    """
    case = _held(actor, case_id, revision)
    if change.kind is Kind.EXTRA and reason not in ExtraReason.values:
        raise ExtraReasonMissing
    support = support_of(case_id=case_id)
    after = foretold(support, change, corrects=corrects)
    row = _row(case, change, support, after)
    row.reason, row.supersedes_id = reason if change.kind is Kind.EXTRA else "", corrects
    _write(actor, case, row, CORRECTED if corrects else RECORDED)
    return after


@transaction.atomic
def take_back(*, actor: User, case_id: UUID, revision: int, change_id: UUID) -> Reckoned:
    """Take a change back that should not have been there; its row stays, and so does this one.

    Raises:
        those of `record_change`.
        EndTakenBackAlone: it is the end of the job.
    """
    case = _held(actor, case_id, revision)
    support = support_of(case_id=case_id)
    if support.ended is not None and _id_of_end(support) == change_id:
        raise EndTakenBackAlone
    return _taken_back(actor, case, support, change_id)


@transaction.atomic
def take_end_back(*, actor: User, case_id: UUID, revision: int) -> Reckoned:
    """Take the end of the job back; for `outcomes.actions.undo_end`, which puts both right.

    Raises:
        those of `record_change`; ChangeUnknown where the job did not end.
    """
    case = _held(actor, case_id, revision)
    support = support_of(case_id=case_id)
    return _taken_back(actor, case, support, _id_of_end(support))


def without_end(support: Support) -> Reckoned:
    """Work out what the hours would be if the job had not ended.

    Raises:
        ChangeUnknown: it did not.
    """
    return foretold(support, None, corrects=_id_of_end(support))


def _id_of_end(support: Support) -> UUID:
    found = next((each.id for each in support.kept if each.change.kind is Kind.ENDED), None)
    if found is None:
        raise ChangeUnknown
    return found


def _taken_back(actor: User, case: Case, support: Support, change_id: UUID) -> Reckoned:
    after = foretold(support, None, corrects=change_id)
    row = _row(case, _kept(support, change_id).change, support, after)
    row.reason = _kept(support, change_id).reason
    row.supersedes_id, row.is_void = change_id, True
    _write(actor, case, row, TAKEN_BACK)
    return after


def _held(actor: User, case_id: UUID, revision: int) -> Case:
    check_permission(actor, Permission.DECIDE_CASE)
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    check_change(case.status, CaseChange.CHANGE_JOB)
    if case.revision != revision:
        raise StaleCase(case.number)
    return case


def _kept(support: Support, change_id: UUID) -> KeptChange:
    return next(each for each in support.kept if each.id == change_id)


def _row(case: Case, change: Change, support: Support, after: Reckoned) -> JobChange:
    text = text_of_reckoning(
        decision_id=support.decision_id,
        pinned=support.pinned,
        before=support.now.minutes,
        after=after,
        profile=support.profile,
    )
    return JobChange(
        case=case,
        kind=change.kind.value,
        starts_on=change.day,
        until=change.until,
        weekly_minutes=change.weekly_minutes,
        yearly_minutes=change.yearly_minutes,
        contract_form=change.contract_form,
        is_approved=change.is_approved,
        minutes=change.minutes,
        settlement=change.settlement.value if change.settlement else "",
        minutes_before=support.now.minutes,
        minutes_after=after.minutes,
        last_day_after=after.last_day,
        text=text,
        sha256=sha256(text),
    )


def _write(actor: User, case: Case, row: JobChange, action: str) -> None:
    row.recorded_by, row.recorded_at = actor.id, timezone.now()
    row.save(force_insert=True)
    case.revision += 1
    case.changed_at = row.recorded_at
    case.save(update_fields=["revision", "changed_at"])
    record(
        actor=actor,
        action=action,
        object_kind="case",
        object_id=case.id,
        details={"recalculation": row.sha256},
    )
    later_events.tell(Later.SUPPORT, [case.id])
