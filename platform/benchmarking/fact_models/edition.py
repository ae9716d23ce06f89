"""Which sending of an organisation counts: the public side of its agreement to take part."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarking.fact_models.shared import FACTS
from tenants.identifiers import uuid7


class FactEdition(models.Model):
    """From a day on the facts of this edition count, or with `takes_part` false none does.

    Of an organisation's editions that have begun the highest number stands. Only added to: whoever
    withdraws adds one without facts, whoever sends all facts anew one with all of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tenant_schema = models.CharField(_("uitvoerder"), max_length=32)
    number = models.PositiveSmallIntegerField(_("uitgave"))
    takes_part = models.BooleanField(_("doet mee"))
    from_day = models.DateField(_("vanaf"))

    access = FACTS

    class Meta:
        verbose_name = _("uitgave van benchmarkfeiten")
        verbose_name_plural = _("uitgaven van benchmarkfeiten")
        constraints = [
            models.UniqueConstraint(name="fact_edition_once", fields=["tenant_schema", "number"]),
            models.CheckConstraint(name="fact_editions_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_schema} {self.number}"
