"""The app of reports and files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Names the app to Django, and what it puts on record to people."""

    name = "reports"

    def ready(self) -> None:
        """Give the words of its acts."""
        from audit.wording import name_actions, name_kinds

        name_kinds({"report": _("rapport")})
        name_actions(
            {
                "report.made": _("Rapport gemaakt"),
                "report.approved": _("Rapport vrijgegeven"),
                "report.withdrawn": _("Rapport ingetrokken"),
                "report.defined": _("Eigen rapport samengesteld"),
                "report.scheduled": _("Rapport op het rooster gezet"),
                "report.schedule_ended": _("Rapport van het rooster gehaald"),
                "report.story_told": _("Verhaal achter een cijfer geschreven"),
                "report.story_taken_back": _("Verhaal achter een cijfer teruggenomen"),
            }
        )
