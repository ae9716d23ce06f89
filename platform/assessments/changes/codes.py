"""The codes of a change: what changed, why hours were added, and how an early end is settled."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assessments.changes.reckoning.history import Kind, Settlement


class JobChangeKind(TextChoices):
    """What changed; the values are those of the recalculation's own kinds."""

    HOURS = Kind.HOURS.value, _("Andere uren")
    POSITION = Kind.POSITION.value, _("Ander werk bij dezelfde werkgever")
    EMPLOYER = Kind.EMPLOYER.value, _("Andere werkgever")
    CONTRACT = Kind.CONTRACT.value, _("Contract verlengd of vernieuwd")
    ILLNESS = Kind.ILLNESS.value, _("Ziek")
    EXTRA = Kind.EXTRA.value, _("Extra uren")
    ENDED = Kind.ENDED.value, _("Baan geëindigd")


class SettledBy(TextChoices):
    """How the hours of a job that ended early are settled."""

    PRO_RATA = Settlement.PRO_RATA.value, _("Naar verhouding van de tijd")
    ACTUAL_HOURS = Settlement.ACTUAL_HOURS.value, _("De uren die echt zijn gemaakt")


class ExtraReason(TextChoices):
    """Why hours were added to a grant."""

    CRISIS = "crisis", _("Het gaat mis of dreigt mis te gaan op het werk")
    NEW_TASKS = "new_tasks", _("Nieuwe taken of een andere werkplek")
    NEW_MANAGER = "new_manager", _("Andere leidinggevende of andere collega's")
    CONTRACT_AT_STAKE = "contract_at_stake", _("Het contract staat op het spel")
    PRIVATE_LIFE = "private_life", _("Iets in het privéleven dat doorwerkt op het werk")
    ESTIMATED_TOO_LOW = "estimated_too_low", _("De behoefte is te laag ingeschat")
