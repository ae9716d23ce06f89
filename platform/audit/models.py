"""The audit event: one line of who did what to which object, never with personal data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class Result(models.TextChoices):
    """How an act ended."""

    DONE = "done", _("gedaan")
    REFUSED = "refused", _("geweigerd")


class AuditEvent(models.Model):
    """Who did what, when, to which object and how it ended (BIO2 8.15.01).

    Kept by missing rights: no role of the application may change or remove a line. `actor_id` is
    a bare identifier, because the line outlives the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    occurred_at = models.DateTimeField(_("wanneer"))
    actor_id = models.UUIDField(_("wie"), null=True)
    actor_role = models.CharField(_("rol"), max_length=100, blank=True)
    action = models.CharField(_("wat"), max_length=60)
    object_kind = models.CharField(_("soort"), max_length=40)
    object_id = models.CharField(_("kenmerk"), max_length=64)
    result = models.CharField(_("uitkomst"), max_length=7, choices=Result, default=Result.DONE)
    origin = models.CharField(_("langs welke weg"), max_length=20)
    details = models.JSONField(_("bijzonderheden"), default=dict)

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        indexes = [
            models.Index(fields=["-occurred_at", "-id"], name="audit_latest_first"),
            models.Index(fields=["object_kind", "object_id"], name="audit_of_object"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_result_is_known", condition=Q(result__in=Result.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurred_at:%Y-%m-%d %H:%M} {self.action} {self.object_kind}"
