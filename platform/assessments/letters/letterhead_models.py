"""The letterhead of an organisation in versions; it tells of nobody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class Letterhead(models.Model):
    """One version of what stands at the head of letters on paper; a change adds the next.

    `logo` was written anew from what is harmless before it came here (see `logo.py`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(_("versie"), unique=True)
    name = models.CharField(_("naam"), max_length=100)
    lines = ArrayField(models.CharField(max_length=80), default=list)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    logo = models.BinaryField(null=True)
    logo_kind = models.CharField(max_length=3, choices=[("png", "PNG"), ("svg", "SVG")], blank=True)
    written_by = models.UUIDField(_("geschreven door"))
    written_at = models.DateTimeField(_("geschreven op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("briefhoofd")
        verbose_name_plural = _("briefhoofden")
        constraints = [
            models.CheckConstraint(
                name="letterhead_logo_has_a_kind",
                condition=Q(logo__isnull=True, logo_kind="")
                | Q(logo__isnull=False, logo_kind__in=["png", "svg"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}"
