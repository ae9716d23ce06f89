"""What an organisation answered, value by value, to a new UWV baseline."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.baselines.transition import Choice
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class BaselineAnswer(models.Model):
    """One answer; it is added and never changed, and the latest of a parameter counts.

    `number` counts the answers to one baseline: two people who answer at the same moment, each
    without having seen the other's, cannot both add the next.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    baseline = models.CharField(_("versie van de UWV-basis"), max_length=40)
    number = models.PositiveIntegerField(_("volgnummer"))
    parameter = models.CharField(_("beleidsregel"), max_length=80)
    choice = models.CharField(_("keuze"), max_length=7)
    reason = models.CharField(_("reden"), max_length=40, blank=True)
    note = models.CharField(_("notitie"), max_length=300, blank=True)
    answered_by = models.UUIDField(_("beantwoord door"))
    answered_at = models.DateTimeField(_("beantwoord op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("antwoord op een nieuwe UWV-basis")
        verbose_name_plural = _("antwoorden op een nieuwe UWV-basis")
        constraints = [
            models.UniqueConstraint(
                name="baseline_answer_one_after_another", fields=["baseline", "number"]
            ),
            models.CheckConstraint(
                name="baseline_answer_choice_is_known",
                condition=Q(choice__in=[c.value for c in Choice]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.baseline} {self.parameter} {self.choice}"
