"""Plans, goals and talks of a case.

Health stands in two columns only: `CoachingPlan.limitation` and `FourWayTalk.minutes`. They are
never shown to an employer, written to the record or sent anywhere, and every reading is recorded.
"""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.plans.codes import (
    Activity,
    AgreementStatus,
    GoalOutcome,
    Horizon,
    Participant,
    Scope,
)
from tenants.access import APPEND_ONLY, TableAccess
from tenants.identifiers import uuid7

LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 2000


class CoachingPlan(models.Model):
    """One version of the plan of a case. A change adds the next version; none is ever changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveIntegerField(_("versie"))
    limitation = models.TextField(
        _("wat de jobcoach over de beperking moet weten"), max_length=LONGEST_TEXT, blank=True
    )
    signed_on = models.DateField(_("getekend door de persoon op"), null=True)
    written_by = models.UUIDField(_("geschreven door"), null=True)
    written_at = models.DateTimeField(_("geschreven op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("begeleidingsplan")
        verbose_name_plural = _("begeleidingsplannen")
        constraints = [
            models.UniqueConstraint(name="plan_version_once", fields=["case", "version"]),
            models.CheckConstraint(name="plan_versions_from_one", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.version)


class PlanGoal(models.Model):
    """A SMART goal in one version of a plan; `key` is the same in every version and application."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(CoachingPlan, on_delete=models.PROTECT, related_name="goals")
    key = models.UUIDField(default=uuid7)
    place = models.PositiveSmallIntegerField()
    horizon = models.CharField(_("termijn"), max_length=5, choices=Horizon)
    scope = models.CharField(_("gericht op"), max_length=11, choices=Scope)
    specific = models.CharField(_("doel"), max_length=LONGEST_LINE)
    measured_by = models.CharField(_("waaraan te zien"), max_length=LONGEST_LINE)
    action = models.CharField(_("aanpak"), max_length=LONGEST_LINE)
    by_when = models.DateField(_("uiterlijk"))
    minutes = models.PositiveIntegerField(_("uren"))
    activities = ArrayField(models.CharField(max_length=20, choices=Activity), default=list)
    is_work_related = models.BooleanField(default=False)
    is_approved = models.BooleanField(default=False)
    for_employer = models.BooleanField(_("de werkgever mag dit doel lezen"), default=False)
    is_carried = models.BooleanField(_("meegenomen"), default=False)

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        constraints = [
            models.UniqueConstraint(name="goal_once_a_version", fields=["plan", "key"]),
            models.CheckConstraint(
                name="goal_is_smart",
                condition=~Q(specific="") & ~Q(measured_by="") & ~Q(action=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class GoalResult(models.Model):
    """What came of a goal by a day; the latest counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(
        "assessments.Case", on_delete=models.PROTECT, related_name="goal_results"
    )
    goal_key = models.UUIDField()
    outcome = models.CharField(_("uitkomst"), max_length=11, choices=GoalOutcome)
    seen_on = models.DateField(_("gezien op"))
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("uitkomst van een doel")
        verbose_name_plural = _("uitkomsten van doelen")
        indexes = [models.Index(fields=["case", "goal_key"], name="result_of_goal")]

    def __str__(self) -> str:
        return self.outcome


class FourWayTalk(models.Model):
    """A talk of the person, the employer, the coach and who assesses, with its minutes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="talks")
    held_on = models.DateField(_("datum"))
    participants = ArrayField(models.CharField(max_length=8, choices=Participant))
    minutes = models.TextField(_("verslag"), max_length=4000, blank=True)
    next_on = models.DateField(_("volgend gesprek"), null=True)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("viergesprek")
        verbose_name_plural = _("viergesprekken")
        constraints = [
            models.CheckConstraint(
                name="next_talk_is_later",
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.held_on)


class Agreement(models.Model):
    """Who does what by when, as agreed in a talk; only whether it is done ever changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    talk = models.ForeignKey(FourWayTalk, on_delete=models.PROTECT, related_name="agreements")
    who = models.CharField(_("wie"), max_length=8, choices=Participant)
    what = models.CharField(_("doet wat"), max_length=LONGEST_LINE)
    by_when = models.DateField(_("uiterlijk"))
    status = models.CharField(
        _("status"), max_length=4, choices=AgreementStatus, default=AgreementStatus.OPEN
    )
    done_on = models.DateField(_("gedaan op"), null=True)
    made_at = models.DateTimeField(_("vastgelegd op"))

    access = TableAccess(own=("SELECT", "INSERT", "UPDATE (status, done_on)"))

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        constraints = [
            models.CheckConstraint(
                name="agreement_done_has_a_day",
                condition=Q(status="open", done_on__isnull=True)
                | Q(status="done", done_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.status


class Investigation(models.Model):
    """The investigation phase of a case: support that began on a quick check, with limited hours.

    `not_known` are the criteria that could not be answered yet when it began.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField(
        "assessments.Case", on_delete=models.PROTECT, related_name="investigation"
    )
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    most_minutes = models.PositiveIntegerField(_("uren hoogstens"))
    not_known = ArrayField(models.CharField(max_length=40), default=list)
    started_by = models.UUIDField(_("begonnen door"), null=True)
    started_at = models.DateTimeField(_("begonnen op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("onderzoeksfase")
        verbose_name_plural = _("onderzoeksfasen")
        constraints = [
            models.CheckConstraint(
                name="investigation_ends_after_its_start",
                condition=Q(ends_on__gt=F("starts_on"), most_minutes__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
