"""The log, contacts, evaluations, measures, answers to obligations, changes of coach.

No health stands in any column: what is written in words is the headline of a log entry alone, at
which the form says so; it goes with the person when that is removed. Everything but who follows a
case is only ever added to.
"""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.following.codes import (
    CoachReason,
    ContactWay,
    EvaluationOutcome,
    EvaluationPart,
    GoalReason,
    HandedOver,
    ObligationFollowUp,
    ObligationOutcome,
    SelfReliance,
    WageSource,
)
from assessments.plans.codes import Activity, GoalOutcome, Participant
from tenants.access import APPEND_ONLY, TableAccess
from tenants.identifiers import uuid7

LONGEST_HEADLINE: Final = 300
_CASE: Final = "assessments.Case"


class LogEntry(models.Model):
    """Coaching that was done: on a day, or over some days on headlines. One that is void takes
    another away; nothing is changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="log_entries")
    first_day = models.DateField(_("eerste dag"))
    last_day = models.DateField(_("laatste dag"))
    minutes = models.PositiveIntegerField(_("uren"))
    activities = ArrayField(models.CharField(max_length=20, choices=Activity), default=list)
    goal_key = models.UUIDField(null=True)
    headline = models.CharField(_("in hoofdlijnen"), max_length=LONGEST_HEADLINE, blank=True)
    takes_back = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="taken_back_by", null=True
    )
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    # The words alone can go, with the person whom they are about; the hours stay as they are.
    access = TableAccess(own=("SELECT", "INSERT", "UPDATE (headline)"))

    class Meta:
        verbose_name = _("regel van het logboek")
        verbose_name_plural = _("regels van het logboek")
        indexes = [models.Index(fields=["case", "first_day"], name="log_of_case")]
        constraints = [
            models.CheckConstraint(
                name="log_ends_after_its_start", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(name="log_has_minutes", condition=Q(minutes__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.minutes}"


class ContactMoment(models.Model):
    """That a consultant had contact on a day: how and with whom, not about what."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField(_("dag"))
    way = models.CharField(_("hoe"), max_length=7, choices=ContactWay)
    with_whom = ArrayField(models.CharField(max_length=8, choices=Participant))
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacten")
        indexes = [models.Index(fields=["case", "on"], name="contact_of_case")]

    def __str__(self) -> str:
        return f"{self.on} {self.way}"


class Evaluation(models.Model):
    """An evaluation that was held: of what it consisted, what it came to, when the next one is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="evaluations")
    held_on = models.DateField(_("gehouden op"))
    parts = ArrayField(models.CharField(max_length=14, choices=EvaluationPart))
    outcome = models.CharField(_("uitkomst"), max_length=11, choices=EvaluationOutcome)
    self_reliance = models.PositiveSmallIntegerField(
        _("zelfredzaamheid"), choices=SelfReliance, null=True
    )
    next_on = models.DateField(_("volgende evaluatie"), null=True)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        indexes = [models.Index(fields=["case", "-held_on"], name="evaluation_of_case")]
        constraints = [
            models.CheckConstraint(
                name="next_evaluation_is_later",
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")),
            ),
            models.CheckConstraint(
                name="self_reliance_has_five_steps",
                condition=Q(self_reliance__isnull=True) | Q(self_reliance__range=(1, 5)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.outcome}"


class EvaluatedGoal(models.Model):
    """What an evaluation said of one goal; one that was let go has a reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="goals")
    goal_key = models.UUIDField()
    outcome = models.CharField(_("uitkomst"), max_length=11, choices=GoalOutcome)
    reason = models.CharField(_("reden"), max_length=10, choices=GoalReason, blank=True)

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("geëvalueerd doel")
        verbose_name_plural = _("geëvalueerde doelen")
        constraints = [
            models.UniqueConstraint(
                name="goal_once_an_evaluation", fields=["evaluation", "goal_key"]
            ),
            models.CheckConstraint(
                name="goal_let_go_has_a_reason",
                condition=Q(outcome="dropped") & ~Q(reason="")
                | ~Q(outcome="dropped") & Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class WorkMeasure(models.Model):
    """The hours a week and the wage value of a job as they were on a day; a value has a source."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="work_measures")
    on = models.DateField(_("dag"))
    weekly_minutes = models.PositiveIntegerField(_("uren per week"), null=True)
    wage_value = models.PositiveIntegerField(_("loonwaarde"), null=True)  # basis points
    source = models.CharField(_("bron"), max_length=8, choices=WageSource, blank=True)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("meting van het werk")
        verbose_name_plural = _("metingen van het werk")
        indexes = [models.Index(fields=["case", "on"], name="measure_of_case")]
        constraints = [
            models.CheckConstraint(
                name="measure_says_something",
                condition=Q(weekly_minutes__isnull=False) | Q(wage_value__isnull=False),
            ),
            models.CheckConstraint(
                name="wage_value_has_a_source",
                condition=Q(wage_value__isnull=True, source="")
                | Q(wage_value__isnull=False) & ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.on)


class ObligationAnswer(models.Model):
    """What came of an obligation to grow by its day, and what follows; the latest counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="obligation_answers")
    criterion = models.CharField(max_length=40)
    outcome = models.CharField(_("uitkomst"), max_length=8, choices=ObligationOutcome)
    follow_up = models.CharField(_("wat volgt"), max_length=13, choices=ObligationFollowUp)
    seen_on = models.DateField(_("gezien op"))
    new_due_on = models.DateField(_("nieuwe dag"), null=True)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("antwoord op een verplichting")
        verbose_name_plural = _("antwoorden op verplichtingen")
        indexes = [models.Index(fields=["case", "criterion"], name="answer_to_obligation")]
        constraints = [
            models.CheckConstraint(
                name="obligation_later_has_a_day",
                condition=Q(follow_up="later", new_due_on__gt=F("seen_on"))
                | ~Q(follow_up="later") & Q(new_due_on__isnull=True),
            ),
            models.CheckConstraint(
                name="obligation_done_continues",
                condition=~Q(outcome="done") | Q(follow_up="continues"),
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class CoachChange(models.Model):
    """That another coach took over from a day: who, why, what was handed over.

    By the identifiers of the register; no foreign key leaves the schema. `open_agreements` are
    those that were open then.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(_CASE, on_delete=models.PROTECT, related_name="coach_changes")
    from_day = models.DateField(_("vanaf"))
    reason = models.CharField(_("reden"), max_length=10, choices=CoachReason)
    earlier_organisation_id = models.UUIDField(null=True)
    earlier_coach_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    coach_id = models.UUIDField(null=True)
    handed_over = ArrayField(models.CharField(max_length=10, choices=HandedOver), default=list)
    open_agreements = ArrayField(models.UUIDField(), default=list)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("wisseling van jobcoach")
        verbose_name_plural = _("wisselingen van jobcoach")
        indexes = [models.Index(fields=["case", "from_day"], name="coach_change_of_case")]
        constraints = [
            models.CheckConstraint(
                name="coach_change_names_somebody",
                condition=Q(organisation_id__isnull=False) | Q(coach_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.from_day)


class CaseFollower(models.Model):
    """Who of the organisation follows a case; without a row, who decided or opened it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField(_CASE, on_delete=models.PROTECT, related_name="follower")
    user_id = models.UUIDField(_("wie volgt"), db_index=True)
    since = models.DateField(_("sinds"))

    access = TableAccess(own=("SELECT", "INSERT", "UPDATE"))

    class Meta:
        verbose_name = _("wie een casus volgt")
        verbose_name_plural = _("wie casussen volgen")

    def __str__(self) -> str:
        return str(self.since)
