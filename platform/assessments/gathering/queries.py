"""Reads of what was gathered. Opening what may hold health is recorded, once a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.gathering.answers import NOTHING_KEPT, Kept, kept_in
from assessments.gathering.models import GatheredTopic, UsedSource
from assessments.gathering.status import TopicStatus
from assessments.gathering.topics import Topic
from assessments.models import Case
from audit.actions import record


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicState:
    """Where a topic stands, without what it says."""

    slug: str
    status: TopicStatus
    codes: Mapping[str, str]
    domains: tuple[str, ...]
    revision: int
    changed_by: UUID | None
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTopic:
    """A topic with what it says; `earlier` is what the application before this one said of it.

    `state` is None, and `kept` empty, for a topic that nobody saved.
    """

    state: TopicState | None
    kept: Kept
    earlier: Mapping[str, str]
    earlier_number: str

    @property
    def is_prefilled(self) -> bool:
        """Whether the page begins with the answers of the application before this one."""
        return self.state is None and bool(self.earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What became of a source, last."""

    kind: str
    state: str
    seen_on: date
    reason: str
    recorded_by: UUID | None


def states_of(*, case_id: UUID) -> dict[str, TopicState]:
    """Give where each saved topic of a case stands; nothing is decrypted."""
    found = GatheredTopic.objects.filter(case_id=case_id).defer("sealed")
    return {row.topic: state_of(row) for row in found}


@transaction.atomic
def opened_topic(*, actor: User, case_id: UUID, topic: Topic) -> OpenedTopic:
    """Give a topic with its answers, and put on record that somebody looked, if there are any.

    Raises:
        NotPermitted: the actor may not work on cases.
    """
    check_permission(actor, Permission.OPEN_CASE)
    row = GatheredTopic.objects.filter(case_id=case_id, topic=topic.slug).first()
    before = _before(case_id, topic) if row is None else None
    if row is not None or before is not None:
        record_read(actor, case_id, {"topic": topic.slug, "previous": before is not None})
    return OpenedTopic(
        state=state_of(row) if row else None,
        kept=kept_in(row) if row else NOTHING_KEPT,
        earlier=kept_in(before).texts if before else {},
        earlier_number=before.case.number if before else "",
    )


def sources_of(*, case_id: UUID) -> dict[str, SourceRow]:
    """Give what became of each source of a case, by its kind."""
    found = UsedSource.objects.filter(case_id=case_id).order_by("recorded_at", "id")
    return {
        row.kind: SourceRow(
            kind=row.kind,
            state=row.state,
            seen_on=row.seen_on,
            reason=row.reason,
            recorded_by=row.recorded_by,
        )
        for row in found
    }


def previous_number(*, case_id: UUID) -> str:
    """Give the number of the application before this one; empty where none is named."""
    found = Case.objects.filter(pk=case_id).values_list("previous__number", flat=True).first()
    return found or ""


def state_of(row: GatheredTopic) -> TopicState:
    """Give where a stored topic stands."""
    return TopicState(
        slug=row.topic,
        status=TopicStatus(row.status),
        codes=dict(row.codes),
        domains=tuple(row.domains),
        revision=row.revision,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
    )


def record_read(actor: User, case_id: UUID, details: Mapping[str, object]) -> None:
    """Put on record that somebody saw answers of a case, in the transaction of the caller."""
    record(
        actor=actor,
        action="gathering.read",
        object_kind="case",
        object_id=case_id,
        details=details,
    )


def _before(case_id: UUID, topic: Topic) -> GatheredTopic | None:
    found = GatheredTopic.objects.filter(case__followed_by=case_id, topic=topic.slug)
    return found.select_related("case").first()
