"""What happened in the shared register: who published, ended or withdrew a version, and when."""

import uuid
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from policy_profiles.register.baselines import Baselines
from policy_profiles.register.models import PublishedProfile
from policy_profiles.register.queries import is_the_baseline_itself, states_of_periods
from rulebook.profile import Profile
from tenants import context
from tenants import queries as tenant_queries
from tenants.identifiers import code_of
from tenants.queries import TenantRow

#: Ending one version and publishing the next is one step: what lies closer together is told once.
_ONE_STEP = timedelta(minutes=1)
_ONE_DAY = timedelta(days=1)
_SECOND_DAY = date.min + _ONE_DAY


class EventKind(StrEnum):
    """What became of a version."""

    PUBLISHED = "published"
    ENDED = "ended"
    REINSTATED = "reinstated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One row of the register, without its content."""

    id: UUID
    schema_name: str
    version_id: UUID
    name: str
    label: str
    breaks: tuple[date, ...]
    content_hashes: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    known_from: datetime
    known_to: datetime | None

    @property
    def content_hash(self) -> str:
        """The hash of what it says on its first day."""
        return self.content_hashes[bisect_right(self.breaks, self.valid_from)]

    @property
    def day_before(self) -> date:
        """The day before it began; where the calendar has none, its first day."""
        return max(self.valid_from, _SECOND_DAY) - _ONE_DAY

    def holds(self, day: date, *, known_at: datetime) -> bool:
        """Whether it was known, at a moment, to be in force on a day."""
        is_valid = self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
        is_known = self.known_from <= known_at and (
            self.known_to is None or known_at < self.known_to
        )
        return is_valid and is_known


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEvent:
    """One thing that happened. `before` is what held the day before, of the same organisation.

    `at` is the moment from which everyone could know it: never before the organisation opened.
    `is_still_known` is false once the version was withdrawn.
    """

    id: UUID
    kind: EventKind
    code: str
    organisation: str
    is_fictitious: bool
    at: datetime
    period: Period
    before: Period | None
    is_still_known: bool


def published_events(
    *, most: int | None = None, schema_name: str | None = None
) -> list[PublishedEvent]:
    """Give what happened to the policy of organisations that are open, the newest first.

    With `schema_name` that of one organisation: a page of one does not read the whole register.
    """
    open_ones = tenant_queries.launched_tenants(schema_name=schema_name)
    tenants = {row.schema_name: row for row in open_ones}
    events = [
        event
        for schema_name, rows in groupby(
            _periods(schema_name), key=lambda period: period.schema_name
        )
        if schema_name in tenants
        for event in _of_tenant(tenants[schema_name], list(rows))
    ]
    events.sort(key=lambda event: (event.at, event.period.known_from), reverse=True)
    return events[:most]


def profiles_of(event: PublishedEvent, known: Baselines) -> tuple[Profile, Profile]:
    """Resolve what held before an event and what it published, both on its first day.

    Where the organisation had no policy before, that is the UWV baseline; `known` has it.
    """
    day = event.period.valid_from
    wanted = {_state(event.period, day)} | (
        {_state(event.before, event.period.day_before)} if event.before else set()
    )
    found = states_of_periods(wanted)
    after = found[_state(event.period, day)]
    if event.before is None:
        return known.profile_on(day), after
    return found[_state(event.before, event.period.day_before)], after


def _state(period: Period, day: date) -> tuple[UUID, int]:
    return period.id, bisect_right(period.breaks, day)


def _periods(schema_name: str | None) -> list[Period]:
    of_one = {} if schema_name is None else {"schema_name": schema_name}
    with context.as_benchmark():
        found = PublishedProfile.objects.filter(**of_one)
        found = found.order_by("schema_name", "known_from", "id")
        rows = list(found.values(*Period.__dataclass_fields__))
    return [
        Period(
            **{
                **row,
                "breaks": tuple(row["breaks"]),
                "content_hashes": tuple(row["content_hashes"]),
            }
        )
        for row in rows
    ]


def _of_tenant(tenant: TenantRow, periods: Sequence[Period]) -> Iterator[PublishedEvent]:
    shown = [
        period
        for period in periods
        if not is_the_baseline_itself(tenant, period.name) and not _is_from_before(tenant, period)
    ]
    seen: dict[UUID, Period] = {}
    for period in shown:
        kind = _kind(seen.get(period.version_id), period)
        seen[period.version_id] = period
        if kind is not EventKind.ENDED or not _is_followed(period, shown):
            yield _event(tenant, kind, period, period.known_from, shown)
    for last in seen.values():
        if last.known_to is not None:
            yield _event(tenant, EventKind.WITHDRAWN, last, last.known_to, shown)


def _is_from_before(tenant: TenantRow, period: Period) -> bool:
    """Whether it was taken back or replaced before the organisation opened: never known to all."""
    if tenant.launched_at is None or period.known_to is None:
        return False
    return period.known_to <= tenant.launched_at


def _kind(earlier: Period | None, period: Period) -> EventKind:
    if earlier is None:
        return EventKind.PUBLISHED
    is_longer = period.valid_to is None or (
        earlier.valid_to is not None and period.valid_to > earlier.valid_to
    )
    return EventKind.REINSTATED if is_longer else EventKind.ENDED


def _is_followed(ended: Period, periods: Sequence[Period]) -> bool:
    """Whether another version was published in the same step, from the day on which it ends."""
    return any(
        other.version_id != ended.version_id
        and other.valid_from == ended.valid_to
        and abs(other.known_from - ended.known_from) < _ONE_STEP
        for other in periods
    )


def _event(
    tenant: TenantRow, kind: EventKind, period: Period, at: datetime, periods: Sequence[Period]
) -> PublishedEvent:
    day = period.day_before
    before = [
        other
        for other in periods
        if other.version_id != period.version_id and other.holds(day, known_at=period.known_from)
    ]
    return PublishedEvent(
        id=uuid.uuid5(period.id, kind.value),
        kind=kind,
        code=code_of(tenant.schema_name),
        organisation=tenant.name,
        is_fictitious=tenant.is_synthetic_policy,
        at=max(at, tenant.launched_at) if tenant.launched_at else at,
        period=period,
        before=before[-1] if before else None,
        is_still_known=any(
            other.version_id == period.version_id and other.known_to is None for other in periods
        ),
    )
