"""What an organisation said about taking part, and what it is asked about; only added to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from policy_profiles.what_if.models import CaseSet
from tenants.access import APPEND_ONLY
from tenants.identifiers import uuid7


class SharingStatement(models.Model):
    """One statement: from a day on the organisation takes part, or no longer.

    Of those that have begun, the one that was made last counts. Without any, it does not take part.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    takes_part = models.BooleanField(_("doet mee"))
    from_day = models.DateField(_("vanaf"))
    made_by = models.UUIDField(_("vastgelegd door"), null=True)
    made_at = models.DateTimeField(_("vastgelegd op"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("afspraak over meedoen")
        verbose_name_plural = _("afspraken over meedoen")

    def __str__(self) -> str:
        return f"{self.from_day} {self.takes_part}"


class FrozenYear(models.Model):
    """The decisions of a year as they stood when the platform first asked about it. Added once.

    Every later question of the platform about that year is of these, so that no two answers
    differ by a decision that was recorded in between. The same goes for the rules: "the own rules"
    are those of `rules_day` as they were known at `known_at`, whatever is published or withdrawn
    afterwards. `people` says of each decision of the set whose it is, as a number and no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField(_("jaar van de besluiten"), unique=True)
    case_set = models.ForeignKey(CaseSet, on_delete=models.PROTECT, related_name="+")
    frozen_on = models.DateField(_("vastgezet op"))
    rules_day = models.DateField(_("regels van"))
    known_at = models.DateTimeField(_("zoals bekend op"))
    people = ArrayField(models.PositiveIntegerField(), verbose_name=_("personen"))

    access = APPEND_ONLY

    class Meta:
        verbose_name = _("vastgezet jaar")
        verbose_name_plural = _("vastgezette jaren")

    def __str__(self) -> str:
        return f"{self.year} {self.frozen_on}"
