"""The app of tenants, municipalities and host names."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Executing organisations; lives in the schema `public`."""

    name = "tenants"
    verbose_name = _("Uitvoerders")
