"""The register of coach organisations and coaches, in `public` and shared by every tenant.

Everybody reads every row. Who added an entry keeps it: row-level security lets a tenant write its
own rows only, and a row below an entry (a coach of an organisation, a proof) has the same keeper,
which a foreign key over both columns holds. `kept_by` is the schema of a tenant, or empty for the
platform. No row tells anything of a person who is coached.
"""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coaches.codes import (
    PROOFS_OF_COACH,
    PROOFS_OF_ORGANISATION,
    CoachLevel,
    Employment,
    LegalForm,
    Outsourcing,
    ProofKind,
)
from tenants.access import READ, READ_AND_WRITE, TableAccess
from tenants.identifiers import uuid7

_KEPT_FOREVER: Final = TableAccess(
    tenant=("SELECT", "INSERT", "UPDATE"),
    platform=("SELECT", "INSERT", "UPDATE"),
    benchmark=READ,
    row_owner="kept_by",
    everybody_reads=True,
)
_MAY_GO: Final = TableAccess(
    tenant=READ_AND_WRITE,
    platform=READ_AND_WRITE,
    benchmark=READ,
    row_owner="kept_by",
    everybody_reads=True,
)
_ADDED_ONLY: Final = TableAccess(
    tenant=("SELECT", "INSERT"),
    platform=("SELECT", "INSERT"),
    row_owner="kept_by",
    everybody_reads=True,
)


