"""The codes of following: contacts, evaluations, wage value, obligations, a change of coach."""

from typing import Final

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ContactWay(TextChoices):
    """How the consultant had contact."""

    VISIT = "visit", _("op het werk")
    OFFICE = "office", _("op kantoor")
    PHONE = "phone", _("telefoon of beeldbellen")
    MESSAGE = "message", _("bericht met antwoord")


class EvaluationPart(TextChoices):
    """What an evaluation consisted of, by the codes of `evaluation.parts`."""

    PERSON_FORM = "person_form", _("formulier van de persoon")
    EMPLOYER_FORM = "employer_form", _("formulier van de werkgever")
    COACH_REPORT = "coach_report", _("verslag van de jobcoach")
    THREE_WAY_TALK = "three_way_talk", _("driegesprek")
    FOUR_WAY_TALK = "four_way_talk", _("viergesprek")


class EvaluationOutcome(TextChoices):
    """What an evaluation came to."""

    AS_IS = "as_is", _("Doorgaan zoals het is")
    FEWER_HOURS = "fewer_hours", _("Minder begeleiding is genoeg")
    MORE_HOURS = "more_hours", _("Er is meer begeleiding nodig")
    OTHER_GOALS = "other_goals", _("Doorgaan met andere doelen")
    STOP = "stop", _("De begeleiding kan stoppen")


class GoalReason(TextChoices):
    """Why a goal was let go."""

    OTHER_WISH = "other_wish", _("de persoon wil iets anders")
    OTHER_WORK = "other_work", _("het werk is veranderd")
    TOO_BIG = "too_big", _("het doel was te groot")
    NOT_NEEDED = "not_needed", _("het is niet meer nodig")


class SelfReliance(IntegerChoices):
    """How far somebody does the job without a coach: five steps, each with what one sees."""

    ALL_HELP = 1, _("Kan het werk niet doen zonder dat er iemand bij is")
    MUCH_HELP = 2, _("Doet het werk met hulp elke dag")
    SOME_HELP = 3, _("Doet het werk zelf, met hulp elke week")
    LITTLE_HELP = 4, _("Doet het werk zelf, vraagt hulp als er iets verandert")
    NO_HELP = 5, _("Doet het werk zelf en lost op wat er verandert")


class WageSource(TextChoices):
    """Where a wage value comes from."""

    MEASURED = "measured", _("loonwaardemeting")
    EMPLOYER = "employer", _("schatting van de werkgever")
    COACH = "coach", _("schatting van de jobcoach")
    OWN = "own", _("eigen schatting")


class ObligationOutcome(TextChoices):
    """What came of an obligation to grow."""

    DONE = "done", _("Gehaald")
    NOT_DONE = "not_done", _("Niet gehaald")


class ObligationFollowUp(TextChoices):
    """What follows on the answer."""

    CONTINUES = "continues", _("De begeleiding gaat door")
    LATER = "later", _("Er is meer tijd, tot een nieuwe dag")
    ASSESSED_ANEW = "assessed_anew", _("Er wordt opnieuw beoordeeld")
    ENDS = "ends", _("De begeleiding stopt")


#: What can follow on which answer: who reached it goes on.
FOLLOW_UPS: Final = {
    ObligationOutcome.DONE: (ObligationFollowUp.CONTINUES,),
    ObligationOutcome.NOT_DONE: tuple(ObligationFollowUp),
}


class CoachReason(TextChoices):
    """Why another coach takes over."""

    LEFT = "left", _("de jobcoach werkt er niet meer")
    ABSENT = "absent", _("de jobcoach is lang afwezig")
    NO_CLICK = "no_click", _("het klikte niet")
    OTHER_NEED = "other_need", _("er is andere kennis nodig")
    EXPIRED = "expired", _("erkenning of certificaat is verlopen")
    ASKED = "asked", _("de persoon of werkgever vroeg erom")


class HandedOver(TextChoices):
    """What the one coach hands over to the other."""

    PLAN = "plan", _("begeleidingsplan met doelen")
    LOG = "log", _("logboek")
    AGREEMENTS = "agreements", _("open afspraken")
    CONTACTS = "contacts", _("wie op het werk het aanspreekpunt is")
    WARM = "warm", _("gesprek met beide jobcoaches en de persoon")
