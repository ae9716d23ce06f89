"""The app of the audit record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who did what; in every tenant's schema, and in `public` for the platform."""

    name = "audit"
    verbose_name = _("Logboek")
