"""The app of the dashboards."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Names the app to Django."""

    name = "dashboards"
