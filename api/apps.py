"""The app of REST and GraphQL."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Names the app to Django."""

    name = "api"
