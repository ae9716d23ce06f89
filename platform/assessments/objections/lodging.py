"""What was lodged against a decision, and whether its days fit what is known."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from assessments.objections.clock import is_late
from assessments.objections.codes import Kind, LateReason, LodgedBy
from assessments.objections.models import Objection, ObjectionStep
from assessments.objections.queries import ObjectionRow
from assessments.objections.refusals import ObjectionRefused, Refusal
from assessments.objections.status import ObjectionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodged:
    """What was lodged: by whom, when, and against what was sent on which day.

    `posted_on` is the day on the postmark, which counts where it came after the last day.
    """

    kind: Kind
    lodged_by: LodgedBy
    received_on: date
    sent_on: date
    posted_on: date | None = None
    late_reason: LateReason | None = None
    with_committee: bool = False


def check_days(lodged: Lodged, decided_on: date, last_day: date) -> None:
    """Hold the days against that of the decision, and what is thought of lateness against both.

    Raises:
        ObjectionRefused: one of them cannot be.
    """
    if lodged.sent_on < decided_on:
        raise ObjectionRefused(Refusal.BEFORE_DECISION, "sent_on")
    if lodged.received_on > timezone.localdate():
        raise ObjectionRefused(Refusal.FUTURE, "received_on")
    if lodged.received_on < decided_on:  # between decision and sending it counts (Awb 6:10)
        raise ObjectionRefused(Refusal.BEFORE_DECISION, "received_on")
    posted = lodged.posted_on
    if posted is not None and posted < decided_on:
        raise ObjectionRefused(Refusal.BEFORE_DECISION, "posted_on")
    if posted is not None and posted > lodged.received_on:
        raise ObjectionRefused(Refusal.POSTED_AFTER_RECEIPT, "posted_on")
    late = is_late(received_on=lodged.received_on, last_day=last_day, posted_on=posted)
    if late != (lodged.late_reason is not None):
        raise ObjectionRefused(Refusal.LATE_REASON, "late_reason")


def check_kind(lodged: Lodged, decision_id: UUID, before: ObjectionRow | None) -> None:
    """Let pass what fits what was lodged already; `before` is what this decision came after.

    Raises:
        ObjectionRefused: it cannot be lodged against this decision, or not now.
    """
    against = Objection.objects.filter(decision_id=decision_id)
    if lodged.kind is Kind.OBJECTION and before is not None:
        raise ObjectionRefused(Refusal.APPEAL_ONLY, "kind")
    if lodged.kind is Kind.APPEAL and before is None:
        ended = against.filter(kind=Kind.OBJECTION, status=ObjectionStatus.ENDED)
        _check_appealed(lodged.received_on, ended)
    same = against.filter(kind=lodged.kind, lodged_by=lodged.lodged_by)
    if same.exclude(status=ObjectionStatus.ENDED).exists():
        raise ObjectionRefused(Refusal.RUNNING, "lodged_by")


def _check_appealed(received_on: date, ended: QuerySet[Objection]) -> None:
    """An appeal comes after what it is against: an objection that was decided on."""
    ends = ObjectionStep.objects.filter(objection__in=ended).exclude(outcome="")
    first = ends.order_by("day").values_list("day", flat=True).first()
    if first is None:
        raise ObjectionRefused(Refusal.NO_OBJECTION, "kind")
    if received_on < first:
        raise ObjectionRefused(Refusal.BEFORE_DECISION, "received_on")
