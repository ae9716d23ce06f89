"""What the platform's analysts asked across organisations, and what was shown: only added to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256
from tenants.access import READ_AND_ADD, TableAccess
from tenants.identifiers import uuid7


class AskedAcross(models.Model):
    """One question, of whom it was asked, and the protected answer: the register of what is out.

    A later question is held against it, so that subtracting two answers shows nothing. It holds
    nothing that was not shown, but for the names of the organisations.

    Attributes:
        stands_for: the question itself, or the earlier one that it differs too little from.
        layers: the policy itself, so that later questions can be held against it whatever became
            of it; empty where the answer is an earlier one.
        presence: how many were asked and counted, and who could not be.
        members: schema names of the organisations in the answer.
        rules_day: the day of which "the rules in force" are.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    asked_by = models.UUIDField(_("gevraagd door"))
    asked_at = models.DateTimeField(_("gevraagd op"))
    year = models.PositiveSmallIntegerField(_("jaar van de besluiten"))
    group = models.CharField(_("groep"), max_length=40)
    question = models.JSONField(_("vraag"))
    question_hash = models.CharField(max_length=64)
    stands_for = models.CharField(max_length=64)
    members = ArrayField(models.CharField(max_length=32), verbose_name=_("uitvoerders"))
    rules_day = models.DateField(_("regels van"))
    method = models.CharField(max_length=40)
    answer = models.JSONField(_("antwoord"))
    layers = models.JSONField(_("lagen"), default=list)
    presence = models.JSONField(_("wie meetelt"), default=dict)

    access = TableAccess(platform=READ_AND_ADD)

    class Meta:
        verbose_name = _("vraag over uitvoerders heen")
        verbose_name_plural = _("vragen over uitvoerders heen")
        indexes = [
            models.Index(fields=["year", "question_hash"], name="asked_across_again"),
        ]
        constraints = [
            models.CheckConstraint(
                name="asked_across_hash_is_sha256",
                condition=Q(question_hash__regex=SHA256, stands_for__regex=SHA256),
            ),
            models.CheckConstraint(
                name="asked_across_of_three_or_more", condition=Q(members__len__gte=3)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.group} {self.question_hash[:8]}"
