"""The history of a published profile as plain data."""

from __future__ import annotations

from typing import Any

from api.published import NotPublished, published
from policy_profiles.register.history import PublishedEvent, published_events
from policy_profiles.register.queries import PublishedRow


def version_history(code: str) -> list[dict[str, Any]]:
    """What was published, ended and withdrawn under a code, the newest first.

    A shared profile has one entry: the version that ships.

    Raises:
        NotPublished: nothing ever was under this code.
    """
    events = [event for event in published_events() if event.code == code]
    if events:
        return [_event(event) for event in events]
    shared = [row for row in published() if row.code == code and not row.schema_name]
    if not shared:
        raise NotPublished(code)
    return [_shipped(row) for row in shared]


def _event(event: PublishedEvent) -> dict[str, Any]:
    period = event.period
    return {
        "id": str(event.id),
        "kind": event.kind.value,
        "version": period.label,
        "validFrom": period.valid_from.isoformat(),
        "validTo": period.valid_to.isoformat() if period.valid_to else None,
        "at": event.at.isoformat(),
        "contentHash": period.content_hash,
    }


def _shipped(row: PublishedRow) -> dict[str, Any]:
    return {
        "id": row.code,
        "kind": "shipped",
        "version": row.profile.layers[-1].version,
        "validFrom": None,
        "validTo": None,
        "at": None,
        "contentHash": row.content_hash,
    }
