"""The app of the example data."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Names the app to Django."""

    name = "demo"
