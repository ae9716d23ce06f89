"""The codes of a decision: what was decided, and why otherwise than the rules advise."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DecisionOutcome(TextChoices):
    """What was decided."""

    GRANT = "grant", _("Toegekend zoals geadviseerd")
    GRANT_OTHERWISE = "grant_otherwise", _("Anders toegekend dan geadviseerd")
    REFUSE = "refuse", _("Afgewezen")


class DeviationReason(TextChoices):
    """Why a decision goes another way than the rules: tailoring (maatwerk), on record."""

    PERSON = "person", _("De persoon heeft meer of iets anders nodig dan de regels zien")
    WORKPLACE = "workplace", _("Het werk of de werkplek vraagt iets anders")
    COLLEAGUES_TAKE_OVER = "colleagues_take_over", _("Collega's of de werkgever nemen over")
    OTHER_SUPPORT = "other_support", _("Andere hulp past beter of loopt al")
    ASKED_FOR_LESS = "asked_for_less", _("Er is minder gevraagd dan de regels geven")
    CONTINUITY = "continuity", _("Overgang: een eerder besluit loopt door")
    AGREED_WITH_EMPLOYER = "agreed_with_employer", _("Zo afgesproken met werkgever en werknemer")
    CAPACITY = "capacity", _("Er is geen jobcoach beschikbaar voor meer")
    FACTS_NOT_TO_BE_HAD = "facts_not_to_be_had", _("Gegevens zijn niet te krijgen")
    HARDSHIP = "hardship", _("Hardheidsclausule: de regels pakken te zwaar uit")
