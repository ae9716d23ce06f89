"""What changed in the job of a decided case, each with the recalculation that it was recorded with.

Health stands in the rows of the kind `illness` only (its days and whether support during it was
approved) and in `text`, which repeats them. They are never written to the record or sent anywhere,
and every reading is recorded.
"""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from assessments.changes.codes import ExtraReason, JobChangeKind, SettledBy
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class JobChange(models.Model):
    """One dated change of a supported job, or of the hours granted for it.

    Never changed: a line that is put right is a new row that names the one it supersedes, `is_void`
    where it only takes it back. `until` is the first day on which it no longer holds. `text` is the
    whole recalculation as canonical JSON, which the database itself holds against its hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(
        "assessments.Case", on_delete=models.PROTECT, related_name="job_changes"
    )
    kind = models.CharField(_("wat er verandert"), max_length=10, choices=JobChangeKind)
    starts_on = models.DateField(_("geldt vanaf"))
    until = models.DateField(_("geldt tot"), null=True)
    weekly_minutes = models.PositiveIntegerField(_("uren per week"), null=True)
    yearly_minutes = models.PositiveIntegerField(_("uren per jaar"), null=True)
    contract_form = models.CharField(_("soort contract"), max_length=24, blank=True)
    is_approved = models.BooleanField(_("vooraf goedgekeurd"), default=False)
    minutes = models.PositiveIntegerField(_("uren"), null=True)
    settlement = models.CharField(_("afrekenen"), max_length=12, choices=SettledBy, blank=True)
    reason = models.CharField(_("reden"), max_length=20, choices=ExtraReason, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    is_void = models.BooleanField(default=False)
    minutes_before = models.PositiveIntegerField(_("uren voor de wijziging"))
    minutes_after = models.PositiveIntegerField(_("uren na de wijziging"))
    last_day_after = models.DateField(_("laatste dag na de wijziging"))
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    recorded_by = models.UUIDField(_("vastgelegd door"), null=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("wijziging")
        verbose_name_plural = _("wijzigingen")
        indexes = [models.Index(fields=["case", "starts_on"], name="job_change_of_case")]
        constraints = [
            models.CheckConstraint(
                name="job_change_kind_is_known", condition=Q(kind__in=JobChangeKind.values)
            ),
            models.CheckConstraint(
                name="job_change_ends_after_its_start",
                condition=Q(until__isnull=True) | Q(until__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="job_change_extra_has_hours_and_reason",
                condition=~Q(kind="extra") | Q(minutes__gt=0, reason__in=ExtraReason.values),
            ),
            models.CheckConstraint(
                name="job_change_void_names_a_row",
                condition=Q(is_void=False) | Q(supersedes__isnull=False),
            ),
            models.CheckConstraint(
                name="job_change_hash_fits",
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
        return f"{self.starts_on} {self.kind}"
