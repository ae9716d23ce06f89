"""The app of files."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Names the app to Django."""

    name = "reports"
