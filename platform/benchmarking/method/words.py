"""Names of topics, methods and units in words, and what each method does in a sentence."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TOPICS: Final[Mapping[str, Promise]] = {
    "reach": _("Bereik"),
    "process": _("Behandeling van aanvragen"),
    "refusal": _("Afwijzen"),
    "hours": _("Uren"),
    "duration": _("Duur"),
    "deviation": _("Afwijken van het advies"),
    "coach": _("Jobcoach"),
    "goals": _("Doelen en evaluaties"),
    "retention": _("Baanbehoud en werkbehoud"),
    "next_job": _("Volgende baan"),
    "growth": _("Groei"),
    "objection": _("Bezwaar en beroep"),
    "agreement": _("Gelijk beoordelen"),
    "policy_distance": _("Afstand tussen beleid"),
    "quality": _("Volledigheid van de gegevens"),
}
METHODS: Final[Mapping[str, Promise]] = {
    "count": _("Een aantal."),
    "share": _("Een deel van alle gevallen, met het interval van Wilson."),
    "mix": _("Een verdeling: van elke soort het deel. Samen zijn zij alles."),
    "shares": _("Van elke soort het deel. Een geval kan bij meer soorten horen."),
    "mean": _("Een gemiddelde, met een t-interval."),
    "rate": _("De ene som gedeeld door de andere, met het interval van Cochran."),
    "curve": _("Een curve van Kaplan-Meier: het deel bij wie het nog niet is gebeurd."),
    "incidence": _("1 min Kaplan-Meier: het deel bij wie het al is gebeurd."),
    "split": _("De verdeling in vier delen van een verschil tussen twee uitvoerders."),
    "index": _("Een getal dat niet uit besluiten of banen is te tellen."),
}
UNITS: Final[Mapping[str, Promise]] = {
    "minutes": _("uren"),
    "percent": _("procent"),
    "tenths_of_week": _("weken"),
    "tenths_of_month": _("maanden"),
    "people": _("mensen"),
}
POLARITIES: Final[Mapping[str, Promise]] = {
    "none": _("Geen: hoger is niet beter en niet slechter."),
    "higher": _("Hoger is gunstiger."),
    "lower": _("Lager is gunstiger."),
}
