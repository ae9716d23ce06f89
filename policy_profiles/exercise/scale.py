"""What an assessor may answer: the need on the shared scale, the verdict, and what weighed most."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rulebook.facts import FACT_BY_NAME

#: The answer that the story does not say enough; it has no place on the scale.
CANNOT_TELL: Final = "cannot_tell"
#: The scale of the judged need, from least to most, as every case has it.
NEEDS: Final[tuple[str, ...]] = FACT_BY_NAME["need"].codes
#: Facts that an assessor judges: the exercise leaves them out, or it would hold its own answer.
JUDGED: Final = frozenset({"need", "goal_hours", "permanent_supervision", "other_solution"})
NEED_ANSWERS: Final[tuple[str, ...]] = (*NEEDS, CANNOT_TELL)


class Verdict(TextChoices):
    """Whether the assessor would grant support under the organisation's policy."""

    GRANT = "grant", _("Ja, toekennen")
    REFUSE = "refuse", _("Nee, afwijzen")
    CANNOT_TELL = CANNOT_TELL, _("Niet te zeggen met wat hier staat")


class Weighed(TextChoices):
    """What weighed most: the factors that assessors named in research, as codes and never as text.

    Source: Panteia, Muzus and ZINZIZ, 2021, in the inventory of SBCM/ZINZIZ, 2023.
    """

    ABILITIES = "abilities", _("Wat de klant kan")
    MOTIVATION = "motivation", _("De motivatie van de klant")
    EMPLOYER = "employer", _("Wat de werkgever wil aanpassen")
    KNOWLEDGE = "knowledge", _("Mijn vakkennis")
    EXPERIENCE = "experience", _("Mijn ervaring met zulke klanten")
    OTHER = "other", _("Iets anders")
