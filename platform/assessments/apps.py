"""The app of the consultant's work."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Names the app to Django, and has it read in files of cases."""

    name = "assessments"

    def ready(self) -> None:
        """Add the files of cases to those that can be read in."""
        from assessments.case_import import CASES
        from assessments.importing import can_import

        can_import(CASES)
