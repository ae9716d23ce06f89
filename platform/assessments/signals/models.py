"""Signals, encrypted; the switch of the public page; and how often somebody used it this hour.

What was seen of somebody may touch their health, whatever the form says: it stands in `sealed`
alone.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.people.models import Person
from assessments.signals.status import CloseReason, SenderRole, SignalStatus
from tenants.access import OWN_ROWS, TableAccess
from tenants.identifiers import uuid7


class Signal(models.Model):
    """What somebody told through the public page.

    `receipt_index` and `about_index` are keyed hashes: of the number that the sender got, and of
    surname and birth date, alike to that of a person. Neither is looked up when a signal comes in.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sealed = models.BinaryField()
    role = models.CharField(_("wie meldt"), max_length=9, choices=SenderRole)
    receipt_index = models.CharField(max_length=64, unique=True)
    about_index = models.CharField(max_length=64, blank=True, db_index=True)
    status = models.CharField(
        _("status"), max_length=8, choices=SignalStatus, default=SignalStatus.RECEIVED
    )
    case = models.ForeignKey(
        "assessments.Case", on_delete=models.PROTECT, related_name="signals", null=True
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signals", null=True)
    close_reason = models.CharField(_("reden"), max_length=11, choices=CloseReason, blank=True)
    received_at = models.DateTimeField(_("ontvangen op"))
    changed_at = models.DateTimeField(_("gewijzigd op"))
    taken_up_by = models.UUIDField(_("in behandeling bij"), null=True)

    access = OWN_ROWS

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        indexes = [models.Index(fields=["status", "received_at"], name="signal_worklist")]
        constraints = [
            models.CheckConstraint(
                name="signal_status_is_known", condition=Q(status__in=SignalStatus.values)
            ),
            models.CheckConstraint(
                name="signal_role_is_known", condition=Q(role__in=SenderRole.values)
            ),
            models.CheckConstraint(
                name="signal_handled_has_a_reason",
                condition=Q(status="handled", close_reason__in=CloseReason.values)
                | (~Q(status="handled") & Q(close_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SignalDesk(models.Model):
    """Whether the public page is open; without a row it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    only = models.BooleanField(default=True, unique=True)
    is_open = models.BooleanField(_("meldpunt open"), default=True)
    changed_at = models.DateTimeField(_("gewijzigd op"))

    access = TableAccess(own=("SELECT", "INSERT", "UPDATE"))

    class Meta:
        constraints = [models.CheckConstraint(name="signal_desk_only_one", condition=Q(only=True))]

    def __str__(self) -> str:
        return "open" if self.is_open else "closed"


class UseCount(models.Model):
    """How often one network address, unreadable here, did one thing in one hour; then removed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    access = OWN_ROWS

    def __str__(self) -> str:
        return f"{self.count}"
