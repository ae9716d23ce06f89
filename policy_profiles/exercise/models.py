"""Rounds of the blind exercise and what assessors answered, in the schema of a tenant."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256
from policy_profiles.exercise.scale import NEED_ANSWERS, Verdict, Weighed
from tenants.access import TableAccess
from tenants.identifiers import uuid7

#: With fewer clients one answer more or less decides the outcome.
FEWEST_CLIENTS = 8


class ExerciseRound(models.Model):
    """One round: which invented clients are judged, and until when.

    It is open up to and including its last day, or until somebody closes it. No action opens a
    closed one again. The database alone does not stop it: who may write when it closed, as the
    organisation's role must, could in SQL take that away before the last day.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("naam"), max_length=80)
    vignettes = ArrayField(models.CharField(max_length=60), verbose_name=_("voorbeeldklanten"))
    last_day = models.DateField(_("laatste dag"))
    opened_by = models.UUIDField(_("geopend door"))
    opened_at = models.DateTimeField(_("geopend op"))
    closed_by = models.UUIDField(_("gesloten door"), null=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True)

    access = TableAccess(own=("SELECT", "INSERT", "UPDATE (closed_by, closed_at)"))

    class Meta:
        verbose_name = _("ronde van de oefening")
        verbose_name_plural = _("rondes van de oefening")
        constraints = [
            models.CheckConstraint(name="exercise_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="exercise_has_clients", condition=Q(vignettes__len__gte=FEWEST_CLIENTS)
            ),
            models.CheckConstraint(
                name="exercise_closed_by_somebody",
                condition=Q(closed_by__isnull=True, closed_at__isnull=True)
                | Q(closed_by__isnull=False, closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExerciseScore(models.Model):
    """What one assessor answered about one client, under a keyed pseudonym of this round.

    No user, no moment: not in a column, and not in the identifier either, which is random because
    an ordinary one tells the millisecond; and no line of the record is written with an answer.
    Without the key no table leads from a row to a person. Who administers the database could still
    lay the order of rows or its own log of statements beside who was signed in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ExerciseRound, on_delete=models.PROTECT, related_name="scores")
    assessor = models.CharField(_("beoordelaar"), max_length=64)
    vignette = models.CharField(_("voorbeeldklant"), max_length=60)
    need = models.CharField(_("behoefte"), max_length=12)
    verdict = models.CharField(_("oordeel"), max_length=12, choices=Verdict)
    minutes = models.PositiveIntegerField(_("uren"), null=True)
    weighed = models.CharField(_("wat de doorslag gaf"), max_length=12, choices=Weighed, blank=True)

    access = TableAccess(own=("SELECT", "INSERT", "UPDATE (need, verdict, minutes, weighed)"))

    class Meta:
        verbose_name = _("antwoord in de oefening")
        verbose_name_plural = _("antwoorden in de oefening")
        constraints = [
            models.UniqueConstraint(
                name="exercise_one_answer", fields=["round", "assessor", "vignette"]
            ),
            models.CheckConstraint(
                name="exercise_assessor_is_a_pseudonym", condition=Q(assessor__regex=SHA256)
            ),
            models.CheckConstraint(
                name="exercise_need_is_known", condition=Q(need__in=NEED_ANSWERS)
            ),
            models.CheckConstraint(
                name="exercise_verdict_is_known", condition=Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="exercise_weighed_is_known", condition=Q(weighed__in=["", *Weighed.values])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.vignette}"
