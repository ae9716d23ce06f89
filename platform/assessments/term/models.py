"""Dated events of the clock, and its last day; nothing in here says anything of a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.term.clock.events import LateReason
from assessments.term.status import TermEventKind
from tenants.access import APPEND_ONLY, OWN_ROWS
from tenants.identifiers import uuid7


class TermEvent(models.Model):
    """One dated event of an application: never changed, only put right by a later row.

    `days` is what the policy of that day gave: to decide, or to complete. A row with `supersedes`
    stands in the place of another; one that `is_void` only takes it away.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(
        "assessments.Case", on_delete=models.PROTECT, related_name="term_events"
    )
    kind = models.CharField(_("wat"), max_length=14, choices=TermEventKind)
    day = models.DateField(_("dag"))
    days = models.PositiveSmallIntegerField(_("dagen"), default=0)
    until = models.DateField(_("uiterlijk"), null=True)
    reason = models.CharField(_("reden"), max_length=12, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="superseded_by", null=True
    )
    is_void = models.BooleanField(default=False)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("gebeurtenis van de termijn")
        verbose_name_plural = _("gebeurtenissen van de termijn")
        indexes = [models.Index(fields=["case", "day"], name="term_event_of_case")]
        constraints = [
            models.CheckConstraint(
                name="term_event_kind_is_known", condition=Q(kind__in=TermEventKind.values)
            ),
            models.CheckConstraint(
                name="term_event_reason_is_known",
                condition=Q(reason__in=["", *[reason.value for reason in LateReason]]),
            ),
            models.CheckConstraint(
                name="term_event_late_has_a_reason", condition=~Q(kind="late", reason="")
            ),
            models.CheckConstraint(
                name="term_event_extended_to_a_later_day",
                condition=~Q(kind="extended") | Q(until__gt=F("day")),
            ),
            models.CheckConstraint(
                name="term_event_void_names_another",
                condition=Q(is_void=False) | Q(supersedes__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class TermStanding(models.Model):
    """What the events of a case come to, so that the worklist can ask for it; worked out anew."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField(
        "assessments.Case", on_delete=models.CASCADE, related_name="term_standing"
    )
    submitted_on = models.DateField(_("ingediend op"))
    ends_on = models.DateField(_("besluit uiterlijk"), db_index=True)

    access = OWN_ROWS

    def __str__(self) -> str:
        return f"{self.submitted_on} – {self.ends_on}"
