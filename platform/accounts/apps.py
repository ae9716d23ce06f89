"""The app of people who sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users with roles; in every tenant's schema, and in `public` for platform administrators."""

    name = "accounts"
    verbose_name = _("Gebruikers")

    def ready(self) -> None:
        """Name what this app records."""
        from audit.wording import name_actions, name_kinds

        name_kinds({"user": _("gebruiker"), "account": _("account"), "tenant": _("uitvoerder")})
        name_actions(
            {
                "user.signed_in": _("Aangemeld"),
                "user.signed_out": _("Afgemeld"),
                "user.locked_out": _("Aanmelden gesloten na te veel pogingen"),
                "user.added": _("Gebruiker toegevoegd"),
                "user.roles_changed": _("Rollen gewijzigd"),
                "user.closed": _("Account gesloten"),
                "user.opened": _("Account geopend"),
                "user.password_given": _("Nieuw eerste wachtwoord gegeven"),
                "user.password_changed": _("Eigen wachtwoord gekozen"),
                "tenant.created": _("Uitvoerder gemaakt"),
                "tenant.launched": _("Uitvoerder geopend"),
            }
        )
