"""The app of policy profiles: versions, periods and the pages on which people read them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyProfilesConfig(AppConfig):
    """An organisation's own policy; lives in every tenant's schema."""

    name = "policy_profiles"
    verbose_name = _("Beleid")

    def ready(self) -> None:
        """Give every new tenant its first policy, whichever way it is made."""
        from policy_profiles.founding import give_first_policy
        from tenants import actions

        if give_first_policy not in actions.on_created:
            actions.on_created.append(give_first_policy)
