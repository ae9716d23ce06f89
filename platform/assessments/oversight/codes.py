"""The codes of watching over coaching: how a log was found, why it is looked at, what is said."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LogVerdict(TextChoices):
    """How the log of a period was found."""

    IN_ORDER = "in_order", _("in orde")
    MENDED = "mended", _("in orde na verbetering")
    NOT_IN_ORDER = "not_in_order", _("niet in orde")


class Risk(TextChoices):
    """Why the log of a period is looked at where the policy asks for samples."""

    OVER = "over", _("Er staan meer uren in dan er zijn toegekend.")
    LATE_HOURS = "late_hours", _("Meer dan de helft van de uren ligt in het laatste kwart.")
    FOUND_BEFORE = "found_before", _("Een eerdere controle in deze casus was niet in orde.")
    REMARKED = "remarked", _("Over deze organisatie kwam het afgelopen jaar een signaal binnen.")
    DRAWN = "drawn", _("Deze periode is getrokken: één op de tien, door het lot.")


class RemarkKind(TextChoices):
    """What somebody who assesses can say of who coaches; codes alone, so that nobody is named."""

    GOOD = "good", _("Doet het goed")
    HARD_TO_REACH = "hard_to_reach", _("Is slecht bereikbaar")
    HOURS_NOT_MADE = "hours_not_made", _("Uren zijn niet gemaakt")
    NO_GOALS = "no_goals", _("Werkt niet aan de doelen")
    LITTLE_SKILL = "little_skill", _("Weet te weinig van deze begeleiding")
    NOT_INDEPENDENT = "not_independent", _("Staat niet los van de werkgever")
    PAPERS_MISSING = "papers_missing", _("Verslagen of papieren ontbreken")
    OTHER_TASKS = "other_tasks", _("Doet werk dat er niet bij hoort")


#: What is said that asks for a closer look.
WORRIES: Final = tuple(kind for kind in RemarkKind if kind is not RemarkKind.GOOD)
