"""For how many months a kind of what is told of people is kept here; a kind without a row has no
term."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.access import OWN_ROWS
from tenants.identifiers import uuid7

MOST_MONTHS = 1200


class KeptKind(models.TextChoices):
    """What is kept for a time."""

    SIGNAL = "signal", _("Meldingen")
    PERSON = "person", _("Gegevens van personen")


class RetentionTerm(models.Model):
    """The term of one kind, as the organisation set it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=6, choices=KeptKind, unique=True)
    months = models.PositiveSmallIntegerField(_("bewaartermijn in maanden"))
    changed_at = models.DateTimeField(_("gewijzigd op"))

    access = OWN_ROWS

    class Meta:
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        constraints = [
            models.CheckConstraint(
                name="retention_kind_is_known", condition=Q(kind__in=KeptKind.values)
            ),
            models.CheckConstraint(
                name="retention_is_a_time", condition=Q(months__range=(1, MOST_MONTHS))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.months}"
