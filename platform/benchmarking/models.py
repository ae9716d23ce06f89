"""Fact rows: the minimised, pseudonymous record of one decision or outcome that leaves a tenant."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarking.across.models import AskedAcross
from benchmarking.codes import (
    CONTRACT_CLASSES,
    HOURS_CLASSES,
    NEEDS,
    OUTCOME_KINDS,
    TARGET_GROUPS,
)
from tenants.access import ADD, READ, TableAccess
from tenants.identifiers import uuid7

__all__ = ["AskedAcross", "DecisionFact", "OutcomeFact"]

# A tenant adds its own rows (also those that take the place of earlier ones) and reads none.
_FACTS = TableAccess(tenant=ADD, benchmark=READ, row_owner="tenant_schema")


class DecisionFact(models.Model):
    """What one decision says: the case coarsened, what was asked, advised twice, and decided.

    A later row of the same pseudonym with a higher revision takes this one's place. Minutes are
    whole; an advice that is not known is empty, and a refusal awards 0.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pseudonym = models.CharField(_("pseudoniem"), max_length=64)
    revision = models.PositiveSmallIntegerField(_("versie"))
    tenant_schema = models.CharField(_("uitvoerder"), max_length=32)
    decided_month = models.DateField(_("maand van het besluit"))
    target_group = models.CharField(_("doelgroep"), max_length=24)
    contract_class = models.CharField(_("contract"), max_length=16)
    hours_class = models.CharField(_("uren per week"), max_length=12)
    need = models.CharField(_("behoefte"), max_length=12)
    requested_minutes = models.IntegerField(_("gevraagd"), null=True)
    own_minutes = models.IntegerField(_("volgens eigen regels"), null=True)
    baseline_minutes = models.IntegerField(_("volgens de UWV-basis"), null=True)
    awarded_minutes = models.IntegerField(_("toegekend"))
    refused = models.BooleanField(_("afgewezen"))
    failed_own = ArrayField(
        models.CharField(max_length=40), verbose_name=_("niet gehaald volgens eigen regels")
    )
    failed_baseline = ArrayField(
        models.CharField(max_length=40), verbose_name=_("niet gehaald volgens de UWV-basis")
    )
    deviation_reason = models.CharField(_("reden van afwijken"), max_length=40, blank=True)
    own_profile_hash = models.CharField(_("eigen profiel"), max_length=64)
    baseline_hash = models.CharField(_("UWV-basis"), max_length=64)
    is_synthetic = models.BooleanField(_("voorbeeldgegevens"))

    access = _FACTS

    class Meta:
        verbose_name = _("benchmarkfeit over een besluit")
        verbose_name_plural = _("benchmarkfeiten over besluiten")
        indexes = [
            models.Index(
                fields=["tenant_schema", "pseudonym", "revision"],
                name="decision_fact_corrections",
                condition=Q(revision__gt=1),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="decision_fact_once", fields=["tenant_schema", "pseudonym", "revision"]
            ),
            models.CheckConstraint(
                name="decision_fact_refusal_awards_nought",
                condition=Q(refused=False) | Q(awarded_minutes=0),
            ),
            models.CheckConstraint(
                name="decision_fact_minutes_not_negative",
                condition=Q(awarded_minutes__gte=0)
                & (Q(own_minutes=None) | Q(own_minutes__gte=0))
                & (Q(baseline_minutes=None) | Q(baseline_minutes__gte=0))
                & (Q(requested_minutes=None) | Q(requested_minutes__gte=0)),
            ),
            models.CheckConstraint(
                name="decision_fact_holds_no_day", condition=Q(decided_month__day=1)
            ),
            models.CheckConstraint(
                name="decision_fact_codes_are_known",
                condition=Q(target_group__in=list(TARGET_GROUPS))
                & Q(contract_class__in=list(CONTRACT_CLASSES))
                & Q(hours_class__in=list(HOURS_CLASSES))
                & Q(need__in=list(NEEDS))
                & Q(revision__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_schema} {self.decided_month:%Y-%m}"


class OutcomeFact(models.Model):
    """What became of one job: how long it lasted or was followed, and whether a next one began.

    `ended` false means censored: still in the job when last seen, or an end that does not count
    (death, pension: I-02). `gap_days` counts from the end of the job to the next one, or without a
    next job to the day it was last seen. Without `duration_days` the start is not known.
    `entered_days` is how long the job ran already when its support was to begin: an earlier end
    could not have been seen; empty in rows from before this was kept. `reason` is from whose side
    the end came (`outcomes.codes.EndSide`): why may tell of health, and stays in the organisation.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pseudonym = models.CharField(_("pseudoniem"), max_length=64)
    revision = models.PositiveSmallIntegerField(_("versie"))
    tenant_schema = models.CharField(_("uitvoerder"), max_length=32)
    start_month = models.DateField(_("maand van de start"), null=True)
    duration_days = models.IntegerField(_("duur in dagen"), null=True)
    entered_days = models.IntegerField(_("gevolgd vanaf dag"), null=True)
    ended = models.BooleanField(_("geëindigd"))
    kind = models.CharField(_("uitkomst"), max_length=12)
    gap_days = models.IntegerField(_("dagen tot de volgende baan"), null=True)
    reason = models.CharField(_("reden van het einde"), max_length=40, blank=True)
    contract_class = models.CharField(_("contract"), max_length=16)
    target_group = models.CharField(_("doelgroep"), max_length=24)
    is_synthetic = models.BooleanField(_("voorbeeldgegevens"))

    access = _FACTS

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
                condition=(Q(duration_days=None) | Q(duration_days__gte=0))
                & (Q(gap_days=None) | Q(gap_days__gte=0))
                & (Q(entered_days=None) | Q(entered_days__gte=0)),
            ),
            models.CheckConstraint(
                name="outcome_fact_start_goes_with_duration",
                condition=Q(start_month=None, duration_days=None)
                | Q(start_month__day=1, duration_days__isnull=False),
            ),
            models.CheckConstraint(
                name="outcome_fact_codes_are_known",
                condition=Q(target_group__in=list(TARGET_GROUPS))
                & Q(contract_class__in=list(CONTRACT_CLASSES))
                & Q(kind__in=list(OUTCOME_KINDS))
                & Q(revision__gte=1),
            ),
            models.CheckConstraint(
                name="outcome_fact_next_job_follows_an_end",
                condition=Q(gap_days=None) | ~Q(kind="in_job"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_schema} {self.kind}"
