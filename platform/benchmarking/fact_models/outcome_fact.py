"""The fact row of a followed job."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarking import codes
from benchmarking.fact_models.shared import (
    KNOWN_CLASSES,
    STANDING_FACTS,
    SentFact,
    among,
    code,
    codes_alone,
    not_negative,
)
from tenants.identifiers import uuid7


class OutcomeFact(SentFact):
    """What became of one job: how long it lasted or was followed, and whether a next one began.

    `ended` false means censored: still in the job when last seen, or an end that does not count
    (death, pension: I-02). `gap_days` counts from the end of the job to the next one, or without a
    next job to the day it was last seen. Without `duration_days` the start is not known.
    `entered_days` is how long the job ran already when its support was to begin: an earlier end
    could not have been seen. `reason` is from whose side the end came (`outcomes.codes.EndSide`):
    why may tell of health, and stays in the organisation. Columns: docs/decisions/0081.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    start_month = models.DateField(_("maand van de start"), null=True)
    duration_days = models.IntegerField(_("duur in dagen"), null=True)
    entered_days = models.IntegerField(_("gevolgd vanaf dag"), null=True)
    ended = models.BooleanField(_("geëindigd"))
    kind = models.CharField(_("uitkomst"), max_length=12)
    gap_days = models.IntegerField(_("dagen tot de volgende baan"), null=True)
    reason = models.CharField(_("reden van het einde"), max_length=40, blank=True)
    end_year = models.PositiveSmallIntegerField(_("jaar van het einde"), null=True)
    hours_class = code(_("uren per week"), 12)
    contract_under_6 = code(_("contract korter dan zes maanden"), 9)
    work_days = models.IntegerField(_("dagen aan het werk"), null=True)
    work_ended = models.BooleanField(_("het werk hield op"), null=True)
    next_is_trial = code(_("volgende baan is een proefplaatsing"), 9, default="")
    next_days = models.IntegerField(_("dagen in de volgende baan"), null=True)
    next_ended = models.BooleanField(_("de volgende baan is geëindigd"), null=True)
    recorded_after = code(_("vastgelegd na"), 9)

    access = STANDING_FACTS

    class Meta:
        verbose_name = _("benchmarkfeit over een uitkomst")
        verbose_name_plural = _("benchmarkfeiten over uitkomsten")
        indexes = [
            models.Index(
                fields=["tenant_schema", "pseudonym", "revision"],
                name="outcome_fact_corrections",
                condition=Q(revision__gt=1),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="outcome_fact_once", fields=["tenant_schema", "pseudonym", "revision"]
            ),
            models.CheckConstraint(
                name="outcome_fact_days_not_negative",
                condition=not_negative(
                    "duration_days", "gap_days", "entered_days", "work_days", "next_days"
                ),
            ),
            models.CheckConstraint(
                name="outcome_fact_start_goes_with_duration",
                condition=Q(start_month=None, duration_days=None)
                | Q(start_month__day=1, duration_days__isnull=False),
            ),
            models.CheckConstraint(
                name="outcome_fact_codes_are_known",
                condition=KNOWN_CLASSES
                & Q(kind__in=list(codes.OUTCOME_KINDS))
                & Q(hours_class__in=list(codes.HOURS_CLASSES))
                & Q(recorded_after__in=codes.RECORDED_AFTER),
            ),
            models.CheckConstraint(
                name="outcome_fact_other_codes_are_known",
                condition=among(codes.YES_NO, "contract_under_6")
                & among((*codes.YES_NO, ""), "next_is_trial")
                & codes_alone("reason"),
            ),
            models.CheckConstraint(
                name="outcome_fact_next_job_follows_an_end",
                condition=Q(gap_days=None) | ~Q(kind="in_job"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_schema} {self.kind}"
