"""The app of policy profiles."""

from django.apps import AppConfig


class PolicyProfilesConfig(AppConfig):
    """Names the app to Django."""

    name = "policy_profiles"
