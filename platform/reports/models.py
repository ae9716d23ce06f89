"""Reports of an organisation: its own definitions, what was made of them, and what it said there.

Everything is only added to: a report that was made is never changed, and neither is who let it go.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256
from reports.published.models import LONGEST_REASON
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7

LONGEST_STORY = 1000


class Audience(models.TextChoices):
    """For whom a report is made: so by whose rights its figures are read."""

    OWN = "own", _("Onze organisatie: met onze eigen cijfers")
    EVERYONE = "everyone", _("Iedereen: alleen uitgebrachte cijfers")


class OwnDefinition(models.Model):
    """A report that an organisation put together; of one name the highest number counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.SlugField(_("naam"), max_length=60)
    number = models.PositiveSmallIntegerField(_("nummer"))
    content = models.JSONField(_("inhoud"))
    made_by = models.UUIDField(_("gemaakt door"))
    made_at = models.DateTimeField(_("gemaakt op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("rapportdefinitie")
        verbose_name_plural = _("rapportdefinities")
        constraints = [
            models.UniqueConstraint(name="own_definition_once", fields=["name", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class ReportSchedule(models.Model):
    """That a report is made for every period that is over; of one report the highest number counts.

    A line that is not active ends it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    definition = models.SlugField(_("rapport"), max_length=60)
    number = models.PositiveSmallIntegerField(_("nummer"))
    is_active = models.BooleanField(_("loopt"))
    audience = models.CharField(_("voor wie"), max_length=8, choices=Audience)
    made_by = models.UUIDField(_("vastgelegd door"))
    made_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("rooster van een rapport")
        verbose_name_plural = _("roosters van rapporten")
        constraints = [
            models.UniqueConstraint(name="report_schedule_once", fields=["definition", "number"]),
            models.CheckConstraint(
                name="schedule_audience_is_known", condition=Q(audience__in=Audience.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.number}"


class ReportSnapshot(models.Model):
    """One report as it was made: every figure and every word of it, frozen.

    Attributes:
        content: canonical JSON; `content_hash` is of exactly these signs.
        seed: of all that would be drawn while it was made.
        made_by: who made it, or who set the schedule that did.
        authors: whose words stand in it: of its stories, and of a definition of one's own.
        schedule: which made it; such a report is made once for a period.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    definition = models.SlugField(_("rapport"), max_length=60)
    definition_hash = models.CharField(max_length=64)
    period = models.CharField(_("periode"), max_length=7)
    audience = models.CharField(_("voor wie"), max_length=8, choices=Audience)
    release_number = models.PositiveIntegerField(_("uitgebrachte cijfers"))
    method_version = models.CharField(_("versie van de werkwijze"), max_length=12)
    seed = models.BigIntegerField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    made_by = models.UUIDField(_("gemaakt door"))
    made_at = models.DateTimeField(_("gemaakt op"))
    authors = ArrayField(models.UUIDField(), verbose_name=_("teksten van"), default=list)
    schedule = models.ForeignKey(
        ReportSchedule, null=True, on_delete=models.PROTECT, related_name="made"
    )

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("gemaakt rapport")
        verbose_name_plural = _("gemaakte rapporten")
        constraints = [
            # The key that an approval refers to: it cannot name another maker.
            models.UniqueConstraint(name="snapshot_and_maker", fields=["id", "made_by"]),
            models.UniqueConstraint(name="scheduled_once", fields=["schedule", "period"]),
            models.CheckConstraint(
                name="snapshot_hash_is_sha256", condition=Q(content_hash__regex=SHA256)
            ),
            models.CheckConstraint(
                name="snapshot_audience_is_known", condition=Q(audience__in=Audience.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.period}"


class ReportApproval(models.Model):
    """That somebody else than its maker let a report go. A foreign key holds the maker to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    snapshot = models.OneToOneField(
        ReportSnapshot, on_delete=models.PROTECT, related_name="approval"
    )
    made_by = models.UUIDField(_("gemaakt door"))
    approved_by = models.UUIDField(_("vrijgegeven door"))
    approved_at = models.DateTimeField(_("vrijgegeven op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("vrijgegeven rapport")
        verbose_name_plural = _("vrijgegeven rapporten")
        constraints = [
            models.CheckConstraint(
                name="report_maker_is_not_checker", condition=~Q(approved_by=F("made_by"))
            )
        ]

    def __str__(self) -> str:
        return str(self.snapshot_id)


class ReportWithdrawal(models.Model):
    """That a report which was let go is taken back, and why. What it said is kept, as a record."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    approval = models.OneToOneField(
        ReportApproval, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(_("reden"), max_length=LONGEST_REASON)
    withdrawn_by = models.UUIDField(_("ingetrokken door"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("ingetrokken rapport")
        verbose_name_plural = _("ingetrokken rapporten")
        constraints = [
            models.CheckConstraint(name="taken_back_with_a_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return self.reason


class FigureStory(models.Model):
    """The story behind a figure, in the organisation's own words; the highest number counts.

    An empty text takes the one before back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    indicator = models.SlugField(_("indicator"), max_length=60)
    number = models.PositiveSmallIntegerField(_("nummer"))
    text = models.TextField(_("verhaal"), max_length=LONGEST_STORY, blank=True)
    written_by = models.UUIDField(_("geschreven door"))
    written_at = models.DateTimeField(_("geschreven op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("verhaal achter een cijfer")
        verbose_name_plural = _("verhalen achter cijfers")
        constraints = [
            models.UniqueConstraint(name="figure_story_once", fields=["indicator", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.number}"
