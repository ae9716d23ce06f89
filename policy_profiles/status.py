"""The states of a profile version, and which change leads from which state to which."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VersionStatus(TextChoices):
    """Where a version stands; it follows from its periods and its return (see `queries`)."""

    IN_REVIEW = "in_review", _("Ter controle")
    RETURNED = "returned", _("Teruggegeven")
    PUBLISHED = "published", _("Gepubliceerd")
    ENDED = "ended", _("Met einddatum")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class ReturnReason(TextChoices):
    """Why a version was not published but given back."""

    INCOMPLETE = "incomplete", _("Er ontbreekt iets")
    UNFOUNDED = "unfounded", _("De onderbouwing klopt niet")
    WRONG_VALUE = "wrong_value", _("Een waarde is anders bedoeld")
    WRONG_DAY = "wrong_day", _("De ingangsdatum past niet")
    OTHER = "other", _("Iets anders")
    TAKEN_BACK = "taken_back", _("Teruggenomen door de maker")


class EndReason(TextChoices):
    """Why a version holds no longer, or should never have held."""

    REPLACED = "replaced", _("Er komt ander beleid")
    REPEALED = "repealed", _("De regeling is ingetrokken")
    COURT = "court", _("Uitspraak van de rechter")
    MISTAKE = "mistake", _("De versie klopte niet")
    OTHER = "other", _("Iets anders")


class VersionChange(TextChoices):
    """What may happen to a version."""

    PUBLISH = "publish", _("publiceren")
    RETURN = "return", _("teruggeven")
    END = "end", _("beëindigen")
    WITHDRAW = "withdraw", _("intrekken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One allowed change: from these states, to that state, under this name in the audit record."""

    origins: tuple[VersionStatus, ...]
    target: VersionStatus
    audit_action: str


# The content changes in none of them: other content is another version.
CHANGES: Mapping[VersionChange, Way] = {
    VersionChange.PUBLISH: Way(
        origins=(VersionStatus.IN_REVIEW,),
        target=VersionStatus.PUBLISHED,
        audit_action="profile.published",
    ),
    VersionChange.RETURN: Way(
        origins=(VersionStatus.IN_REVIEW,),
        target=VersionStatus.RETURNED,
        audit_action="profile.returned",
    ),
    VersionChange.END: Way(
        origins=(VersionStatus.PUBLISHED, VersionStatus.ENDED),  # also: on another day
        target=VersionStatus.ENDED,
        audit_action="profile.ended",
    ),
    VersionChange.WITHDRAW: Way(
        origins=(VersionStatus.PUBLISHED, VersionStatus.ENDED),
        target=VersionStatus.WITHDRAWN,
        audit_action="profile.withdrawn",
    ),
}


class ChangeNotAllowed(Exception):
    """The version is in a state from which this change does not lead anywhere."""

    def __init__(self, change: VersionChange, status: VersionStatus) -> None:
        origins = ", ".join(origin.value for origin in CHANGES[change].origins)
        super().__init__(
            f"A version that is {status.value} cannot {change.value}; that is for: {origins}. "
            "Make a new version with the content that you want."
        )
        self.change = change
        self.status = status


def can_change(*, status: VersionStatus, change: VersionChange) -> bool:
    """Answer whether a version in this state allows the change."""
    return status in CHANGES[change].origins


def check_change(*, status: VersionStatus, change: VersionChange) -> Way:
    """Give the way of the change.

    Raises:
        ChangeNotAllowed: the change does not start from this state.
    """
    if not can_change(status=status, change=change):
        raise ChangeNotAllowed(change, status)
    return CHANGES[change]
