"""Municipalities, the tenants that carry out their work, and the host names of tenants."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from tenants.access import READ, READ_AND_WRITE, TableAccess
from tenants.identifiers import uuid7

_OF_THE_PLATFORM = TableAccess(platform=READ_AND_WRITE, benchmark=READ)


class Municipality(models.Model):
    """A municipality of the shared register, under the code of Statistics Netherlands (CBS).

    An invented municipality has a code that no real one can have, and so cannot pass for one.
    """

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    name = models.CharField(_("naam"), max_length=100)
    region_code = models.CharField(
        _("arbeidsmarktregio"), max_length=4, blank=True, help_text=_("Leeg: niet bekend.")
    )
    is_fictitious = models.BooleanField(_("verzonnen"), default=False)

    access = TableAccess(tenant=READ, platform=READ_AND_WRITE, benchmark=READ)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        constraints = [
            models.CheckConstraint(
                name="municipality_code_tells_fiction",
                condition=Q(code__regex=r"^GM\d{4}$", is_fictitious=False)
                | Q(code__regex=r"^XX\d{4}$", is_fictitious=True),
            ),
            models.CheckConstraint(
                name="municipality_region_is_a_region_code",
                condition=Q(region_code="") | Q(region_code__regex=r"^(AM|XX)\d{2}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TenantKind(models.TextChoices):
    """What kind of organisation carries out the work."""

    MUNICIPALITY = "municipality", _("Gemeente")
    PARTNERSHIP = "partnership", _("Samenwerkingsverband")
    UWV = "uwv", _("UWV")


class Tenant(TenantMixin):
    """An executing organisation (uitvoerder) with a schema and a database role of its own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    schema_name = models.CharField(_("schema"), max_length=32, unique=True)
    name = models.CharField(_("naam"), max_length=100, unique=True)
    kind = models.CharField(_("soort"), max_length=12, choices=TenantKind)
    profile_name = models.CharField(
        _("beleidsprofiel"),
        max_length=40,
        help_text=_("Het profiel waarmee de uitvoerder begint."),
    )
    is_synthetic_policy = models.BooleanField(
        _("verzonnen beleid"),
        default=False,
        help_text=_("Het beleid is een voorbeeld en van geen bestaande gemeente."),
    )
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    launched_at = models.DateTimeField(
        _("geopend op"),
        null=True,
        blank=True,
        help_text=_("Leeg: nog niet open, alleen voor eigen gebruikers."),
    )
    municipalities: "models.ManyToManyField[Municipality, ServedMunicipality]" = (
        models.ManyToManyField(
            Municipality, through="tenants.ServedMunicipality", related_name="tenants"
        )
    )

    # The library would make the schema outside our transaction: tenants.actions makes it.
    auto_create_schema = False
    auto_drop_schema = False

    access = _OF_THE_PLATFORM

    class Meta:
        verbose_name = _("uitvoerder")
        verbose_name_plural = _("uitvoerders")
        constraints = [
            models.CheckConstraint(
                name="tenant_schema_name_is_plain",
                condition=Q(schema_name__regex=r"^[a-z][a-z0-9_]*$")
                & ~Q(schema_name__regex=r"^(public|information_schema|pg_.*)$"),
            ),
            models.CheckConstraint(
                name="tenant_kind_is_known", condition=Q(kind__in=TenantKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServedMunicipality(models.Model):
    """A municipality that a tenant carries out the work for."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)

    access = _OF_THE_PLATFORM

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="municipality_served_once", fields=["tenant", "municipality"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.municipality_id}"


class Domain(DomainMixin):
    """A host name under which a tenant answers."""

    id: "models.UUIDField[uuid.UUID, uuid.UUID]" = models.UUIDField(
        primary_key=True, default=uuid7, editable=False
    )

    access = _OF_THE_PLATFORM

    class Meta:
        verbose_name = _("adres")
        verbose_name_plural = _("adressen")
        constraints = [
            models.CheckConstraint(
                name="domain_is_a_lower_case_host_name",
                condition=Q(domain__regex=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"),
            ),
        ]
