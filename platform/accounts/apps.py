"""The app of people who sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users with roles; in every tenant's schema, and in `public` for platform administrators."""

    name = "accounts"
    verbose_name = _("Gebruikers")
