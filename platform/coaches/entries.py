"""Which fields of an entry people fill in, and what keeping an entry means."""

from dataclasses import fields
from typing import Final

from coaches.requirements.rows import CoachRow, OrganisationRow
from tenants import context

_OF_THE_HOUSE: Final = {"id", "kept_by", "is_synthetic", "revision", "proofs", "listings"}
#: What people fill in of an organisation and of a coach, by the names of the columns.
ORGANISATION_FIELDS: Final = tuple(
    each.name for each in fields(OrganisationRow) if each.name not in _OF_THE_HOUSE
)
COACH_FIELDS: Final = tuple(
    each.name
    for each in fields(CoachRow)
    if each.name not in _OF_THE_HOUSE | {"organisation_id", "employment", "employer_name"}
)


class EntryUnknown(LookupError):
    """There is no such entry in the register."""

    def __init__(self) -> None:
        super().__init__("There is no such entry in the register: choose one from its list.")


class NotTheKeeper(PermissionError):
    """Only who keeps an entry changes it; others propose a correction."""

    def __init__(self) -> None:
        super().__init__("Another organisation keeps this entry: propose a correction instead.")


class StaleEntry(Exception):
    """Somebody else changed the entry after it was opened on this screen."""

    def __init__(self) -> None:
        super().__init__("This entry was changed in the meantime: look at it and repeat yours.")


def keeper_here() -> str:
    """Give who keeps what is added now: the schema of the tenant, or nothing for the platform."""
    try:
        return context.current_schema_name()
    except context.NotInsideATenant:
        return ""
