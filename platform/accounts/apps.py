"""The app of people who sign in."""

from collections.abc import Mapping

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users with roles; in every tenant's schema, and in `public` for platform administrators."""

    name = "accounts"
    verbose_name = _("Gebruikers")

    def ready(self) -> None:
        """Name what this app records."""
        from accounts.queries import names_in_the_record
        from audit.objects import name_objects
        from audit.wording import name_actions, name_kinds

        name_objects("user", names_in_the_record)
        name_objects("tenant", _names_of_tenants)
        name_objects("municipality", _names_of_municipalities)
        name_kinds(
            {
                "user": _("gebruiker"),
                "account": _("account"),
                "tenant": _("uitvoerder"),
                "municipality": _("gemeente"),
            }
        )
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
                "municipality.added": _("Gemeente toegevoegd of anders genoemd"),
            }
        )


def _names_of_tenants(identifiers: frozenset[str]) -> Mapping[str, str]:
    from tenants.queries import names_of_tenants

    return names_of_tenants(ids=identifiers)


def _names_of_municipalities(identifiers: frozenset[str]) -> Mapping[str, str]:
    from tenants.queries import municipality_names

    return municipality_names(codes=tuple(identifiers))
