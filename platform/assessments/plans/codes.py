"""The codes of plans, goals and talks."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Horizon(TextChoices):
    """How far away a goal lies."""

    SHORT = "short", _("korte termijn")
    LONG = "long", _("lange termijn")


class Scope(TextChoices):
    """What a goal is about: the job as it is, or the career beyond it."""

    CURRENT_JOB = "current_job", _("het werk van nu")
    CAREER = "career", _("de loopbaan daarna")


class Activity(TextChoices):
    """What a coach does: the eight of Tabel B1.1, and what a policy may allow beside them."""

    INTRODUCE = "introduce", _("de persoon introduceren")
    STRUCTURE = "structure", _("het werk structureren")
    TRAIN = "train", _("inwerken en trainen")
    DISTURBANCES = "disturbances", _("storingen opsporen en verhelpen")
    GUIDE_AT_WORK = "guide_at_work", _("begeleiden op het werk")
    GUIDE_AT_HOME = "guide_at_home", _("begeleiden thuis voor zover het om werk gaat")
    GUIDE_MANAGER = "guide_manager", _("de leidinggevende begeleiden")
    EVALUATE = "evaluate", _("evalueren en coördineren")
    PRIVATE_SPHERE = "private_sphere", _("hulp in het privéleven")
    JOB_FINDING = "job_finding", _("ander werk zoeken")
    JOB_INTERVIEW = "job_interview", _("mee naar het sollicitatiegesprek")
    CONTRACT_TALKS = "contract_talks", _("mee naar gesprekken over het contract")
    AFTERCARE = "aftercare", _("nazorg")


#: What a coach does to get somebody into other work: hours of it are told apart (K2.1-b).
TOWARDS_OTHER_WORK: Final = frozenset({Activity.JOB_FINDING, Activity.JOB_INTERVIEW})


class GoalOutcome(TextChoices):
    """What came of a goal."""

    REACHED = "reached", _("gehaald")
    PARTLY = "partly", _("deels gehaald")
    NOT_REACHED = "not_reached", _("niet gehaald")
    DROPPED = "dropped", _("losgelaten: het past niet meer")


#: A goal with one of these is done, and is not carried to a next application.
DONE: Final = (GoalOutcome.REACHED, GoalOutcome.DROPPED)


class Participant(TextChoices):
    """Who sits at the table of a four-way talk, by role."""

    PERSON = "person", _("de persoon")
    EMPLOYER = "employer", _("de werkgever")
    COACH = "coach", _("de jobcoach")
    ASSESSOR = "assessor", _("wie beoordeelt")
    OTHER = "other", _("iemand anders")


#: The four of the four-way talk.
FOUR: Final = (
    Participant.PERSON, Participant.EMPLOYER, Participant.COACH, Participant.ASSESSOR,
)  # fmt: skip


class AgreementStatus(TextChoices):
    """Where an agreement stands."""

    OPEN = "open", _("open")
    DONE = "done", _("gedaan")
