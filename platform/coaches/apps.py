"""The app of the register of coaches; its tables stand in `public`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachesConfig(AppConfig):
    """Names the app to Django, and names what it records."""

    name = "coaches"
    verbose_name = _("Register van jobcoaches")

    def ready(self) -> None:
        """Name what is recorded and what it is done to."""
        from audit.objects import name_objects
        from audit.wording import name_actions, name_kinds
        from coaches.queries import names_of_coaches, names_of_organisations

        name_objects("coach_organisation", names_of_organisations)
        name_objects("coach", names_of_coaches)
        name_kinds({"coach_organisation": _("jobcoachorganisatie"), "coach": _("jobcoach")})
        name_actions(
            {
                "register.added": _("Toegevoegd aan het register van jobcoaches"),
                "register.changed": _("Gewijzigd in het register van jobcoaches"),
                "register.proof_added": _("Bewijsstuk toegevoegd aan het register"),
                "register.proof_removed": _("Bewijsstuk weggehaald uit het register"),
                "register.listed": _("Op de eigen lijst van jobcoachorganisaties gezet"),
                "register.unlisted": _("Van de eigen lijst van jobcoachorganisaties gehaald"),
                "register.corrected": _("Correctie voorgesteld in het register"),
                "register.correction_accepted": _("Correctie in het register overgenomen"),
                "register.correction_declined": _("Correctie in het register niet overgenomen"),
            }
        )
