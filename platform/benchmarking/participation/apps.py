"""The app of taking part, apart because its tables stand in the schema of each organisation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    """What an organisation said about the benchmark, and what its facts are made with."""

    name = "benchmarking.participation"
    label = "participation"
    verbose_name = _("Meedoen met de benchmark")
