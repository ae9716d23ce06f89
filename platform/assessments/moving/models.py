"""What was sent to another organisation or received from one, and the consent that it rests on.

Health stands in `Transfer.content` of what was received (the facts of the rules, closed before) and
nowhere else; looking at it is put on record. What was sent is kept closed with its code, which is
not kept at all.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class Direction(models.TextChoices):
    """Which way a transfer went."""

    SENT = "sent", _("Verstuurd")
    RECEIVED = "received", _("Ontvangen")


class ConsentBy(models.TextChoices):
    """Who said yes."""

    PERSON = "person", _("De persoon zelf")
    REPRESENTATIVE = "representative", _("De wettelijk vertegenwoordiger")


class Transfer(models.Model):
    """One file that left or came in. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="transfers")
    direction = models.CharField(_("richting"), max_length=8, choices=Direction)
    other = models.CharField(_("andere organisatie"), max_length=200)
    consent_on = models.DateField(_("toestemming gegeven op"), null=True)
    consent_by = models.CharField(
        _("toestemming gegeven door"), max_length=14, choices=ConsentBy, blank=True
    )
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    recorded_by = models.UUIDField(_("vastgelegd door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("overdracht")
        verbose_name_plural = _("overdrachten")
        constraints = [
            models.UniqueConstraint(
                name="transfer_received_once",
                fields=["sha256"],
                condition=Q(direction="received"),
            ),
            models.CheckConstraint(
                name="transfer_sent_with_consent",
                condition=~Q(direction="sent")
                | Q(consent_on__isnull=False, consent_by__in=ConsentBy.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.other}"
