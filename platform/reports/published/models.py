"""The register of reports for everyone: each organisation adds its own, and nobody changes one.

One that should not have been let go is taken back by a row that is added beside it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from policy_profiles.content import SHA256
from tenants.access import READ, READ_AND_ADD, TableAccess
from tenants.identifiers import uuid7

LONGEST_TITLE, LONGEST_REASON = 200, 300
_EACH_ITS_OWN = TableAccess(
    tenant=READ_AND_ADD, platform=READ, benchmark=READ, row_owner="schema_name"
)


class PublishedReport(models.Model):
    """A report as it was made and let go, with the identifier that it has in its organisation.

    Attributes:
        title_nl, title_en, organisation, period, facts_as_of: what a list names, as `content` says
            it: a list of a hundred reports need not read a hundred reports.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    schema_name = models.CharField(_("uitvoerder"), max_length=32)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("gemaakt op"))
    published_at = models.DateTimeField(_("uitgebracht op"))
    title_nl = models.CharField(_("titel"), max_length=LONGEST_TITLE, default="", db_default="")
    title_en = models.CharField(
        _("titel in het Engels"), max_length=LONGEST_TITLE, default="", db_default=""
    )
    organisation = models.CharField(_("naam"), max_length=100, default="", db_default="")
    period = models.CharField(_("periode"), max_length=7, default="", db_default="")
    facts_as_of = models.DateField(_("gegevens tot en met"), null=True)

    access = _EACH_ITS_OWN

    class Meta:
        verbose_name = _("openbaar rapport")
        verbose_name_plural = _("openbare rapporten")
        indexes = [models.Index(name="published_newest_first", fields=["-published_at", "-id"])]
        constraints = [
            # The key that a withdrawal refers to: it cannot take back another's report.
            models.UniqueConstraint(name="published_and_by_whom", fields=["id", "schema_name"]),
            models.CheckConstraint(
                name="published_hash_is_sha256", condition=Q(content_hash__regex=SHA256)
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class WithdrawnReport(models.Model):
    """That an organisation took a report for everyone back, and why; everybody may read that.

    A foreign key over report and organisation holds it to its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.OneToOneField(
        PublishedReport, on_delete=models.PROTECT, related_name="withdrawal"
    )
    schema_name = models.CharField(_("uitvoerder"), max_length=32)
    reason = models.CharField(_("reden"), max_length=LONGEST_REASON)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"))

    access = _EACH_ITS_OWN

    class Meta:
        verbose_name = _("ingetrokken openbaar rapport")
        verbose_name_plural = _("ingetrokken openbare rapporten")
        constraints = [
            models.CheckConstraint(name="withdrawn_with_a_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return str(self.report_id)
