"""What happened to a version, from the audit record: offered, published, ended, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from audit import queries as audit
from policy_profiles.status import EndReason, ReturnReason

_REASONS = {choice.value: choice.label for choice in (*EndReason, *ReturnReason)}
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionEvent:
    """One thing that happened to a version: from `valid_from` it held, from `valid_to` no more."""

    at: datetime
    what: str
    who: UUID | None
    valid_from: date | None
    valid_to: date | None
    reason: str


def history_of(*, version_id: UUID) -> tuple[VersionEvent, ...]:
    """Give what happened to a version, the latest last."""
    found = audit.events(having=audit.EventFilter(object_id=str(version_id)), limit=_MOST)
    return tuple(_event(row) for row in reversed(found) if row.action.startswith("profile."))


def _event(row: audit.EventRow) -> VersionEvent:
    return VersionEvent(
        at=row.occurred_at,
        what=row.action_in_words,
        who=row.actor_id,
        valid_from=_day(row.details.get("valid_from")),
        valid_to=_day(row.details.get("valid_to")),
        reason=str(_REASONS.get(str(row.details.get("reason", "")), "")),
    )


def _day(given: object) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else None
