"""What everyone may read of policy: published profiles, the UWV baseline, proposals in a region."""

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256, ProfileContent
from tenants.access import READ, READ_AND_ADD, TableAccess
from tenants.identifiers import uuid7

#: What a published baseline takes over from what was put forward, column for column.
CONTENT: Final = (
    "name", "label", "base", "layers", "breaks", "content_hashes", "chain_hash", "is_fictitious",
    "valid_from", "explanation_nl", "explanation_en", "made_by",
)  # fmt: skip


#: What a withdrawal takes over from what was asked.
WITHDRAWAL: Final = ("baseline_id", "valid_from", "reason_nl", "reason_en", "made_by")


class PublishedProfile(ProfileContent):
    """What an organisation published and for which days: one row for each period in its schema.

    The organisation itself adds it, in the transaction in which it publishes. Row-level security
    holds it to rows of its own; only `known_to` can be closed. Its key is that of the period.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    schema_name = models.CharField(_("uitvoerder"), max_length=32)
    version_id = models.UUIDField(_("versie"))
    valid_from = models.DateField(_("geldig vanaf"))
    valid_to = models.DateField(_("geldig tot"), null=True)
    known_from = models.DateTimeField(_("bekend vanaf"))
    known_to = models.DateTimeField(_("bekend tot"), null=True)

    access = TableAccess(
        tenant=("SELECT", "INSERT", "UPDATE (known_to)"),
        platform=READ,
        benchmark=READ,
        row_owner="schema_name",
    )

    class Meta:
        verbose_name = _("gepubliceerd profiel")
        verbose_name_plural = _("gepubliceerde profielen")
        indexes = [models.Index(fields=["schema_name", "valid_from"], name="published_of_tenant")]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.name} {self.valid_from}"


class BaselineContent(ProfileContent):
    """The law and a UWV baseline on it, whole, with the day from which it is meant to hold."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    valid_from = models.DateField(_("geldig vanaf"))
    explanation_nl = models.CharField(_("toelichting in het Nederlands"), max_length=1000)
    explanation_en = models.CharField(_("toelichting in het Engels"), max_length=1000)
    made_by = models.UUIDField(_("gemaakt door"))

    class Meta:
        abstract = True


