"""What the platform's analysts asked across organisations: who is in it, answers, what they spent.

All three are the platform's own, and only added to.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarking.across.members import FEWEST_MEMBERS
from policy_profiles.content import SHA256
from tenants.access import READ_AND_ADD, TableAccess
from tenants.identifiers import uuid7


class SettledYear(models.Model):
    """The organisations of each group, as at the first answer about a year; they never change.

    Attributes:
        groups: schema names by the code of the group.
        rules_day: the day of the organisations' own rules, or a few days later.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField(_("jaar van de besluiten"), unique=True)
    groups = models.JSONField(_("groepen"))
    rules_day = models.DateField(_("regels van"))
    settled_at = models.DateTimeField(_("vastgezet op"))

    access = TableAccess(platform=READ_AND_ADD)

    class Meta:
        verbose_name = _("jaar van vragen over uitvoerders heen")
        verbose_name_plural = _("jaren van vragen over uitvoerders heen")

    def __str__(self) -> str:
        return str(self.year)


class AcrossAnswer(models.Model):
    """One answer, as its noise was drawn: whoever asks the same again gets this one.

    Attributes:
        subject: the hash of the policy's values; empty for what there is without a policy that is
            asked, which every answer of the same organisations and year is laid beside.
        members: schema names of the organisations, and `members_hash` of them in order.
        figures: by name, with noise, and with the variance of the noise. Nothing else was kept.
        tariff: cents an hour in the policy that was asked, where it has one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    asked_by = models.UUIDField(_("gevraagd door"))
    asked_at = models.DateTimeField(_("gevraagd op"))
    year = models.PositiveSmallIntegerField(_("jaar van de besluiten"))
    group = models.CharField(_("groep"), max_length=40)
    members = ArrayField(models.CharField(max_length=32), verbose_name=_("uitvoerders"))
    members_hash = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, blank=True)
    policy = models.CharField(_("beleid"), max_length=80, blank=True)
    title = models.JSONField(_("naam van het beleid"), default=dict)
    tariff = models.PositiveIntegerField(_("tarief"), null=True)
    method = models.CharField(_("werkwijze"), max_length=40)
    figures = models.JSONField(_("cijfers"))

    access = TableAccess(platform=READ_AND_ADD)

    class Meta:
        verbose_name = _("antwoord over uitvoerders heen")
        verbose_name_plural = _("antwoorden over uitvoerders heen")
        constraints = [
            models.UniqueConstraint(
                name="across_answer_drawn_once", fields=["year", "members_hash", "subject"]
            ),
            models.CheckConstraint(
                name="across_answer_of_three_or_more",
                condition=Q(members__len__gte=FEWEST_MEMBERS),
            ),
            models.CheckConstraint(
                name="across_answer_hashes_are_sha256",
                condition=Q(members_hash__regex=SHA256)
                & (Q(subject="") | Q(subject__regex=SHA256)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.group} {self.policy}"


class SpentAcross(models.Model):
    """What one answer gave away, at most, of each person in one organisation and year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.CharField(_("uitvoerder"), max_length=32)
    year = models.PositiveSmallIntegerField(_("jaar van de besluiten"))
    answer = models.ForeignKey(AcrossAnswer, on_delete=models.PROTECT, related_name="spent")
    parts = models.PositiveSmallIntegerField(_("duizendsten rho"))

    access = TableAccess(platform=READ_AND_ADD)

    class Meta:
        verbose_name = _("verbruik van bescherming")
        verbose_name_plural = _("verbruik van bescherming")
        indexes = [models.Index(fields=["year", "organisation"], name="spent_across_of_year")]
        constraints = [
            models.UniqueConstraint(name="spent_across_once", fields=["answer", "organisation"]),
            models.CheckConstraint(name="spent_across_something", condition=Q(parts__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.organisation} {self.parts}"
