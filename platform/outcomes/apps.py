"""The app of what became of the work."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Names the app to Django."""

    name = "outcomes"