class ProposedBaseline(BaselineContent):
    """A baseline that a platform administrator put forward, for another to check and publish.

    It is never changed; the one thing that may be added, once, is that it was taken back. A
    published one refers to `is_open`, so that one of the two excludes the other.
    """

    made_at = models.DateTimeField(_("gemaakt op"))
    withdrawn_by = models.UUIDField(_("teruggenomen door"), null=True)
    withdrawn_at = models.DateTimeField(_("teruggenomen op"), null=True)
    is_open = models.GeneratedField(
        expression=Q(withdrawn_at__isnull=True),  # type: ignore[arg-type]
        output_field=models.BooleanField(),
        db_persist=True,
    )

    access = TableAccess(platform=("SELECT", "INSERT", "UPDATE (withdrawn_by, withdrawn_at)"))

    class Meta:
        verbose_name = _("voorgestelde UWV-basis")
        verbose_name_plural = _("voorgestelde UWV-basissen")
        constraints = [
            # The key that a published baseline refers to: it cannot name other content or makers.
            models.UniqueConstraint(
                name="proposed_baseline_whole",
                fields=["id", "made_by", "chain_hash", "valid_from", "label", "is_open"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.valid_from}"


class PublishedBaseline(BaselineContent):
    """A UWV baseline that holds from a day on, until a later one does. Added once, never changed.

    Before the first of them the baseline holds that ships with Meetlat.
    """

    proposal = models.OneToOneField(
        ProposedBaseline, on_delete=models.PROTECT, related_name="published"
    )
    proposal_was_open = models.BooleanField(db_default=True, editable=False)
    checked_by = models.UUIDField(_("nagekeken door"))
    known_from = models.DateTimeField(_("bekend vanaf"), db_default=Now(), editable=False)

    # The moment is the database's: nobody may write `known_from`, so nobody can set it back.
    access = TableAccess(
        tenant=READ,
        platform=("SELECT", f"INSERT (id, proposal_id, checked_by, {', '.join(CONTENT)})"),
        benchmark=READ,
    )

    class Meta:
        verbose_name = _("gepubliceerde UWV-basis")
        verbose_name_plural = _("gepubliceerde UWV-basissen")
        constraints = [
            models.UniqueConstraint(name="published_baseline_label", fields=["label"]),
            # The key that a withdrawal refers to: it cannot give a baseline another first day.
            models.UniqueConstraint(name="published_baseline_day", fields=["id", "valid_from"]),
            models.CheckConstraint(
                name="baseline_maker_is_not_checker", condition=~Q(checked_by=F("made_by"))
            ),
            models.CheckConstraint(
                name="baseline_proposal_was_open", condition=Q(proposal_was_open=True)
            ),
            models.CheckConstraint(
                name="baseline_is_not_invented", condition=Q(is_fictitious=False)
            ),
            models.CheckConstraint(
                name="baseline_hash_is_sha256", condition=Q(chain_hash__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.valid_from}"


class ProposedWithdrawal(models.Model):
    """That a platform administrator asks to withdraw a baseline which has not begun to hold.

    It is never changed. Another administrator confirms it, or the first day comes and it lapses.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    baseline = models.OneToOneField(
        PublishedBaseline, on_delete=models.PROTECT, related_name="proposed_withdrawal"
    )
    valid_from = models.DateField(_("geldig vanaf"))
    reason_nl = models.CharField(_("reden in het Nederlands"), max_length=1000)
    reason_en = models.CharField(_("reden in het Engels"), max_length=1000)
    made_by = models.UUIDField(_("gemaakt door"))
    made_at = models.DateTimeField(_("gemaakt op"))

    access = TableAccess(platform=READ_AND_ADD)

    class Meta:
        verbose_name = _("voorstel om een UWV-basis in te trekken")
        verbose_name_plural = _("voorstellen om een UWV-basis in te trekken")
        constraints = [
            models.UniqueConstraint(
                name="proposed_withdrawal_whole",
                fields=["id", "baseline", "made_by", "valid_from"],
            ),
            models.CheckConstraint(
                name="withdrawal_has_a_reason", condition=~Q(reason_nl="") & ~Q(reason_en="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.baseline_id} {self.valid_from}"


class WithdrawnBaseline(models.Model):
    """A baseline that was withdrawn before its first day, so that it never holds. Added once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    baseline = models.OneToOneField(
        PublishedBaseline, on_delete=models.PROTECT, related_name="withdrawal"
    )
    proposal = models.OneToOneField(
        ProposedWithdrawal, on_delete=models.PROTECT, related_name="confirmed"
    )
    valid_from = models.DateField(_("geldig vanaf"))
    reason_nl = models.CharField(_("reden in het Nederlands"), max_length=1000)
    reason_en = models.CharField(_("reden in het Engels"), max_length=1000)
    made_by = models.UUIDField(_("gemaakt door"))
    checked_by = models.UUIDField(_("nagekeken door"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), db_default=Now(), editable=False)

    access = TableAccess(
        tenant=READ,
        platform=("SELECT", f"INSERT (id, proposal_id, checked_by, {', '.join(WITHDRAWAL)})"),
        benchmark=READ,
    )

    class Meta:
        verbose_name = _("ingetrokken UWV-basis")
        verbose_name_plural = _("ingetrokken UWV-basissen")
        constraints = [
            models.CheckConstraint(
                name="withdrawal_maker_is_not_checker", condition=~Q(checked_by=F("made_by"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.baseline_id} {self.valid_from}"


class RegionalProposal(models.Model):
    """What an organisation proposes its region to do with a new baseline, value by value.

    `answers` holds per parameter a choice and a note, and nothing of cases or people. The latest
    of an organisation counts; one without answers takes the earlier ones back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    schema_name = models.CharField(_("uitvoerder"), max_length=32)
    baseline = models.CharField(_("versie van de UWV-basis"), max_length=40)
    answers = models.JSONField(_("antwoorden"), default=dict)
    shared_at = models.DateTimeField(_("gedeeld op"))

    access = TableAccess(tenant=READ_AND_ADD, benchmark=READ, row_owner="schema_name")

    class Meta:
        verbose_name = _("voorstel aan de regio")
        verbose_name_plural = _("voorstellen aan de regio")
        indexes = [
            models.Index(fields=["baseline", "schema_name"], name="proposal_of_baseline"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.baseline}"
