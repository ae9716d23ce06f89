"""Who reads a letter, which texts an organisation may word itself, and what it may fill in."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reader(TextChoices):
    """Whom a letter is for; somebody else gets none but a decision on an objection of theirs."""

    CLIENT = "client", _("de aanvrager")
    EMPLOYER = "employer", _("de werkgever")
    COACH = "coach", _("de jobcoach")
    OTHER = "other", _("iemand anders die het besluit raakt")


class Audience(TextChoices):
    """For whom texts are worded: who asked, or those around the job, who never read of health."""

    CLIENT = "client", _("brief aan de aanvrager")
    WORK = "work", _("brief aan werkgever of jobcoach")


AUDIENCE_OF: Mapping[Reader, Audience] = {
    Reader.CLIENT: Audience.CLIENT,
    Reader.EMPLOYER: Audience.WORK,
    Reader.COACH: Audience.WORK,
    Reader.OTHER: Audience.WORK,
}


#: The readers of a letter about a decision, by their place in its address.
SLUGS: Mapping[str, Reader] = {
    "aanvrager": Reader.CLIENT,
    "werkgever": Reader.EMPLOYER,
    "jobcoach": Reader.COACH,
}
SLUG_OF: Mapping[Reader, str] = {
    **{reader: slug for slug, reader in SLUGS.items()},
    Reader.OTHER: "betrokkene",
}


class Language(TextChoices):
    """The languages of letters."""

    NL = "nl", _("Nederlands")
    EN = "en", _("Engels")


class Block(TextChoices):
    """A text of a letter that the organisation words itself."""

    GREETING = "greeting", _("Aanhef")
    OPENING = "opening", _("Opening")
    OBJECTION = "objection", _("Niet eens met het besluit")
    QUESTIONS = "questions", _("Vragen")
    CLOSING = "closing", _("Afsluiting")


#: What may stand between braces in a text, and what comes in its place. Nothing else can.
PLACEHOLDERS: Mapping[str, Promise] = {
    "naam": _("de naam van de persoon om wie het gaat"),
    "organisatie": _("de naam van uw organisatie"),
    "zaaknummer": _("het nummer van de casus"),
    "besluitdatum": _("de dag van het besluit"),
    "verzenddatum": _("de dag waarop de brief weggaat"),
    "bezwaar_tot": _("de laatste dag om bezwaar te maken"),
    "behandelaar": _("wie besloot"),
}
#: Without these a text would not say what it is there for.
NEEDED: Mapping[Block, tuple[str, ...]] = {Block.OBJECTION: ("bezwaar_tot",)}


class JobCriterion(StrEnum):
    """What an employer or coach may read as a reason: it is about the job or the support.

    The names are those of criteria of the rulebook. What says something of a person's health,
    limitation, need, wage value or target group is not here, so it cannot be named.
    """

    WORK_SITUATION = "work_situation"
    CONTRACT_FORM = "contract_form"
    CONTRACT_DURATION = "contract_duration"
    WEEKLY_HOURS = "weekly_hours"
    CONCURRENCY = "concurrency"
    DURATION = "duration"


JOB_WORDS: Mapping[JobCriterion, Promise] = {
    JobCriterion.WORK_SITUATION: _("Bij deze werksituatie geven wij geen begeleiding."),
    JobCriterion.CONTRACT_FORM: _("Bij dit soort contract geven wij geen begeleiding."),
    JobCriterion.CONTRACT_DURATION: _("Het contract duurt daarvoor te kort."),
    JobCriterion.WEEKLY_HOURS: _("Het aantal uren per week is daarvoor te klein."),
    JobCriterion.CONCURRENCY: _("Er loopt al een andere vorm van begeleiding."),
    JobCriterion.DURATION: _("De langste duur van de begeleiding is bereikt."),
}
