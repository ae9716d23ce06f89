"""The app that ties the others together: templates, static files, addresses."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds what every page shares; has no tables."""

    name = "config"