class Entry(models.Model):
    """What organisations and coaches have in common: who keeps them, where they work, with whom.

    `revision` rises with every change, so that nobody overwrites what was changed meanwhile.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept_by = models.CharField(_("beheerd door"), max_length=32, blank=True)
    name = models.CharField(_("naam"), max_length=120)
    regions = ArrayField(models.CharField(max_length=4), default=list)
    specialisms = ArrayField(models.CharField(max_length=20), default=list)
    is_active = models.BooleanField(_("begeleidt nu"), default=True)
    is_synthetic = models.BooleanField(_("verzonnen"), default=False)
    revision = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(_("toegevoegd op"))
    changed_at = models.DateTimeField(_("gewijzigd op"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class CoachOrganisation(Entry):
    """An organisation that sends coaches. What is None or empty is not known."""

    kvk_number = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    legal_form = models.CharField(_("rechtsvorm"), max_length=16, choices=LegalForm, blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    telephone = models.CharField(_("telefoon"), max_length=20, blank=True)
    staff_tenths = models.PositiveIntegerField(_("voltijdsbanen aan jobcoaches"), null=True)
    is_insured = models.BooleanField(_("verzekerd"), null=True)
    insured_cents = models.PositiveBigIntegerField(_("verzekerd bedrag per jaar"), null=True)
    insured_until = models.DateField(_("verzekerd tot en met"), null=True)
    insurance_names_coaching = models.BooleanField(_("polis noemt jobcoaching"), null=True)
    complaints_rules = models.BooleanField(_("klachtenregeling"), null=True)
    complaints_acknowledged_days = models.PositiveSmallIntegerField(null=True)
    complaints_refusal_days = models.PositiveSmallIntegerField(null=True)
    complaints_settled_days = models.PositiveSmallIntegerField(null=True)
    complaints_escalation = models.BooleanField(_("verder naar de uitvoerder"), null=True)
    privacy_rules = models.BooleanField(_("privacyreglement"), null=True)
    records_kept_months = models.PositiveSmallIntegerField(_("dossier bewaard"), null=True)
    satisfaction_of_people_tenths = models.PositiveSmallIntegerField(null=True)
    satisfaction_of_employers_tenths = models.PositiveSmallIntegerField(null=True)
    satisfaction_measured_on = models.DateField(_("tevredenheid gemeten op"), null=True)
    is_independent = models.BooleanField(_("onafhankelijk van werkgevers"), null=True)
    outsourcing = models.CharField(_("uitbesteden"), max_length=16, choices=Outsourcing, blank=True)

    access = _KEPT_FOREVER

    class Meta:
        verbose_name = _("jobcoachorganisatie")
        verbose_name_plural = _("jobcoachorganisaties")
        indexes = [models.Index(fields=["name"], name="coach_organisation_by_name")]
        constraints = [
            # What a row below refers to, so that it has the same keeper.
            models.UniqueConstraint(name="coach_organisation_keeper", fields=["id", "kept_by"]),
            models.UniqueConstraint(
                name="coach_organisation_kvk_once",
                fields=["kvk_number"],
                condition=~Q(kvk_number=""),
            ),
            models.CheckConstraint(
                name="coach_organisation_kvk_is_eight_digits",
                condition=Q(kvk_number="")
                | (Q(kvk_number__regex=r"^\d{8}$") & ~Q(kvk_number="00000000")),
            ),
            models.CheckConstraint(name="coach_organisation_has_a_name", condition=~Q(name="")),
        ]


class Coach(Entry):
    """A coach: of an organisation, of a tenant itself, or of an employer (internal, HARRIE)."""

    employment = models.CharField(_("in dienst bij"), max_length=12, choices=Employment)
    organisation = models.ForeignKey(
        CoachOrganisation, on_delete=models.PROTECT, related_name="coaches", null=True
    )
    employer_name = models.CharField(_("werkgever"), max_length=120, blank=True)
    level = models.CharField(_("niveau"), max_length=9, choices=CoachLevel, blank=True)
    works_since = models.DateField(_("jobcoach sinds"), null=True)
    people_now = models.PositiveSmallIntegerField(_("mensen die nu begeleid worden"), null=True)
    people_most = models.PositiveSmallIntegerField(_("mensen hoogstens"), null=True)
    instruction_experience = models.BooleanField(_("ervaring met werkinstructie"), null=True)
    work_experience = models.BooleanField(_("kent het werk"), null=True)
    is_freed = models.BooleanField(_("deels vrijgesteld"), null=True)

    access = _KEPT_FOREVER

    class Meta:
        verbose_name = _("jobcoach")
        verbose_name_plural = _("jobcoaches")
        indexes = [models.Index(fields=["organisation", "name"], name="coach_of_organisation")]
        constraints = [
            models.UniqueConstraint(name="coach_keeper", fields=["id", "kept_by"]),
            models.CheckConstraint(
                name="coach_has_one_employer",
                condition=Q(employment="organisation", organisation__isnull=False, employer_name="")
                | Q(employment="tenant", organisation__isnull=True, employer_name="")
                | (Q(employment="employer", organisation__isnull=True) & ~Q(employer_name="")),
            ),
            models.CheckConstraint(name="coach_has_a_name", condition=~Q(name="")),
        ]


class Proof(models.Model):
    """Something that an organisation or a coach can show, from whom, and from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept_by = models.CharField(_("beheerd door"), max_length=32, blank=True)
    organisation = models.ForeignKey(
        CoachOrganisation, on_delete=models.CASCADE, related_name="proofs", null=True
    )
    coach = models.ForeignKey(Coach, on_delete=models.CASCADE, related_name="proofs", null=True)
    kind = models.CharField(_("soort"), max_length=21, choices=ProofKind)
    issuer = models.CharField(_("afgegeven door"), max_length=120, blank=True)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"), null=True)

    access = _MAY_GO

    class Meta:
        verbose_name = _("bewijsstuk")
        verbose_name_plural = _("bewijsstukken")
        indexes = [models.Index(fields=["valid_until"], name="proof_by_last_day")]
        constraints = [
            models.CheckConstraint(
                name="proof_of_one_that_can_have_it",
                condition=Q(
                    organisation__isnull=False,
                    coach__isnull=True,
                    kind__in=[kind.value for kind in PROOFS_OF_ORGANISATION],
                )
                | Q(
                    organisation__isnull=True,
                    coach__isnull=False,
                    kind__in=[kind.value for kind in PROOFS_OF_COACH],
                ),
            ),
            models.CheckConstraint(
                name="proof_ends_after_it_began",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"


class Listing(models.Model):
    """An organisation on a tenant's own list, whoever keeps its entry."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept_by = models.CharField(_("uitvoerder"), max_length=32)
    organisation = models.ForeignKey(
        CoachOrganisation, on_delete=models.CASCADE, related_name="listings"
    )
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"), null=True)

    access = _MAY_GO

    class Meta:
        verbose_name = _("plaats op de lijst")
        verbose_name_plural = _("plaatsen op de lijst")
        constraints = [
            models.UniqueConstraint(
                name="organisation_on_a_list_once", fields=["kept_by", "organisation"]
            ),
            models.CheckConstraint(
                name="listing_ends_after_it_began",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kept_by} {self.organisation_id}"


class Correction(models.Model):
    """What a tenant proposes to change in an entry of another keeper; never changed afterwards.

    `changes` holds per field what it would become. `kept_by` is who proposes, `keeper` whom the
    entry belongs to: a foreign key holds it to the entry's own.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept_by = models.CharField(_("voorgesteld door"), max_length=32, blank=True)
    keeper = models.CharField(_("gericht aan"), max_length=32, blank=True)
    organisation = models.ForeignKey(
        CoachOrganisation, on_delete=models.CASCADE, related_name="corrections", null=True
    )
    coach = models.ForeignKey(
        Coach, on_delete=models.CASCADE, related_name="corrections", null=True
    )
    changes = models.JSONField(_("wijzigingen"), encoder=DjangoJSONEncoder)
    proposed_at = models.DateTimeField(_("voorgesteld op"))

    access = _ADDED_ONLY

    class Meta:
        verbose_name = _("voorstel tot correctie")
        verbose_name_plural = _("voorstellen tot correctie")
        constraints = [
            models.UniqueConstraint(name="correction_keeper", fields=["id", "keeper"]),
            models.CheckConstraint(
                name="correction_of_one_entry",
                condition=Q(organisation__isnull=False, coach__isnull=True)
                | Q(organisation__isnull=True, coach__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_is_of_anothers_entry", condition=~Q(kept_by=F("keeper"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CorrectionAnswer(models.Model):
    """What the keeper of an entry did with a correction: took it over, or not. Said once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept_by = models.CharField(_("beantwoord door"), max_length=32, blank=True)
    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, related_name="answer")
    is_accepted = models.BooleanField(_("overgenomen"))
    answered_at = models.DateTimeField(_("beantwoord op"))

    access = _ADDED_ONLY

    class Meta:
        verbose_name = _("antwoord op een voorstel")
        verbose_name_plural = _("antwoorden op voorstellen")

    def __str__(self) -> str:
        return str(self.id)
