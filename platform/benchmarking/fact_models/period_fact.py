"""The fact row of what ran after a grant."""

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


class PeriodFact(SentFact):
    """What ran in the support that was granted: hours used, evaluations, goals, growth, its end.

    Counts are over the whole support as it is now; who asks for support that is over looks at
    `end_month`. Which change of the job made the minutes what they are is not told: what would be
    left when all others are told is illness. Columns: docs/decisions/0081.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decided_month = models.DateField(_("maand van het besluit"))
    start_month = models.DateField(_("eerste maand"), null=True)
    end_month = models.DateField(_("laatste maand"), null=True)
    hours_class = models.CharField(_("uren per week"), max_length=12)
    need = models.CharField(_("behoefte"), max_length=12)
    method = code(_("manier om de uren te bepalen"), 24, default="")
    granted_minutes = models.IntegerField(_("toegekend"))
    minutes_now = models.IntegerField(_("na wijzigingen"))
    extra_minutes = models.IntegerField(_("extra uren"), default=0)
    used_minutes = models.IntegerField(_("gebruikt"), null=True)
    ended_early = code(_("eerder gestopt"), 9)
    settled_by = code(_("afgerekend"), 12, default="")
    evaluations_due = models.PositiveSmallIntegerField(_("evaluaties die moesten"), null=True)
    evaluations_on_time = models.PositiveSmallIntegerField(_("evaluaties op tijd"), null=True)
    evaluations_held = models.PositiveSmallIntegerField(_("evaluaties gehouden"), default=0)
    goals_set = models.PositiveSmallIntegerField(_("doelen"), null=True)
    goals_reached = models.PositiveSmallIntegerField(_("doelen gehaald"), null=True)
    goals_partly = models.PositiveSmallIntegerField(_("doelen deels gehaald"), null=True)
    goals_missed = models.PositiveSmallIntegerField(_("doelen niet gehaald"), null=True)
    goals_dropped = models.PositiveSmallIntegerField(_("doelen losgelaten"), null=True)
    hours_growth = code(_("groei van de uren"), 9)
    wage_value_growth = code(_("groei van de loonwaarde"), 9)
    self_reliance = code(_("zelfredzaamheid"), 9)
    obligation = code(_("afspraak om te groeien"), 8, default="none")
    coach_changes = models.PositiveSmallIntegerField(_("wisselingen van jobcoach"), default=0)

    access = STANDING_FACTS

    class Meta:
        verbose_name = _("benchmarkfeit over een periode")
        verbose_name_plural = _("benchmarkfeiten over perioden")
        constraints = [
            models.UniqueConstraint(
                name="period_fact_once", fields=["tenant_schema", "pseudonym", "revision"]
            ),
            models.CheckConstraint(
                name="period_fact_minutes_not_negative",
                condition=Q(granted_minutes__gte=0, minutes_now__gte=0, extra_minutes__gte=0)
                & not_negative("used_minutes"),
            ),
            models.CheckConstraint(
                name="period_fact_holds_no_day",
                condition=Q(decided_month__day=1)
                & (Q(start_month=None, end_month=None) | Q(start_month__day=1, end_month__day=1)),
            ),
            models.CheckConstraint(
                name="period_fact_codes_are_known",
                condition=KNOWN_CLASSES
                & Q(hours_class__in=list(codes.HOURS_CLASSES))
                & Q(need__in=list(codes.NEEDS))
                & Q(hours_growth__in=codes.HOURS_GROWTH)
                & Q(wage_value_growth__in=codes.WAGE_VALUE_GROWTH)
                & Q(self_reliance__in=codes.SELF_RELIANCE)
                & Q(obligation__in=codes.OBLIGATIONS),
            ),
            models.CheckConstraint(
                name="period_fact_other_codes_are_known",
                condition=among(codes.YES_NO, "ended_early") & codes_alone("method", "settled_by"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_schema} {self.decided_month:%Y-%m}"
