"""What a version and its entry in the register have in common: the policy itself, never changed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

SHA256 = r"^[0-9a-f]{64}$"


class ProfileContent(models.Model):
    """The content of one version of a profile, whole: it needs no file and no other row.

    `layers` holds every layer as JSON, bottom first, the organisation's own last, as they were on
    the day it was made: a later release of Meetlat does not change what was published. `breaks`
    and `content_hashes` are those of `mapping.States`.
    """

    name = models.CharField(_("profiel"), max_length=40)
    label = models.CharField(_("versie"), max_length=40)
    base = ArrayField(models.CharField(max_length=40), verbose_name=_("bouwt voort op"))
    layers = models.JSONField(_("lagen"))
    breaks = ArrayField(models.DateField(), default=list)
    content_hashes = ArrayField(models.CharField(max_length=64))
    chain_hash = models.CharField(_("kenmerk van de inhoud"), max_length=64)
    is_fictitious = models.BooleanField(_("verzonnen"))

    class Meta:
        abstract = True
