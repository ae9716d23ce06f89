"""The codes of sharing: what, with whom, what was said of it, and how that is known."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.letters.codes import Reader


class Shared(TextChoices):
    """What may be shared, and with whom; each is asked apart."""

    LETTER_EMPLOYER = "letter_employer", _("De brief over het besluit, aan de werkgever")
    LETTER_COACH = "letter_coach", _("De brief over het besluit, aan de jobcoach")
    FOUND_COACH = "found_coach", _("Wat wij vonden en de doelen van het plan, aan de jobcoach")


class Said(TextChoices):
    """What was said of it."""

    AGREED = "agreed", _("De persoon vindt het goed")
    REFUSED = "refused", _("De persoon vindt het niet goed, of niet meer")
    PARTY = "party", _("De werkgever vroeg zelf aan: het besluit moet naar hem (Awb 3:41)")


class Way(TextChoices):
    """How that is known."""

    SIGNED = "signed", _("een machtiging met handtekening")
    TALK = "talk", _("een gesprek")
    MESSAGE = "message", _("een brief of bericht")
    APPLICATION = "application", _("de aanvraag")


#: Which letter each is about.
LETTER_TO: Final[Mapping[Reader, Shared]] = {
    Reader.EMPLOYER: Shared.LETTER_EMPLOYER,
    Reader.COACH: Shared.LETTER_COACH,
}
#: As a list of a case says it, after what it is about.
SHORT: Final[Mapping[Said, Promise]] = {
    Said.AGREED: _("goed gevonden"),
    Said.REFUSED: _("niet goed gevonden"),
    Said.PARTY: _("de werkgever vroeg zelf aan"),
}
