"""The register of what was released: releases, their tables, days of curves, and what was decided.

All are only added to. What they rest on are true counts, so only the benchmark reads them: whoever
makes a release adds them without reading them back.
"""

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from benchmarking.releases.run_status import RunStatus
from policy_profiles.content import SHA256
from tenants.access import ADD, READ, READ_AND_ADD, TableAccess
from tenants.identifiers import uuid7

_COUNTS = TableAccess(platform=ADD, benchmark=READ)


class Release(models.Model):
    """One release of figures: everybody who may see figures of others sees those of the newest.

    It is seen once it is brought out (`ReleaseDecision`): until then it was told to nobody.

    Attributes:
        number: from 1 on, without gaps.
        made_by: who had it made; empty for a command.
        facts_as_of: the day whose facts it holds.
        members: schema names of the organisations, in the order of the tables' first axis.
        agreements: by organisation that took part the first edition of what it had agreed to.
        years: of the second axis.
        synthetic: those of the members that have made-up facts among theirs.
        lost: by table, of `releases.lost`: shares as they may be shown.
        content_hash: names everything in it, under a key (`pseudonyms.mark_of`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveIntegerField(_("nummer"), unique=True)
    made_at = models.DateTimeField(_("gemaakt op"))
    made_by = models.UUIDField(_("gemaakt door"), null=True)
    facts_as_of = models.DateField(_("stand van"))
    method_version = models.CharField(_("versie van de werkwijze"), max_length=12)
    members = models.JSONField(_("uitvoerders"))
    agreements = models.JSONField(default=dict)
    years = models.JSONField(_("jaren"))
    synthetic = models.JSONField(default=list, db_default=Value([], models.JSONField()))
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


class ReleaseDecision(models.Model):
    """That a release is brought out, or is not: once for each, by another than who had it made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    release_number = models.PositiveIntegerField(_("nummer"), unique=True)
    is_out = models.BooleanField(_("uitgebracht"))
    made_by = models.UUIDField(_("gemaakt door"), null=True)
    decided_by = models.UUIDField(_("besloten door"), null=True)
    decided_at = models.DateTimeField(_("besloten op"))

    access = TableAccess(platform=READ_AND_ADD, benchmark=READ)

    class Meta:
        verbose_name = _("besluit over uitgebrachte cijfers")
        verbose_name_plural = _("besluiten over uitgebrachte cijfers")
        constraints = [
            models.CheckConstraint(
                name="release_maker_is_not_who_decides",
                condition=Q(made_by=None) | Q(decided_by=None) | ~Q(made_by=F("decided_by")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_number} {self.is_out}"


class ReleaseRun(models.Model):
    """A release that an administrator asked for, and how far the worker is with it.

    Attributes:
        status: of `releases.run_status`.
        phase, done, total, told_at: how far, and when that was told last.
        attempts: how often a worker began.
        number: of the release that came of it.
        why: the table for which none came of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    status = models.CharField(_("stand"), max_length=12, choices=RunStatus, default=RunStatus.ASKED)
    asked_by = models.UUIDField(_("gevraagd door"))
    asked_at = models.DateTimeField(_("gevraagd op"))
    phase = models.CharField(max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(_("nummer"), null=True)
    why = models.CharField(max_length=80, blank=True)

    access = TableAccess(platform=("SELECT", "INSERT", "UPDATE"))

    class Meta:
        verbose_name = _("aanvraag van cijfers")
        verbose_name_plural = _("aanvragen van cijfers")
        constraints = [
            models.UniqueConstraint(
                name="release_asked_once",
                fields=["status"],
                condition=Q(status=RunStatus.ASKED),
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_at} {self.status}"
