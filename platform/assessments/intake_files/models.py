"""What is kept of files that come in: mappings of their columns, and how far long work is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.intake_files.run_status import RunStatus
from tenants.access import OWN_ROWS
from tenants.identifiers import uuid7


class KeptMapping(models.Model):
    """A mapping that somebody gave a name, for every later file with the same columns.

    `choices` is what `ColumnMapping.as_data` gives: names of columns, codes and our words for
    them. `header_hash` tells the columns that it was made for.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8)
    name = models.CharField(_("naam"), max_length=80)
    header_hash = models.CharField(max_length=64, db_index=True)
    choices = models.JSONField()
    kept_by = models.UUIDField()
    kept_at = models.DateTimeField()

    access = OWN_ROWS

    class Meta:
        verbose_name = _("bewaarde keuzes voor kolommen")
        verbose_name_plural = _("bewaarde keuzes voor kolommen")
        constraints = [
            models.UniqueConstraint(name="kept_mapping_by_name", fields=["kind", "name"]),
            models.CheckConstraint(name="kept_mapping_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class FileRun(models.Model):
    """Long work on a kept file: looking at it, and recording it, by the worker.

    It has the identifier of its file and outlives it by a day, so that the page can still say
    what became of it. `report` and `problems` hold rows, references and reasons, never a cell.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=8)
    status = models.CharField(max_length=9, choices=RunStatus, default=RunStatus.TO_LOOK)
    phase = models.CharField(max_length=8, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=2)
    report = models.JSONField(null=True)
    problems = models.JSONField(null=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    access = OWN_ROWS

    class Meta:
        verbose_name = _("lang werk aan een bestand")
        verbose_name_plural = _("lang werk aan bestanden")
        indexes = [models.Index(fields=["status", "asked_at"], name="file_run_waiting")]
        constraints = [
            models.CheckConstraint(
                name="file_run_status_is_known", condition=Q(status__in=RunStatus.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.id}"
