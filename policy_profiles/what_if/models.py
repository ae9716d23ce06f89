"""Scenarios of a what-if and the sets of cases that they are of, in the schema of a tenant."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256
from tenants.access import APPEND_ONLY, READ_AND_ADD, TableAccess
from tenants.identifiers import uuid7


class CaseSet(models.Model):
    """A frozen set of decided cases, so that scenarios are compared on exactly the same ones.

    A decision and the facts under it never change, so their identifiers say all; `fingerprint`
    proves it. The identifiers never leave the schema.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first_day = models.DateField(_("eerste dag"))
    until = models.DateField(_("tot"))
    cases = models.PositiveIntegerField(_("aanvragen"))
    decisions = ArrayField(models.UUIDField())
    fingerprint = models.CharField(max_length=64)
    made_by = models.UUIDField(_("gemaakt door"))
    made_at = models.DateTimeField(_("gemaakt op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("vaste groep aanvragen")
        verbose_name_plural = _("vaste groepen aanvragen")
        constraints = [
            models.UniqueConstraint(
                name="case_set_once", fields=["first_day", "until", "fingerprint"]
            ),
            models.CheckConstraint(
                name="case_set_has_a_day", condition=Q(until__gt=F("first_day"))
            ),
            models.CheckConstraint(
                name="case_set_fingerprint_is_sha256", condition=Q(fingerprint__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.until}: {self.cases}"


class Scenario(models.Model):
    """A what-if that was kept: what was laid beside what, on which cases, and what came out.

    `result` is that of `simulation_data`: aggregates, no case. The hashes tell later whether a
    draft still says what was worked through. A scenario is never changed: another is made, and one
    that nobody needs is removed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("naam"), max_length=80)
    case_set = models.ForeignKey(CaseSet, on_delete=models.PROTECT, related_name="scenarios")
    after_key = models.CharField(max_length=60)
    after_title = models.CharField(max_length=120)
    after_hash = models.CharField(max_length=64)
    before_key = models.CharField(max_length=60)
    before_title = models.CharField(max_length=120)
    before_hash = models.CharField(max_length=64)
    baseline_hash = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=20)
    result = models.JSONField()
    made_by = models.UUIDField(_("gemaakt door"))
    made_at = models.DateTimeField(_("gemaakt op"))

    access = TableAccess(own=(*READ_AND_ADD, "DELETE"))

    class Meta:
        verbose_name = _("doorrekening")
        verbose_name_plural = _("doorrekeningen")
        indexes = [models.Index(fields=["-made_at"], name="scenario_newest")]
        constraints = [
            models.CheckConstraint(name="scenario_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
