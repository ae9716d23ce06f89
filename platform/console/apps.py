"""The app of the commands."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Names the app to Django."""

    name = "console"
