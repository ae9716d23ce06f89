"""That a report came, how a log was found, what was said of who coaches; only ever added to.

No health and no words stand in any column: days and codes alone.
"""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.oversight.codes import LogVerdict, RemarkKind, Risk
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7

_CASE: Final = "assessments.Case"


class CoachReport(models.Model):
    """That a report of the coach came in on a day; the report itself is not kept here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="coach_reports")
    received_on = models.DateField(_("ontvangen op"))
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("verslag van de jobcoach")
        verbose_name_plural = _("verslagen van de jobcoach")
        indexes = [models.Index(fields=["case", "-received_on"], name="report_of_case")]

    def __str__(self) -> str:
        return str(self.received_on)


class LogCheck(models.Model):
    """That the log was looked at up to a day, why, and how it was found."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="log_checks")
    until = models.DateField(_("tot en met"))
    risks = ArrayField(models.CharField(max_length=12, choices=Risk), default=list)
    verdict = models.CharField(_("uitkomst"), max_length=12, choices=LogVerdict)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("controle van het logboek")
        verbose_name_plural = _("controles van het logboek")
        indexes = [models.Index(fields=["case", "-until"], name="log_check_of_case")]
        constraints = [
            models.CheckConstraint(
                name="log_check_verdict_is_known", condition=Q(verdict__in=LogVerdict.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.until} {self.verdict}"


class ProviderRemark(models.Model):
    """What somebody who assesses saw of a coach organisation, in codes, with the case it was in.

    By the identifier of the register; no foreign key leaves the schema. It stays inside the
    organisation that recorded it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="provider_remarks")
    organisation_id = models.UUIDField(db_index=True)
    on = models.DateField(_("dag"))
    kinds = ArrayField(models.CharField(max_length=15, choices=RemarkKind))
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("signaal over een jobcoachorganisatie")
        verbose_name_plural = _("signalen over jobcoachorganisaties")
        indexes = [models.Index(fields=["-on"], name="remark_by_day")]
        constraints = [
            models.CheckConstraint(name="remark_says_something", condition=Q(kinds__len__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.organisation_id}"
