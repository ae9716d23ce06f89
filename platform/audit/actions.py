"""Writing audit events, in the transaction of the act that they are about."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.utils import timezone

from audit.models import AuditEvent, Result
from tenants.copying import copy_values
from tenants.identifiers import uuid7_texts

MOST_DETAILS = 20
LONGEST_DETAIL = 200  # characters

_origin: ContextVar[str] = ContextVar("origin", default="command")


class Actor(Protocol):
    """Whoever acts: a user, or what stands for the machine."""

    @property
    def id(self) -> UUID:
        """The identifier that outlives the account."""

    @property
    def roles(self) -> Sequence[str]:
        """The roles that the actor had."""


class NotInTransaction(Exception):
    """An audit event stands or falls with its act, so both need one transaction."""

    def __init__(self, action: str) -> None:
        super().__init__(f"Record {action} inside transaction.atomic(), together with the act.")


class DetailRefused(ValueError):
    """A detail of an audit event is a short code or number, never a person's data or a text."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The detail {name} is not a code, a number or a short list of those. Leave names, "
            "free text and case facts out of the audit record."
        )


@contextmanager
def coming_from(origin: str) -> Iterator[None]:
    """Name the way in (page, rest, graphql, import, command) of what is recorded inside."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def record(
    *,
    actor: Actor | None,
    action: str,
    object_kind: str,
    object_id: UUID | str,
    details: Mapping[str, Any] | None = None,
    result: str = Result.DONE,
) -> None:
    """Add one line to the audit record of the schema that the connection works in.

    Args:
        actor: the signed-in user; None for the machine itself.
        action: what was done, such as `case.decided`.
        object_kind: what it was done to, such as `case`.
        object_id: identifier of that object.
        details: codes, numbers, booleans, dates as text or identifiers; no personal data.
        result: `done` or `refused`.

    Raises:
        NotInTransaction: no transaction is open.
        DetailRefused: a detail is longer or of another kind than a code or number.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(action)
    AuditEvent.objects.create(
        occurred_at=timezone.now(),
        actor_id=actor.id if actor else None,
        actor_role=",".join(sorted(actor.roles)) if actor else "",
        action=action,
        object_kind=object_kind,
        object_id=str(object_id),
        result=result,
        origin=_origin.get(),
        details=_checked(details or {}),
    )


def record_many(
    *,
    actor: Actor | None,
    action: str,
    object_kind: str,
    objects: Iterable[tuple[UUID | str, Mapping[str, Any]]],
) -> None:
    """Add one line for each of many objects of one kind that the same was done to, as `record`.

    Args:
        actor: the signed-in user; None for the machine itself.
        action: what was done.
        object_kind: what it was done to.
        objects: the identifier of each, with its details.

    Raises:
        NotInTransaction, DetailRefused: as for `record`.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(action)
    told = [(str(object_id), json.dumps(_checked(details))) for object_id, details in objects]
    now, origin = timezone.now().isoformat(), _origin.get()
    who = str(actor.id) if actor else None
    role = ",".join(sorted(actor.roles)) if actor else ""
    copy_values(
        AuditEvent,
        _COLUMNS,
        (
            (key, now, who, role, action, object_kind, object_id, Result.DONE.value, origin,
             details)
            for key, (object_id, details) in zip(uuid7_texts(len(told)), told, strict=True)
        ),
    )  # fmt: skip


_COLUMNS = (
    "id", "occurred_at", "actor_id", "actor_role", "action", "object_kind", "object_id", "result",
    "origin", "details",
)  # fmt: skip


def _checked(details: Mapping[str, Any]) -> dict[str, Any]:
    if len(details) > MOST_DETAILS:
        raise DetailRefused(f"number {MOST_DETAILS + 1}")
    return {name: _checked_value(name, value) for name, value in details.items()}


def _checked_value(name: str, value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and len(value) <= LONGEST_DETAIL and "\n" not in value:
        return value
    if isinstance(value, list | tuple) and len(value) <= MOST_DETAILS:
        return [_checked_value(name, item) for item in value]
    raise DetailRefused(name)
