"""The app of the consultant's work."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Names the app to Django."""

    name = "assessments"
