"""Reads of versions that were given back: why, and what was said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from policy_profiles.models import VersionReturn
from policy_profiles.status import ReturnReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """Why a version was given back instead of published."""

    reason: ReturnReason
    explanation: str
    returned_by: UUID
    returned_at: datetime


def return_of(*, version_id: UUID | None) -> ReturnRow | None:
    """Give why a version was given back; None where it was not."""
    found = VersionReturn.objects.filter(version_id=version_id).first() if version_id else None
    if found is None:
        return None
    return ReturnRow(
        reason=ReturnReason(found.reason),
        explanation=found.explanation,
        returned_by=found.returned_by,
        returned_at=found.returned_at,
    )
