"""The outcome: what became of the supported job, each taking the place of the one before."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Case
from outcomes.codes import GIVERS, EndReason, OutcomeKind, ServiceProvider, Situation
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class Outcome(models.Model):
    """What was seen of the job of a decided case on a day.

    Never changed: a later or better observation is a new row that names the one it supersedes. At
    most one row may supersede another, so the outcomes of a case form one chain; its end holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outcomes")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    kind = models.CharField(_("uitkomst"), max_length=9, choices=OutcomeKind)
    situation = models.CharField(_("situatie"), max_length=20, choices=Situation, blank=True)
    observed_on = models.DateField(_("gezien op"))
    ended_on = models.DateField(_("laatste dag van de baan"), null=True)
    reason = models.CharField(_("reden"), max_length=24, choices=EndReason, blank=True)
    next_job_started_on = models.DateField(_("eerste dag van de volgende baan"), null=True)
    service_started_on = models.DateField(_("eerste dag van de vervolgdienst"), null=True)
    service_provider = models.CharField(
        _("wie de vervolgdienst geeft"), max_length=7, choices=ServiceProvider, blank=True
    )
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))
    import_hash = models.CharField(max_length=64, blank=True)

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("uitkomst")
        verbose_name_plural = _("uitkomsten")
        constraints = [
            models.UniqueConstraint(
                name="outcome_of_a_case_starts_once",
                fields=["case"],
                condition=Q(supersedes__isnull=True),
            ),
            models.CheckConstraint(
                name="outcome_kind_is_known", condition=Q(kind__in=OutcomeKind.values)
            ),
            models.CheckConstraint(
                name="outcome_situation_is_known",
                condition=Q(situation__in=["", *Situation.values]),
            ),
            models.CheckConstraint(
                name="outcome_lasting_job_has_no_end",
                condition=~Q(kind="in_job")
                | Q(ended_on__isnull=True, reason="", next_job_started_on__isnull=True),
            ),
            models.CheckConstraint(
                name="outcome_end_has_day_and_reason",
                condition=Q(kind="in_job") | Q(ended_on__isnull=False, reason__in=EndReason.values),
            ),
            models.CheckConstraint(
                name="outcome_other_job_has_a_start",
                condition=~Q(kind="other_job") | Q(next_job_started_on__isnull=False),
            ),
            models.CheckConstraint(
                name="outcome_service_has_day_and_provider",
                condition=Q(
                    service_started_on__isnull=True,
                    service_provider__in=["", ServiceProvider.NONE.value],
                )
                | Q(
                    service_started_on__lte=F("observed_on"),
                    service_provider__in=[each.value for each in GIVERS],
                ),
            ),
            models.CheckConstraint(
                name="outcome_is_seen_after_the_end",
                condition=Q(ended_on__isnull=True) | Q(ended_on__lte=F("observed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.observed_on} {self.kind}"
