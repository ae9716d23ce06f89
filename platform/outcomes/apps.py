"""The app of what became of the work."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    """Names the app to Django; shows outcomes below decisions and reads files of them in."""

    name = "outcomes"

    def ready(self) -> None:
        """Add this app's part to the page of a decision and its files, and name what it records."""
        from assessments.decision_pages import show_below_decision
        from assessments.following.seen_jobs import tell_jobs_seen
        from assessments.importing import can_import
        from assessments.retention.queries import tell_last_days
        from audit.wording import name_actions
        from outcomes.outcome_import import OUTCOMES
        from outcomes.pages import below_decision
        from outcomes.queries import last_days_of
        from outcomes.seen_jobs import jobs_seen

        show_below_decision(below_decision)
        can_import(OUTCOMES)
        tell_last_days(last_days_of)
        tell_jobs_seen(jobs_seen)
        name_actions(
            {
                "outcome.recorded": _("Uitkomst vastgelegd"),
                "outcome.service_taken_back": _("Vastgelegd dat er geen vervolgdienst is"),
                "outcomes.imported": _("Uitkomsten ingelezen uit een bestand"),
            }
        )
