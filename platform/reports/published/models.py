"""The register of reports for everyone: each organisation adds its own, and nobody changes one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256
from tenants.access import READ, READ_AND_ADD, TableAccess


class PublishedReport(models.Model):
    """A report as it was made and let go, with the identifier that it has in its organisation."""

    id = models.UUIDField(primary_key=True, editable=False)
    schema_name = models.CharField(_("uitvoerder"), max_length=32)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("gemaakt op"))
    published_at = models.DateTimeField(_("uitgebracht op"))

    access = TableAccess(
        tenant=READ_AND_ADD, platform=READ, benchmark=READ, row_owner="schema_name"
    )

    class Meta:
        verbose_name = _("openbaar rapport")
        verbose_name_plural = _("openbare rapporten")
        constraints = [
            models.CheckConstraint(
                name="published_hash_is_sha256", condition=Q(content_hash__regex=SHA256)
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
