"""What is answered where a coach asks whether something may be done, and why."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    """Whether it may."""

    ALLOWED = "allowed", _("mag")
    NOT_ALLOWED = "not_allowed", _("mag niet")


class AnswerReason(TextChoices):
    """Why, as a code: so that answers can be laid beside each other."""

    POLICY = "policy", _("zo staat het in het beleid")
    GOAL = "goal", _("het hoort bij een doel van het plan")
    PERSON = "person", _("deze persoon heeft het nodig om te kunnen werken")
    NO_GOAL = "no_goal", _("het hoort niet bij een doel van het plan")
    OTHER_HELP = "other_help", _("andere hulp is daarvoor bedoeld")
    EMPLOYER = "employer", _("de werkgever kan dit zelf")


#: Which reasons go with which answer; the policy can be one of both.
REASONS: Final[Mapping[Answer, tuple[AnswerReason, ...]]] = {
    Answer.ALLOWED: (AnswerReason.POLICY, AnswerReason.GOAL, AnswerReason.PERSON),
    Answer.NOT_ALLOWED: (
        AnswerReason.POLICY,
        AnswerReason.NO_GOAL,
        AnswerReason.OTHER_HELP,
        AnswerReason.EMPLOYER,
    ),
}
