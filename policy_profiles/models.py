"""Profile versions and the periods in which they are in force, in the schema of a tenant."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256, ProfileContent
from tenants.access import APPEND_ONLY, TableAccess
from tenants.identifiers import uuid7

# Who "makes" a version that ships with Meetlat: no person, and so nobody who could check it too.
SHIPPED = uuid.UUID(int=0)

_ADD_AND_CLOSE = TableAccess(own=("SELECT", "INSERT", "UPDATE (known_to)"))


class ProfileVersion(ProfileContent):
    """One version of an organisation's policy. It is added once and never changed or removed.

    A version without a period is a draft; a changed draft is a new version, so that whoever checks
    it publishes exactly what was read.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made_by = models.UUIDField(_("gemaakt door"))
    made_at = models.DateTimeField(_("gemaakt op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("versie van een profiel")
        verbose_name_plural = _("versies van een profiel")
        constraints = [
            # The key that a period refers to, so that it cannot name another maker.
            models.UniqueConstraint(name="profile_version_and_maker", fields=["id", "made_by"]),
            models.CheckConstraint(
                name="profile_version_hash_is_sha256", condition=Q(chain_hash__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.label}"


class ProfilePeriod(models.Model):
    """From which day to which day a version is in force, and from when to when that was so known.

    Both clocks are half-open. Nothing is changed but `known_to`, once: ending a version closes what
    was known and adds a shorter period; withdrawing one only closes it. So every answer that was
    ever given can be given again. On one day, as known at one moment, one version is in force.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(ProfileVersion, on_delete=models.PROTECT, related_name="periods")
    made_by = models.UUIDField(_("gemaakt door"))
    checked_by = models.UUIDField(_("nagekeken door"), null=True)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_to = models.DateField(_("geldig tot"), null=True)
    known_from = models.DateTimeField(_("bekend vanaf"))
    known_to = models.DateTimeField(_("bekend tot"), null=True)

    access = _ADD_AND_CLOSE

    class Meta:
        verbose_name = _("geldigheid van een versie")
        verbose_name_plural = _("geldigheid van versies")
        constraints = [
            ExclusionConstraint(
                name="profile_one_in_force",
                expressions=[
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("known_from"),
                            F("known_to"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                name="profile_maker_is_not_checker",
                condition=Q(made_by=SHIPPED)
                | (Q(checked_by__isnull=False) & ~Q(checked_by=F("made_by"))),
            ),
            models.CheckConstraint(
                name="profile_period_has_a_day",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="profile_known_before_it_is_not",
                condition=Q(known_to__isnull=True) | Q(known_to__gt=F("known_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.valid_from}"
