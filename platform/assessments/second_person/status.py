"""What becomes of a decision that waits for a second person, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    """What became of a proposal; without an answer it waits."""

    AGREED = "agreed", _("Akkoord")
    RETURNED = "returned", _("Teruggegeven")
    TAKEN_BACK = "taken_back", _("Teruggenomen")
    REPLACED = "replaced", _("Vervangen door een nieuw voorstel")


class ReturnReason(TextChoices):
    """Why a colleague does not agree."""

    REASON = "reason", _("De reden om af te wijken overtuigt niet")
    HOURS = "hours", _("De uren of de periode passen niet")
    FACTS = "facts", _("Er ontbreken gegevens, of ze kloppen niet")
    ADVICE = "advice", _("Het advies past wel")
    OTHER = "other", _("Iets anders")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One answer: whether the maker gives it, or somebody else; its name in the audit record."""

    by_maker: bool
    by_others: bool
    audit_action: str


#: Every answer leads from waiting, and to none after it.
WAYS: Mapping[Answer, Way] = {
    Answer.AGREED: Way(by_maker=False, by_others=True, audit_action="proposal.agreed"),
    Answer.RETURNED: Way(by_maker=False, by_others=True, audit_action="proposal.returned"),
    Answer.TAKEN_BACK: Way(by_maker=True, by_others=False, audit_action="proposal.taken_back"),
    Answer.REPLACED: Way(by_maker=True, by_others=True, audit_action="proposal.replaced"),
}
