"""Objections and appeals with their dated steps; codes and days alone, so no health stands here."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.objections.codes import (
    REASONS,
    Correction,
    Kind,
    LateReason,
    LodgedBy,
    Outcome,
    OutcomeReason,
)
from assessments.objections.status import Change, ObjectionStatus
from tenants.access import APPEND_ONLY, TableAccess
from tenants.identifiers import uuid7

#: What happens once to an objection. Not a new case: of one that was withdrawn before that was
#: refused, another takes the place; `open_new_case` holds the old case while it looks.
ONCE = ("ask", "mend", "adjourn", "hear", "waive", "end", "withdraw", "sent")


def _fitting_reasons() -> Q:
    fits = Q(outcome="", outcome_reason="")
    for outcome, reasons in REASONS.items():
        fits |= Q(outcome=outcome.value, outcome_reason__in=[reason.value for reason in reasons])
    return fits


class Objection(models.Model):
    """An objection or appeal against a decision; only its state ever changes.

    `sent_on` is the day on which what it is against was sent, `last_day` the last day to object,
    as it was worked out then. `posted_on` is the day on the postmark of what came after it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.ForeignKey(
        "assessments.Decision", on_delete=models.PROTECT, related_name="objections"
    )
    kind = models.CharField(_("soort"), max_length=9, choices=Kind)
    lodged_by = models.CharField(_("ingediend door"), max_length=8, choices=LodgedBy)
    received_on = models.DateField(_("ontvangen op"))
    sent_on = models.DateField(_("besluit verzonden op"))
    last_day = models.DateField(_("laatste dag van de termijn"))
    posted_on = models.DateField(_("op de post"), null=True)
    late_reason = models.CharField(_("te laat"), max_length=11, choices=LateReason, blank=True)
    with_committee = models.BooleanField(_("met adviescommissie"), default=False)
    status = models.CharField(
        _("status"), max_length=8, choices=ObjectionStatus, default=ObjectionStatus.RECEIVED
    )
    recorded_by = models.UUIDField(_("vastgelegd door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = TableAccess(own=("SELECT", "INSERT", "UPDATE (status)"))

    class Meta:
        verbose_name = _("bezwaar of beroep")
        verbose_name_plural = _("bezwaren en beroepen")
        indexes = [models.Index(fields=["status", "last_day"], name="objection_worklist")]
        constraints = [
            models.CheckConstraint(
                name="objection_codes_are_known",
                condition=Q(
                    kind__in=Kind.values,
                    lodged_by__in=LodgedBy.values,
                    status__in=ObjectionStatus.values,
                ),
            ),
            models.CheckConstraint(
                name="objection_late_has_a_reason",
                condition=Q(received_on__lte=F("last_day"), late_reason="")
                | Q(posted_on__isnull=False, posted_on__lte=F("last_day"), late_reason="")
                | Q(received_on__gt=F("last_day"), late_reason__in=LateReason.values),
            ),
            models.CheckConstraint(
                name="objection_posted_before_receipt",
                condition=Q(posted_on__isnull=True) | Q(posted_on__lte=F("received_on")),
            ),
            models.CheckConstraint(
                name="objection_term_follows_sending", condition=Q(last_day__gt=F("sent_on"))
            ),
            models.CheckConstraint(
                name="appeal_has_no_committee",
                condition=~Q(kind="appeal") | Q(with_committee=False),
            ),
            models.UniqueConstraint(
                name="objection_once_at_a_time",
                fields=["decision", "kind", "lodged_by"],
                condition=~Q(status="ended"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.received_on}"


class ObjectionStep(models.Model):
    """One dated step of an objection or appeal; never changed.

    `until` is the day to which a decision was adjourned, or the last one to mend what is lacking.
    `new_case` is the case in which a new decision is taken. `correction` is why the day of sending
    that was on record is set right by this one; both stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="steps")
    change = models.CharField(_("wat"), max_length=8, choices=Change)
    day = models.DateField(_("dag"))
    until = models.DateField(_("uiterlijk"), null=True)
    not_heard = models.CharField(_("waarom niet gehoord"), max_length=12, blank=True)
    outcome = models.CharField(_("uitkomst"), max_length=12, choices=Outcome, blank=True)
    outcome_reason = models.CharField(_("reden"), max_length=16, choices=OutcomeReason, blank=True)
    new_case = models.OneToOneField(
        "assessments.Case", on_delete=models.PROTECT, related_name="after_objection", null=True
    )
    correction = models.CharField(
        _("waarom verbeterd"),
        max_length=12,
        choices=Correction,
        blank=True,
        default="",
        db_default="",
    )
    recorded_by = models.UUIDField(_("vastgelegd door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("stap in bezwaar of beroep")
        verbose_name_plural = _("stappen in bezwaar of beroep")
        constraints = [
            models.CheckConstraint(
                name="objection_step_is_known", condition=Q(change__in=Change.values)
            ),
            models.CheckConstraint(
                name="objection_outcome_has_its_reason", condition=_fitting_reasons()
            ),
            models.CheckConstraint(
                name="objection_end_has_an_outcome",
                condition=Q(change__in=["end", "withdraw"], outcome__in=Outcome.values)
                | (~Q(change__in=["end", "withdraw"]) & Q(outcome="")),
            ),
            models.CheckConstraint(
                name="objection_new_case_is_named",
                condition=Q(change="new_case", new_case__isnull=False)
                | (~Q(change="new_case") & Q(new_case__isnull=True)),
            ),
            models.CheckConstraint(
                name="objection_mending_has_a_last_day",
                condition=~Q(change="ask") | Q(until__gt=F("day")),
            ),
            models.CheckConstraint(
                name="objection_correction_has_a_reason",
                condition=Q(change="correct", correction__in=Correction.values)
                | (~Q(change="correct") & Q(correction="")),
            ),
            models.UniqueConstraint(
                name="objection_steps_once",
                fields=["objection", "change"],
                condition=Q(change__in=ONCE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.change}"
