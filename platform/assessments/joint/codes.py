"""The codes of assessing together: what was judged, and what was found of a trial placement."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JointPart(TextChoices):
    """What was judged in one session."""

    COACHING = "coaching", _("begeleiding")
    WAGE_VALUE = "wage_value", _("loonwaarde")
    TRIAL = "trial", _("proefplaatsing")


class TrialVerdict(TextChoices):
    """What was decided about a trial placement."""

    APPROVED = "approved", _("Goedgekeurd")
    REFUSED = "refused", _("Niet goedgekeurd")
