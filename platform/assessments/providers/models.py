"""Who is chosen from the register to coach in a case; nothing in here says anything of health."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.access import TableAccess
from tenants.identifiers import uuid7


class ChosenProvider(models.Model):
    """The organisation and the coach of a case, by their identifiers in the register.

    No foreign key leaves the schema of a tenant. `given` holds the facts that the register filled
    in, by the names of the rulebook: where a fact still says so, its source is the register.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField(
        "assessments.Case", on_delete=models.PROTECT, related_name="chosen_provider"
    )
    organisation_id = models.UUIDField(_("jobcoachorganisatie"), null=True)
    coach_id = models.UUIDField(_("jobcoach"), null=True)
    given = models.JSONField(_("uit het register"), default=dict, encoder=DjangoJSONEncoder)
    chosen_by = models.UUIDField(_("gekozen door"), null=True)
    chosen_at = models.DateTimeField(_("gekozen op"))

    access = TableAccess(own=("SELECT", "INSERT", "UPDATE"))

    class Meta:
        verbose_name = _("gekozen begeleider")
        verbose_name_plural = _("gekozen begeleiders")
        constraints = [
            models.CheckConstraint(
                name="chosen_provider_names_somebody",
                condition=Q(organisation_id__isnull=False) | Q(coach_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
