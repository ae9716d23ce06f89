"""Reads of whether this organisation takes part; frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from policy_profiles.taking_part.models import SharingStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One statement about taking part; `made_by` is None where the machine made it."""

    takes_part: bool
    from_day: date
    made_by: UUID | None
    made_at: datetime


def takes_part(*, on: date) -> bool:
    """Say whether the organisation takes part on a day: by the last statement that has begun."""
    found = SharingStatement.objects.filter(from_day__lte=on).order_by("-made_at", "-id")
    return bool(found.values_list("takes_part", flat=True).first())


def statements() -> list[StatementRow]:
    """Give every statement, the last one first."""
    found = SharingStatement.objects.order_by("-made_at", "-id")
    return [
        StatementRow(
            takes_part=row.takes_part,
            from_day=row.from_day,
            made_by=row.made_by,
            made_at=row.made_at,
        )
        for row in found
    ]
