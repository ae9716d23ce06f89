"""The states of a signal, and which change leads from which state to which, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SignalStatus(TextChoices):
    """Where a signal stands; the sender sees these three words and nothing more."""

    RECEIVED = "received", _("Ontvangen")
    TAKEN_UP = "taken_up", _("In behandeling")
    HANDLED = "handled", _("Afgehandeld")


class SenderRole(TextChoices):
    """Who sends a signal."""

    PERSON = "person", _("Ik meld voor mezelf")
    EMPLOYER = "employer", _("Ik ben de werkgever of leidinggevende")
    COACH = "coach", _("Ik ben de jobcoach")
    COLLEAGUE = "colleague", _("Ik ben een collega")
    OTHER = "other", _("Ik ben iemand anders")


#: What the consultant reads instead of what the sender chose.
SENDER_WORDS: Mapping[SenderRole, Promise] = {
    SenderRole.PERSON: _("de persoon zelf"),
    SenderRole.EMPLOYER: _("de werkgever of leidinggevende"),
    SenderRole.COACH: _("de jobcoach"),
    SenderRole.COLLEAGUE: _("een collega"),
    SenderRole.OTHER: _("iemand anders"),
}


class CloseReason(TextChoices):
    """Why a signal needs nothing more."""

    CASE = "case", _("Het loopt verder in een casus")
    ADVICE = "advice", _("Advies of informatie was genoeg")
    REFERRED = "referred", _("Doorgestuurd naar een andere organisatie")
    NOT_REACHED = "not_reached", _("De melder of de persoon is niet te bereiken")
    NOT_WANTED = "not_wanted", _("De persoon wil geen begeleiding")
    DOUBLE = "double", _("Er is al een melding over hetzelfde")
    NO_SIGNAL = "no_signal", _("Dit was geen melding")


class SignalChange(TextChoices):
    """What may happen to a signal."""

    TAKE_UP = "take_up", _("in behandeling nemen")
    LINK = "link", _("koppelen aan een casus")
    CLOSE = "close", _("afhandelen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One allowed change: from these states, to that state, under this name in the audit record."""

    origins: tuple[SignalStatus, ...]
    target: SignalStatus
    audit_action: str


_OPEN = (SignalStatus.RECEIVED, SignalStatus.TAKEN_UP)
CHANGES: Mapping[SignalChange, Way] = {
    SignalChange.TAKE_UP: Way(
        origins=(SignalStatus.RECEIVED,),
        target=SignalStatus.TAKEN_UP,
        audit_action="signal.taken_up",
    ),
    SignalChange.LINK: Way(
        origins=_OPEN, target=SignalStatus.TAKEN_UP, audit_action="signal.linked"
    ),
    SignalChange.CLOSE: Way(
        origins=_OPEN, target=SignalStatus.HANDLED, audit_action="signal.closed"
    ),
}


class SignalChangeNotAllowed(Exception):
    """The signal is in a state from which this change does not lead anywhere."""

    def __init__(self, change: SignalChange, status: str) -> None:
        origins = ", ".join(origin.value for origin in CHANGES[change].origins)
        super().__init__(
            f"A signal that is {status} does not allow {change.value}; that is for: {origins}."
        )


def can_change(status: str, change: SignalChange) -> bool:
    """Answer whether a signal in this state allows the change."""
    return status in CHANGES[change].origins


def check_change(status: str, change: SignalChange) -> SignalStatus:
    """Give the state after the change.

    Raises:
        SignalChangeNotAllowed: the change does not start from this state.
    """
    if not can_change(status, change):
        raise SignalChangeNotAllowed(change, status)
    return CHANGES[change].target
