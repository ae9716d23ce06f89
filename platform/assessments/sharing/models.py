"""What the person said of sharing; only ever added to, and taken back by a later row.

Codes and days alone: why somebody wants something shared or not is theirs to keep.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.sharing.codes import Said, Shared, Way
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class SharingWord(models.Model):
    """What was said on a day of sharing one thing with one reader; the word of the last day holds.

    That an employer applied is a fact and no consent, so it stands beside what the person says.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(
        "assessments.Case", on_delete=models.PROTECT, related_name="sharing_words"
    )
    shared = models.CharField(_("wat, met wie"), max_length=15, choices=Shared)
    said = models.CharField(_("wat is gezegd"), max_length=7, choices=Said)
    way = models.CharField(_("hoe"), max_length=11, choices=Way)
    on = models.DateField(_("dag"))
    recorded_by = models.UUIDField(_("vastgelegd door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("wat met anderen gedeeld mag worden")
        verbose_name_plural = _("wat met anderen gedeeld mag worden")
        indexes = [models.Index(fields=["case", "-on"], name="sharing_of_case")]
        constraints = [
            models.CheckConstraint(
                name="sharing_codes_are_known",
                condition=Q(shared__in=Shared.values, said__in=Said.values, way__in=Way.values),
            ),
            models.CheckConstraint(
                name="sharing_only_an_employer_applies",
                condition=~Q(said="party") | Q(shared="letter_employer"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.shared} {self.said}"
