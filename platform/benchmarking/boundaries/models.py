"""The drawings that stand: one for each kind of area, replaced whole by the next one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarking.boundaries.geojson import AreaKind
from policy_profiles.content import SHA256
from tenants.access import READ_AND_WRITE, TableAccess
from tenants.identifiers import uuid7


class Origin(models.TextChoices):
    """Where a file of boundaries came from, as whoever read it in says."""

    CBS = "cbs", _("CBS, gebiedsindelingen (van PDOK of cbs.nl)")
    MADE_UP = "made_up", _("Zelf gemaakt, om te oefenen")


class BoundaryMap(models.Model):
    """The boundaries of all regions, or of all municipalities, as they are drawn.

    A drawing never changes: another file gives another row, with another identifier.

    Attributes:
        year: of the boundaries, as the file says.
        origin: where the file came from, as was said.
        sha256: of the file.
        imported_by: who read it in; empty for a command.
        shapes: by code what `kept` writes: name, rings and the place of a label.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("soort"), max_length=12, unique=True)
    year = models.PositiveSmallIntegerField(_("jaar"))
    origin = models.CharField(_("bron"), max_length=7, choices=Origin)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField(_("ingelezen op"))
    imported_by = models.UUIDField(_("ingelezen door"), null=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    shapes = models.JSONField()

    access = TableAccess(platform=READ_AND_WRITE)

    class Meta:
        verbose_name = _("kaart met grenzen")
        verbose_name_plural = _("kaarten met grenzen")
        constraints = [
            models.CheckConstraint(
                name="boundary_map_kind_is_known",
                condition=Q(kind__in=[each.value for each in AreaKind]),
            ),
            models.CheckConstraint(
                name="boundary_map_origin_is_known", condition=Q(origin__in=Origin.values)
            ),
            models.CheckConstraint(
                name="boundary_map_hash_is_sha256", condition=Q(sha256__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"
