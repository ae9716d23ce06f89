"""What is kept of files that come in: mappings of their columns, by name; nobody's data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.access import OWN_ROWS
from tenants.identifiers import uuid7


class KeptMapping(models.Model):
    """A mapping that somebody gave a name, for every later file with the same columns.

    `choices` is what `ColumnMapping.as_data` gives: names of columns, codes and our words for
    them. `header_hash` tells the columns that it was made for.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8)
    name = models.CharField(_("naam"), max_length=80)
    header_hash = models.CharField(max_length=64, db_index=True)
    choices = models.JSONField()
    kept_by = models.UUIDField()
    kept_at = models.DateTimeField()

    access = OWN_ROWS

    class Meta:
        verbose_name = _("bewaarde keuzes voor kolommen")
        verbose_name_plural = _("bewaarde keuzes voor kolommen")
        constraints = [
            models.UniqueConstraint(name="kept_mapping_by_name", fields=["kind", "name"]),
            models.CheckConstraint(name="kept_mapping_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
