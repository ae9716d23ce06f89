"""A published period of a profile, as everyone may read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import ProfileContent
from tenants.access import READ, TableAccess


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
