"""The app of REST and GraphQL."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Names the app to Django."""

    name = "api"

    def ready(self) -> None:
        """Make the extensions of the description known: drf-spectacular finds them by import."""
        from api import description  # noqa: F401 - imported for what it registers
