"""Cases, decisions, support periods and sealed receipts, in the schema of a tenant."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from assessments.changes.models import JobChange  # noqa: F401 - found from here
from assessments.codes import DecisionOutcome, DeviationReason
from assessments.following.models import LogEntry  # noqa: F401 - with the others of its room
from assessments.gathering.models import GatheredTopic, UsedSource  # noqa: F401 - found from here
from assessments.intake_files.models import FileRun, KeptMapping  # noqa: F401 - found from here
from assessments.joint.models import JointAssessment  # noqa: F401 - found from here
from assessments.kept_models import KeptAnswers, StagedFile  # noqa: F401 - found from here
from assessments.lasting.models import LastingTrack  # noqa: F401 - found from here
from assessments.letters.models import Letter, LetterTexts  # noqa: F401 - found from here
from assessments.moving.models import Transfer  # noqa: F401 - found from here
from assessments.objections.models import Objection  # noqa: F401 - found from here
from assessments.oversight.models import CoachReport  # noqa: F401 - with the others of its room
from assessments.people.models import Person
from assessments.plans.models import CoachingPlan  # noqa: F401 - with the others of its room
from assessments.practice.models import ActivityAnswer  # noqa: F401 - found from here
from assessments.providers.models import ChosenProvider  # noqa: F401 - found from here
from assessments.retention.models import RetentionTerm  # noqa: F401 - found from here
from assessments.second_person.models import ProposalAnswer
from assessments.sharing.models import SharingWord  # noqa: F401 - found from here
from assessments.signals.models import Signal, SignalDesk, UseCount  # noqa: F401 - found from here
from assessments.status import CaseStatus
from assessments.term.models import TermEvent, TermStanding  # noqa: F401 - found from here
from tenants.access import APPEND_ONLY, TableAccess
from tenants.identifiers import uuid7

_NEVER_REMOVED = TableAccess(own=("SELECT", "INSERT", "UPDATE"))
_SHA256 = r"^[0-9a-f]{64}$"


class Case(models.Model):
    """One application for job coaching, from the first facts to the end of following it.

    A client is known here by the organisation's own reference; who it is stands with the person,
    which only `people` reads. `facts` holds what is known,
    by the names of `rulebook.facts.FACTS`, dates as ISO text. `revision` rises with every saved
    change, so that nobody overwrites what somebody else saved in the meantime.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(_("zaaknummer"), max_length=12, unique=True)
    client_reference = models.CharField(_("eigen kenmerk"), max_length=64)
    municipality_code = models.CharField(_("gemeente"), max_length=6, blank=True)
    facts = models.JSONField(_("casusgegevens"), default=dict, encoder=DjangoJSONEncoder)
    requested_minutes = models.PositiveIntegerField(_("gevraagde uren"), null=True)
    visited_steps = ArrayField(models.CharField(max_length=20), default=list)
    status = models.CharField(
        _("status"), max_length=9, choices=CaseStatus, default=CaseStatus.DRAFT
    )
    revision = models.PositiveIntegerField(default=1)
    external_reference = models.CharField(
        _("kenmerk in het bestand"), max_length=64, null=True, unique=True
    )
    import_hash = models.CharField(max_length=64, blank=True)
    is_synthetic = models.BooleanField(_("voorbeeld"), default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases", null=True)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="followed_by", null=True
    )
    opened_by = models.UUIDField(_("geopend door"), null=True)
    opened_at = models.DateTimeField(_("geopend op"))
    changed_at = models.DateTimeField(_("gewijzigd op"))

    access = _NEVER_REMOVED

    class Meta:
        verbose_name = _("casus")
        verbose_name_plural = _("casussen")
        indexes = [
            models.Index(fields=["status", "-changed_at"], name="case_worklist"),
            models.Index(fields=["client_reference"], name="case_of_client"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_number_is_year_and_number", condition=Q(number__regex=r"^\d{4}-\d{5,7}$")
            ),
            models.CheckConstraint(
                name="case_status_is_known", condition=Q(status__in=CaseStatus.values)
            ),
            models.CheckConstraint(name="case_has_a_reference", condition=~Q(client_reference="")),
            models.CheckConstraint(
                name="case_does_not_follow_itself",
                condition=Q(previous__isnull=True) | ~Q(previous=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseCounter(models.Model):
    """The last case number given out in a year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    access = _NEVER_REMOVED

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class PinnedRules(models.Model):
    """The whole content of a profile as it was used in a decision, kept once per content.

    `content` is canonical JSON of all layers with their sources, so that a receipt can be worked
    through again without the profile's own tables or the files that shipped at the time.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.TextField()

    access = APPEND_ONLY

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pinned_rules_hash_fits",
                condition=Q(
                    sha256=Func(
                        Func(
                            Func(F("content"), Value("UTF8"), function="convert_to"),
                            function="sha256",
                        ),
                        Value("hex"),
                        function="encode",
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.sha256


class Decision(models.Model):
    """What was granted or refused, by whom, and what both profiles said of it on that day.

    Never changed: no role of the application may update or remove a row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("besluit"), max_length=15, choices=DecisionOutcome)
    granted_minutes = models.PositiveIntegerField(_("toegekende uren"))
    deviation_reason = models.CharField(
        _("reden om af te wijken"), max_length=24, choices=DeviationReason, blank=True
    )
    motivation = models.TextField(_("toelichting"), max_length=2000, blank=True)
    decided_on = models.DateField(_("datum van het besluit"))
    decided_by = models.UUIDField(_("besloten door"), null=True)
    agreement = models.OneToOneField(
        ProposalAnswer, on_delete=models.PROTECT, related_name="decision", null=True
    )
    recorded_at = models.DateTimeField(_("vastgelegd op"))
    own_profile_version = models.UUIDField(null=True)
    own_hash = models.CharField(max_length=64)
    own_verdict = models.CharField(max_length=20)
    own_minutes = models.PositiveIntegerField(null=True)
    own_failed = ArrayField(models.CharField(max_length=40), default=list)
    baseline_hash = models.CharField(max_length=64)
    baseline_verdict = models.CharField(max_length=20)
    baseline_minutes = models.PositiveIntegerField(null=True)
    baseline_failed = ArrayField(models.CharField(max_length=40), default=list)

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        indexes = [models.Index(fields=["decided_on"], name="decision_by_day")]
        constraints = [
            models.CheckConstraint(
                name="decision_outcome_is_known", condition=Q(outcome__in=DecisionOutcome.values)
            ),
            models.CheckConstraint(
                name="decision_reason_is_known",
                condition=Q(deviation_reason__in=["", *DeviationReason.values]),
            ),
            models.CheckConstraint(
                name="decision_otherwise_has_a_reason",
                condition=~Q(outcome="grant_otherwise", deviation_reason=""),
            ),
            models.CheckConstraint(
                name="decision_as_advised_has_no_reason",
                condition=~Q(outcome="grant") | Q(deviation_reason=""),
            ),
            models.CheckConstraint(
                name="decision_refusal_grants_nothing",
                condition=~Q(outcome="refuse") | Q(granted_minutes=0),
            ),
            models.CheckConstraint(
                name="decision_left_aside_says_nothing_else",
                condition=~Q(outcome="incomplete") | Q(granted_minutes=0, deviation_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decided_on} {self.outcome}"


class SupportPeriod(models.Model):
    """A granted stretch of coaching: first and last day, and its minutes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="periods")
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    minutes = models.PositiveIntegerField(_("uren"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("begeleidingsperiode")
        verbose_name_plural = _("begeleidingsperioden")
        constraints = [
            models.CheckConstraint(
                name="support_period_ends_after_its_start",
                condition=Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"


class Receipt(models.Model):
    """The sealed receipt of a decision: everything it rests on, as one canonical text and its hash.

    The database itself refuses a text that does not fit the hash, and the hash also stands in the
    audit record.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="receipt")
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    engine_version = models.CharField(max_length=20)

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("bewijs")
        verbose_name_plural = _("bewijzen")
        constraints = [
            models.CheckConstraint(
                name="receipt_hash_fits",
                condition=Q(
                    sha256=Func(
                        Func(
                            Func(F("text"), Value("UTF8"), function="convert_to"),
                            function="sha256",
                        ),
                        Value("hex"),
                        function="encode",
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.sha256
