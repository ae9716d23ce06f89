"""That the grant of a case is a long-term track, by the policy that it was decided under.

No health stands in it: why support lasts stands in what was gathered, encrypted.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class LastingTrack(models.Model):
    """A long-term track from its first to its last day, with all its minutes; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField(
        "assessments.Case", on_delete=models.PROTECT, related_name="lasting_track"
    )
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    minutes = models.PositiveIntegerField(_("uren"))
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("langdurig traject")
        verbose_name_plural = _("langdurige trajecten")
        constraints = [
            models.CheckConstraint(
                name="lasting_track_ends_after_its_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
