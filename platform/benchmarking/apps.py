"""The app of fact rows and comparison."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenchmarkingConfig(AppConfig):
    """Names the app to Django, and has facts leave with every decision and outcome."""

    name = "benchmarking"

    def ready(self) -> None:
        """Listen to the apps below: their facts are sent inside their transactions."""
        from assessments import events as decisions
        from assessments import later_events as later
        from audit.objects import name_objects
        from audit.wording import name_actions, name_kinds
        from benchmarking import actions
        from benchmarking.boundaries.words import names_of_kinds
        from outcomes import events as outcomes

        decisions.on_decided(actions.send_decisions)
        later.on_later(actions.send_later)
        outcomes.on_recorded(actions.send_outcomes)
        name_objects("boundaries", names_of_kinds)
        name_kinds(
            {
                "across_question": _("vraag over uitvoerders heen"),
                "boundaries": _("kaart met grenzen"),
                "benchmark": _("meedoen met de benchmark"),
                "benchmark_release": _("uitgebrachte benchmarkcijfers"),
                "benchmark_release_run": _("aanvraag van benchmarkcijfers"),
            }
        )
        name_actions(
            {
                "benchmark.agreed": _("Afgesproken mee te doen met de benchmark"),
                "benchmark.ended": _("Meedoen met de benchmark beëindigd"),
                "benchmark.sent_anew": _("Alle benchmarkfeiten opnieuw verstuurd"),
                "benchmark.release_asked": _("Benchmarkcijfers gevraagd"),
                "benchmark.release_prepared": _("Benchmarkcijfers gemaakt"),
                "benchmark.release_made": _("Aanvraag van benchmarkcijfers uitgevoerd"),
                "benchmark.release_refused": _("Benchmarkcijfers niet gemaakt"),
                "benchmark.release_stopped": _("Maken van benchmarkcijfers gestopt"),
                "benchmark.released": _("Benchmarkcijfers uitgebracht"),
                "benchmark.not_released": _("Benchmarkcijfers niet uitgebracht"),
                "boundaries.imported": _("Grenzen ingelezen voor de kaarten"),
                "boundaries.removed": _("Grenzen van de kaarten weggehaald"),
                "across.asked": _("Vraag over uitvoerders heen gesteld"),
                "across.read": _("Antwoord over uitvoerders heen gelezen"),
                "across.refused": _("Vraag over uitvoerders heen niet beantwoord"),
            }
        )
