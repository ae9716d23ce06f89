"""Reads of the audit record, in the schema that the connection works in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from audit.models import AuditEvent
from audit.objects import names_of
from audit.wording import action_in_words, kind_in_words, origin_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One line of the audit record; `details` holds codes and numbers only.

    `object_name` is what people call the object, such as the number of a case; empty where it has
    no name, or no longer exists.
    """

    occurred_at: datetime
    actor_id: UUID | None
    actor_role: str
    action: str
    action_in_words: str
    object_kind: str
    kind_in_words: str
    object_id: str
    object_name: str
    result: str
    origin: str
    origin_in_words: str
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which lines are asked for; what is None or empty does not narrow."""

    action: str = ""
    on: date | None = None
    actor_id: UUID | None = None
    object_id: str = ""


def count_events(*, having: EventFilter) -> int:
    """Give how many lines there are."""
    return AuditEvent.objects.filter(**_conditions(having)).count()


def events(*, having: EventFilter, offset: int = 0, limit: int = 50) -> list[EventRow]:
    """Give lines, the latest first."""
    found = AuditEvent.objects.filter(**_conditions(having)).order_by("-occurred_at", "-id")
    shown = list(found[offset : offset + limit])
    names = names_of((event.object_kind, event.object_id) for event in shown)
    return [_row(event, names.get((event.object_kind, event.object_id), "")) for event in shown]


def actions_on_record() -> list[str]:
    """Give the actions that the record holds, by name."""
    return list(AuditEvent.objects.order_by("action").values_list("action", flat=True).distinct())


def _conditions(having: EventFilter) -> dict[str, object]:
    conditions = {
        "action": having.action,
        "occurred_at__date": having.on,
        "actor_id": having.actor_id,
        "object_id": having.object_id,
    }
    return {name: value for name, value in conditions.items() if value}


def _row(event: AuditEvent, object_name: str) -> EventRow:
    return EventRow(
        occurred_at=event.occurred_at,
        actor_id=event.actor_id,
        actor_role=event.actor_role,
        action=event.action,
        action_in_words=action_in_words(event.action),
        object_kind=event.object_kind,
        kind_in_words=kind_in_words(event.object_kind),
        object_id=event.object_id,
        object_name=object_name,
        result=event.result,
        origin=event.origin,
        origin_in_words=origin_in_words(event.origin),
        details=event.details,
    )
