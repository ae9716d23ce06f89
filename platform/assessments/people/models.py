"""A person, encrypted: no column of it can be read without a key that is not in the database.

Identity stands in `sealed` and `sealed_bsn` alone, and nothing about health stands in this table.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.access import OWN_ROWS
from tenants.identifiers import uuid7

_INDEX = r"^[0-9a-f]{64}$"


class Person(models.Model):
    """Somebody whom the organisation knows; cases point here, and carry no name of their own.

    `bsn_index` and `name_index` are keyed hashes (see `people.index`); two people may share a
    surname and a birth date, but not a BSN.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sealed = models.BinaryField()
    sealed_bsn = models.BinaryField(null=True)
    bsn_index = models.CharField(max_length=64, null=True, unique=True)
    name_index = models.CharField(max_length=64, blank=True, db_index=True)
    revision = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(_("toegevoegd op"))
    changed_at = models.DateTimeField(_("gewijzigd op"))

    access = OWN_ROWS

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        constraints = [
            models.CheckConstraint(
                name="person_bsn_is_found_by_index_only",
                condition=Q(sealed_bsn__isnull=True, bsn_index__isnull=True)
                | Q(sealed_bsn__isnull=False, bsn_index__isnull=False, bsn_index__regex=_INDEX),
            ),
            models.CheckConstraint(
                name="person_name_index_is_keyed",
                condition=Q(name_index="") | Q(name_index__regex=_INDEX),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
