"""What stays in an organisation that takes part: its statements, its key, and answers of rules.

Nothing in here says anything of a person, and everything is only ever added to.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class BenchmarkStatement(models.Model):
    """One statement: from a day on the organisation takes part in the benchmark, or no longer.

    Of those that have begun the one with the highest number counts; without any, it does not take
    part. Where it does, facts of decisions from `from_day` on are sent as edition `number`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveSmallIntegerField(_("uitgave"), unique=True)
    takes_part = models.BooleanField(_("doet mee"))
    from_day = models.DateField(_("vanaf"))
    made_by = models.UUIDField(_("vastgelegd door"), null=True)
    made_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("afspraak over de benchmark")
        verbose_name_plural = _("afspraken over de benchmark")

    def __str__(self) -> str:
        return f"{self.from_day} {self.takes_part}"


class PseudonymSecret(models.Model):
    """The organisation's half of the key of pseudonyms, made once: no other role can read it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    only = models.BooleanField(default=True, unique=True)
    secret = models.BinaryField(max_length=32)

    access = APPEND_ONLY

    class Meta:
        constraints = [
            models.CheckConstraint(name="pseudonym_secret_is_one", condition=Q(only=True)),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RulesElsewhere(models.Model):
    """What rules said of a decided case beside verdict and hours, kept when it was first sent.

    A later engine, or shipped policy that changed, may answer otherwise; what was sent stays as it
    was, so that it can be made again. Columns as in `DecisionFact`; `evaluation_months` and
    `evaluates_at_end` are what the own policy asked then (`assessments.following.norms`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case_id = models.UUIDField(unique=True)
    method = models.CharField(max_length=24, blank=True)
    own_months = models.PositiveSmallIntegerField(null=True)
    baseline_months = models.PositiveSmallIntegerField(null=True)
    over_own_cap = models.CharField(max_length=9)
    over_baseline_cap = models.CharField(max_length=9)
    passes = models.CharField(max_length=32, blank=True)
    evaluation_months = models.PositiveSmallIntegerField(null=True)
    evaluates_at_end = models.BooleanField()

    access = APPEND_ONLY

    def __str__(self) -> str:
        return str(self.case_id)


class RulesEffects(models.Model):
    """What groups of rules did in a decided case, kept when it was first sent with that.

    As in `RulesElsewhere`, and for the same reason; columns as in `DecisionFact`, all empty where
    it was not known. A case that was sent before there were effects has no row until everything is
    sent anew.
    """

    case_id = models.UUIDField(primary_key=True)
    inclusion_seconds = models.BigIntegerField(null=True)
    method_seconds = models.BigIntegerField(null=True)
    periods_seconds = models.BigIntegerField(null=True)
    tailoring_seconds = models.BigIntegerField(null=True)
    other_rules_seconds = models.BigIntegerField(null=True)

    access = APPEND_ONLY

    def __str__(self) -> str:
        return str(self.case_id)
