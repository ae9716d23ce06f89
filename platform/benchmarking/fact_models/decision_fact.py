"""The fact row of a judged application."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
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

_YES_OR_NO = (
    "in_term", "over_own_cap", "over_baseline_cap", "second_person", "coach_trained",
    "coach_registered", "appealed", "after_objection",
)  # fmt: skip
_EFFECTS = (
    "inclusion_seconds", "method_seconds", "periods_seconds", "tailoring_seconds",
    "other_rules_seconds",
)  # fmt: skip


def _add_up() -> Q:
    """Give the condition that effects are the whole difference of the two advices, or all empty."""
    first, *others = _EFFECTS
    own = Cast("own_minutes", models.BigIntegerField())  # seconds of it do not fit in 32 bits
    left = 60 * (own - F("baseline_minutes"))
    for name in others:
        left -= F(name)
    told = (*_EFFECTS, "own_minutes", "baseline_minutes")
    return Q(**dict.fromkeys(_EFFECTS)) | (
        Q(**dict.fromkeys([f"{name}__isnull" for name in told], False)) & Q(**{first: left})
    )


class DecisionFact(SentFact):
    """What one decision says: the case coarsened, what was asked, advised twice, and decided.

    A later row of the same pseudonym with a higher revision takes this one's place. Minutes are
    whole; an advice that is not known is empty, and a refusal awards 0. Every column, and how
    coarse it is, stands in docs/decisions/0081.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decided_month = models.DateField(_("maand van het besluit"))
    hours_class = models.CharField(_("uren per week"), max_length=12)
    need = models.CharField(_("behoefte"), max_length=12)
    request_kind = code(_("soort aanvraag"), 12)
    support_year = models.PositiveSmallIntegerField(_("jaar van de begeleiding"), null=True)
    first_in_year = models.BooleanField(_("eerste besluit van de persoon dat jaar"), null=True)
    first_grant_in_year = models.BooleanField(
        _("eerste toekenning van de persoon dat jaar"), null=True
    )
    weeks_to_decide = models.PositiveSmallIntegerField(_("weken tot het besluit"), null=True)
    in_term = code(_("op tijd besloten"), 9)
    requested_minutes = models.IntegerField(_("gevraagd"), null=True)
    own_minutes = models.IntegerField(_("volgens eigen regels"), null=True)
    baseline_minutes = models.IntegerField(_("volgens de UWV-basis"), null=True)
    awarded_minutes = models.IntegerField(_("toegekend"))
    asked_months = models.PositiveSmallIntegerField(_("gevraagde maanden"), null=True)
    own_months = models.PositiveSmallIntegerField(_("maanden volgens eigen regels"), null=True)
    baseline_months = models.PositiveSmallIntegerField(_("maanden volgens de UWV-basis"), null=True)
    granted_months = models.PositiveSmallIntegerField(_("toegekende maanden"), null=True)
    over_own_cap = code(_("langer dan de eigen gewone duur"), 9)
    over_baseline_cap = code(_("langer dan de gewone duur van de UWV-basis"), 9)
    method = code(_("manier om de uren te bepalen"), 24, default="")
    refused = models.BooleanField(_("afgewezen"))
    failed_own = ArrayField(
        models.CharField(max_length=40), verbose_name=_("niet gehaald volgens eigen regels")
    )
    failed_baseline = ArrayField(
        models.CharField(max_length=40), verbose_name=_("niet gehaald volgens de UWV-basis")
    )
    passes = code(_("wat ander beleid zou zeggen"), 32, default="")
    deviation_reason = models.CharField(_("reden van afwijken"), max_length=40, blank=True)
    second_person = code(_("tweede persoon"), 9)
    provider_recognition = code(_("erkenning"), 14)
    coach_level = code(_("niveau van de jobcoach"), 9)
    coach_trained = code(_("jobcoach heeft een training"), 9)
    coach_registered = code(_("jobcoach in een beroepsregister"), 9)
    objection = code(_("bezwaar"), 12, default=codes.NO_OBJECTION)
    objection_reason = code(_("reden van de uitkomst van het bezwaar"), 16, default="")
    appealed = code(_("beroep"), 9)
    after_objection = code(_("besluit na bezwaar"), 9)
    recorded_after = code(_("vastgelegd na"), 9)
    # What groups of rules do (decision 89): kept, and told nowhere yet.
    inclusion_seconds = models.BigIntegerField(_("door wie meedoet"), null=True)
    method_seconds = models.BigIntegerField(_("door de manier om de uren te bepalen"), null=True)
    periods_seconds = models.BigIntegerField(_("door periodes en duur"), null=True)
    tailoring_seconds = models.BigIntegerField(_("door ruimte voor maatwerk"), null=True)
    other_rules_seconds = models.BigIntegerField(_("door andere regels"), null=True)
    own_profile_hash = models.CharField(_("eigen profiel"), max_length=64)
    baseline_hash = models.CharField(_("UWV-basis"), max_length=64)

    access = STANDING_FACTS

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
                & not_negative("own_minutes", "baseline_minutes", "requested_minutes"),
            ),
            models.CheckConstraint(
                name="decision_fact_holds_no_day", condition=Q(decided_month__day=1)
            ),
            models.CheckConstraint(
                name="decision_fact_codes_are_known",
                condition=KNOWN_CLASSES
                & Q(hours_class__in=list(codes.HOURS_CLASSES))
                & Q(need__in=list(codes.NEEDS))
                & Q(request_kind__in=codes.REQUEST_KINDS)
                & Q(objection__in=codes.OBJECTIONS)
                & Q(recorded_after__in=codes.RECORDED_AFTER)
                & Q(passes__regex=r"^[ynu]*$"),
            ),
            models.CheckConstraint(
                name="decision_fact_other_codes_are_known",
                condition=among(codes.YES_NO, *_YES_OR_NO)
                & Q(provider_recognition__in=codes.RECOGNITIONS)
                & Q(coach_level__in=codes.COACH_LEVELS)
                & codes_alone("method", "deviation_reason", "objection_reason"),
            ),
            models.CheckConstraint(
                name="decision_fact_is_coarse",
                condition=(Q(weeks_to_decide=None) | Q(weeks_to_decide__lte=53))
                & (Q(support_year=None) | Q(support_year__range=(1, 4))),
            ),
            models.CheckConstraint(name="decision_fact_effects_add_up", condition=_add_up()),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_schema} {self.decided_month:%Y-%m}"
