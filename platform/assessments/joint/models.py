"""Sessions in which coaching, wage value and trial placement were judged together.

No health stands in any column. What was found of need and wage value stands in the facts of the
case, where the rules read it; only that it was judged in this session stands here.
"""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.joint.codes import JointPart, TrialVerdict
from assessments.plans.codes import Participant
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7

_CASE: Final = "assessments.Case"


class JointAssessment(models.Model):
    """One session: when, with whom, what was judged, and what was found of the trial placement.

    Only ever added to; of a trial placement the latest session that judged it counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="joint_assessments")
    on = models.DateField(_("dag"))
    with_whom = ArrayField(models.CharField(max_length=8, choices=Participant))
    parts = ArrayField(models.CharField(max_length=10, choices=JointPart))
    trial_verdict = models.CharField(
        _("proefplaatsing"), max_length=8, choices=TrialVerdict, blank=True
    )
    trial_starts_on = models.DateField(_("eerste dag"), null=True)
    trial_ends_on = models.DateField(_("laatste dag"), null=True)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("gezamenlijke beoordeling")
        verbose_name_plural = _("gezamenlijke beoordelingen")
        indexes = [models.Index(fields=["case", "-on"], name="joint_of_case")]
        constraints = [
            models.CheckConstraint(name="joint_judges_something", condition=Q(parts__len__gt=0)),
            models.CheckConstraint(
                name="joint_trial_approved_has_days",
                condition=~Q(trial_verdict="approved")
                | Q(trial_starts_on__isnull=False, trial_ends_on__gte=F("trial_starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.on)
