"""The register of what was released: releases, their tables, and the days of their curves.

All are only added to. What they rest on are true counts, so only the benchmark reads them: whoever
makes a release adds them without reading them back.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256
from tenants.access import ADD, READ, READ_AND_ADD, TableAccess
from tenants.identifiers import uuid7

_COUNTS = TableAccess(platform=ADD, benchmark=READ)


class Release(models.Model):
    """One release of figures: everybody who may see figures of others sees those of the newest.

    Attributes:
        number: from 1 on, without gaps.
        facts_as_of: the day whose facts it holds.
        members: schema names of the organisations, in the order of the tables' first axis.
        agreements: by organisation that took part the first edition of what it had agreed to.
        years: of the second axis.
        lost: by table, how many cells and cases are hidden, and how many cells were held back.
        content_hash: of everything in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveIntegerField(_("nummer"), unique=True)
    made_at = models.DateTimeField(_("gemaakt op"))
    facts_as_of = models.DateField(_("stand van"))
    method_version = models.CharField(_("versie van de werkwijze"), max_length=12)
    members = models.JSONField(_("uitvoerders"))
    agreements = models.JSONField(default=dict)
    years = models.JSONField(_("jaren"))
    lost = models.JSONField(_("wat niet te zien is"))
    content_hash = models.CharField(max_length=64)

    access = TableAccess(platform=READ_AND_ADD, benchmark=READ)

    class Meta:
        verbose_name = _("uitgebrachte cijfers")
        verbose_name_plural = _("uitgebrachte cijfers")
        constraints = [
            models.CheckConstraint(name="releases_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="release_hash_is_sha256", condition=Q(content_hash__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ReleasedTable(models.Model):
    """One table of a release: what it keeps, what is hidden, and since which release."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    release_number = models.PositiveIntegerField(_("nummer"))
    name = models.CharField(_("tabel"), max_length=60)
    content = models.BinaryField()

    access = _COUNTS

    class Meta:
        verbose_name = _("uitgebrachte tabel")
        verbose_name_plural = _("uitgebrachte tabellen")
        constraints = [
            models.UniqueConstraint(name="released_table_once", fields=["release_number", "name"])
        ]

    def __str__(self) -> str:
        return f"{self.release_number} {self.name}"


class ReleasedDays(models.Model):
    """How long the jobs of one organisation lasted, as counts by day, for curves of a release."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    release_number = models.PositiveIntegerField(_("nummer"))
    name = models.CharField(_("tabel"), max_length=60)
    tenant_schema = models.CharField(_("uitvoerder"), max_length=32)
    content = models.BinaryField()

    access = _COUNTS

    class Meta:
        verbose_name = _("uitgebrachte duren")
        verbose_name_plural = _("uitgebrachte duren")
        constraints = [
            models.UniqueConstraint(
                name="released_days_once", fields=["release_number", "name", "tenant_schema"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_number} {self.name} {self.tenant_schema}"
