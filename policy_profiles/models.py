"""Drafts, profile versions and the periods in which they are in force, in a tenant's schema."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.baselines.models import BaselineAnswer
from policy_profiles.content import SHA256, ProfileContent
from policy_profiles.exercise.models import ExerciseRound, ExerciseScore
from policy_profiles.status import ReturnReason
from policy_profiles.taking_part.models import FrozenYear, SharingStatement
from policy_profiles.what_if.models import CaseSet, Scenario
from tenants.access import APPEND_ONLY, OWN_ROWS, TableAccess
from tenants.identifiers import uuid7

__all__ = [
    "SHIPPED",
    "BaselineAnswer",
    "CaseSet",
    "ExerciseRound",
    "ExerciseScore",
    "FrozenYear",
    "ProfileDraft",
    "ProfilePeriod",
    "ProfileVersion",
    "Scenario",
    "SharingStatement",
    "VersionReturn",
]

# Who "makes" a version that ships with Meetlat: no person, and so nobody who could check it too.
SHIPPED = uuid.UUID(int=0)

_ADD_AND_CLOSE = TableAccess(own=("SELECT", "INSERT", "UPDATE (known_to)"))


class ProfileVersion(ProfileContent):
    """One version of an organisation's policy. It is added once and never changed or removed.

    A version without a period is in review, unless it was given back; a draft that is changed
    after that becomes a new version, so that whoever checks it publishes exactly what was read.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made_by = models.UUIDField(_("gemaakt door"))
    # Everybody else who changed the draft that it was made of.
    made_with = ArrayField(models.UUIDField(), default=list)
    made_at = models.DateTimeField(_("gemaakt op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("versie van een profiel")
        verbose_name_plural = _("versies van een profiel")
        constraints = [
            # The keys that a period refers to, so that it cannot name other makers.
            models.UniqueConstraint(name="profile_version_and_maker", fields=["id", "made_by"]),
            models.UniqueConstraint(name="profile_version_made_with", fields=["id", "made_with"]),
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
    makers = ArrayField(models.UUIDField(), default=list)  # `made_with` of the version
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
                name="profile_editor_is_not_checker",
                condition=Q(checked_by__isnull=True) | ~Q(makers__contains=[F("checked_by")]),
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


class VersionReturn(models.Model):
    """That a version was given back instead of published, by whom and why; at most once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.OneToOneField(
        ProfileVersion, on_delete=models.PROTECT, related_name="returned"
    )
    reason = models.CharField(_("reden"), max_length=12, choices=ReturnReason)
    explanation = models.CharField(_("toelichting"), max_length=1000, blank=True)
    returned_by = models.UUIDField(_("teruggegeven door"))
    returned_at = models.DateTimeField(_("teruggegeven op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("teruggegeven versie")
        verbose_name_plural = _("teruggegeven versies")
        constraints = [
            models.CheckConstraint(
                name="profile_return_reason_is_known", condition=Q(reason__in=ReturnReason.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.reason}"


class ProfileDraft(models.Model):
    """A policy in the making, beside the version in force; free to change until it is offered.

    `values` are those of the own layer as its JSON holds them, on top of the shared layer `base`.
    `below` is the whole chain that it lies on, as it was when the draft began, with its hash;
    `baseline` is the version of the UWV baseline in it, and `to_discuss` what has to be decided
    yet of a new one.
    `revision` rises with every change, so that nobody overwrites what somebody else saved in the
    meantime. `edited_by` are all who changed it: none of them checks it. `offered_as` is the
    version that was made of it and is now in review, `returned_as` the last one that a colleague
    gave back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("naam"), max_length=40)
    base = models.CharField(_("bouwt voort op"), max_length=40)
    baseline = models.CharField(_("versie van de UWV-basis"), max_length=40)
    below = models.JSONField(_("lagen eronder"))
    below_hash = models.CharField(_("kenmerk van de lagen eronder"), max_length=64)
    values = models.JSONField(_("eigen waarden"), default=dict)
    to_discuss = ArrayField(models.CharField(max_length=80), default=list)
    planned_from = models.DateField(_("gaat in op"), null=True)
    planned_to = models.DateField(_("geldt tot"), null=True)
    revision = models.PositiveIntegerField(default=1)
    started_from = models.ForeignKey(
        ProfileVersion, on_delete=models.PROTECT, related_name="+", null=True
    )
    offered_as = models.OneToOneField(
        ProfileVersion, on_delete=models.PROTECT, related_name="draft", null=True
    )
    returned_as = models.ForeignKey(
        ProfileVersion, on_delete=models.PROTECT, related_name="+", null=True
    )
    made_by = models.UUIDField(_("gemaakt door"))
    made_at = models.DateTimeField(_("gemaakt op"))
    changed_by = models.UUIDField(_("gewijzigd door"))
    edited_by = ArrayField(models.UUIDField(), default=list)
    changed_at = models.DateTimeField(_("gewijzigd op"))

    access = OWN_ROWS

    class Meta:
        verbose_name = _("concept van beleid")
        verbose_name_plural = _("concepten van beleid")
        constraints = [
            models.CheckConstraint(name="profile_draft_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="profile_draft_below_is_sha256", condition=Q(below_hash__regex=SHA256)
            ),
            models.CheckConstraint(
                name="profile_draft_has_a_day",
                condition=Q(planned_to__isnull=True) | Q(planned_to__gt=F("planned_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
