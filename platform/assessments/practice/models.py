"""Answers to whether a coach may do something; codes and days alone, only ever added to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.plans.codes import Activity
from assessments.practice.codes import REASONS, Answer, AnswerReason
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


def _fitting_reasons() -> Q:
    fits = Q()
    for answer, reasons in REASONS.items():
        fits |= Q(answer=answer.value, reason__in=[reason.value for reason in reasons])
    return fits


class ActivityAnswer(models.Model):
    """That an activity may be done in a case, or may not, from a day on; the last day holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(
        "assessments.Case", on_delete=models.PROTECT, related_name="activity_answers"
    )
    activity = models.CharField(_("wat de jobcoach wil doen"), max_length=20, choices=Activity)
    answer = models.CharField(_("antwoord"), max_length=11, choices=Answer)
    reason = models.CharField(_("reden"), max_length=10, choices=AnswerReason)
    on = models.DateField(_("dag"))
    recorded_by = models.UUIDField(_("vastgelegd door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("antwoord over wat de jobcoach mag doen")
        verbose_name_plural = _("antwoorden over wat de jobcoach mag doen")
        indexes = [models.Index(fields=["case", "-on"], name="activity_answer_of_case")]
        constraints = [
            models.CheckConstraint(
                name="activity_answer_has_its_reason",
                condition=_fitting_reasons() & Q(activity__in=Activity.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.activity} {self.answer}"
