"""The history of a published profile as plain data."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from api.published import NotPublished, published
from policy_profiles.register.baseline_history import BaselineEvent, baseline_events
from policy_profiles.register.baselines import baselines
from policy_profiles.register.history import EventKind, PublishedEvent, published_events
from rulebook.profile import Profile
from rulebook.profiles import BASELINE


def version_history(code: str) -> list[dict[str, Any]]:
    """What was published, ended and withdrawn under a code, the newest first.

    A shared profile has the version that ships, and the UWV baseline all that came after it.

    Raises:
        NotPublished: nothing ever was under this code.
    """
    events = [event for event in published_events() if event.code == code]
    if events:
        return [_event(event) for event in events]
    if code == BASELINE:
        return _of_baseline()
    shared = [row for row in published() if row.code == code and not row.schema_name]
    if not shared:
        raise NotPublished(code)
    return [_shipped(code, row.profile) for row in shared]


def _of_baseline() -> list[dict[str, Any]]:
    known = baselines()
    first = known.versions[0].profile(on=timezone.localdate())
    events = [_published(event) for event in baseline_events(known)]
    return [*events, _shipped(BASELINE, first)]


def _published(event: BaselineEvent) -> dict[str, Any]:
    first_day = event.version.valid_from
    return {
        "id": str(event.id),
        "kind": (EventKind.WITHDRAWN if event.withdrawn_because else EventKind.PUBLISHED).value,
        "version": event.version.label,
        "validFrom": first_day.isoformat() if first_day else None,
        "validTo": None,
        "at": event.at.isoformat(),
        "contentHash": event.profiles[1].content_hash,
    }


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


def _shipped(code: str, profile: Profile) -> dict[str, Any]:
    return {
        "id": code,
        "kind": "shipped",
        "version": profile.layers[-1].version,
        "validFrom": None,
        "validTo": None,
        "at": None,
        "contentHash": profile.content_hash,
    }
