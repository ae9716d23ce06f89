"""The app of the shared register, apart because its table stands in `public`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyRegisterConfig(AppConfig):
    """What every organisation has published, for everyone to compare."""

    name = "policy_profiles.register"
    label = "policy_register"
    verbose_name = _("Register van gepubliceerd beleid")
