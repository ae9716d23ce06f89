"""Reads of an organisation's reports: what can be made, and what was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reports.definition import (
    BadReport,
    Definition,
    ReportUnknown,
    definition_from,
    shipped_definitions,
)
from reports.models import (
    FigureStory,
    OwnDefinition,
    ReportApproval,
    ReportSchedule,
    ReportSnapshot,
)
from reports.snapshot import Snapshot, hash_of


class SnapshotUnknown(Exception):
    """There is no report of this identifier that this reader may have."""

    def __init__(self, snapshot_id: UUID) -> None:
        self.snapshot_id = snapshot_id
        super().__init__(f"There is no report {snapshot_id}: ask for the list of reports.")


class SnapshotDamaged(Exception):
    """What is kept of a report is not what was made."""

    def __init__(self, snapshot_id: UUID) -> None:
        super().__init__(f"Report {snapshot_id} does not fit its hash: restore it from a backup.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """That a report was taken back: when, and why in the words of the organisation."""

    at: datetime
    reason: str


class ReportWithdrawn(Exception):
    """The report was let go and taken back since: whoever asks is told when and why."""

    def __init__(self, organisation: str, withdrawn: Withdrawn) -> None:
        self.organisation, self.withdrawn = organisation, withdrawn
        super().__init__(f"The report was taken back on {withdrawn.at.date()}: {withdrawn.reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A report that was made, whole, with its names. `approved_at` is None while it waits."""

    id: UUID
    snapshot: Snapshot
    content_hash: str
    made_at: datetime
    approved_at: datetime | None
    withdrawn: Withdrawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report that was made, in a list of them."""

    id: UUID
    definition: str
    period: str
    audience: str
    release_number: int
    content_hash: str
    made_by: UUID
    authors: frozenset[UUID]
    made_at: datetime
    approved_by: UUID | None
    approved_at: datetime | None
    withdrawn: Withdrawn | None

    @property
    def is_out(self) -> bool:
        """Whether it was let go and stands."""
        return self.approved_at is not None and self.withdrawn is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """A schedule that runs."""

    id: UUID
    definition: str
    audience: str
    made_by: UUID


def definitions() -> Mapping[str, Definition]:
    """Give every report that this organisation can make: those that ship, then its own."""
    own = OwnDefinition.objects.order_by("name", "-number").distinct("name")
    made = {row.name: _readable(row) for row in own}
    return {**shipped_definitions(), **{name: one for name, one in made.items() if one}}


def _readable(row: OwnDefinition) -> Definition | None:
    """Read one of an organisation; None where it names an indicator that there is no longer."""
    try:
        return definition_from(row.name, row.content)
    except BadReport:
        return None


def definition(*, name: str) -> Definition:
    """Give one definition.

    Raises:
        ReportUnknown: there is none of that name.
    """
    try:
        return definitions()[name]
    except KeyError as error:
        raise ReportUnknown(name) from error


def reports() -> list[ReportRow]:
    """Give what was made here, the newest first; without what they say."""
    found = ReportSnapshot.objects.select_related("approval__withdrawal").defer("content")
    return [_row(row) for row in found.order_by("-made_at", "-id")]


def report_row(*, snapshot_id: UUID) -> ReportRow:
    """Give who made one and who let it go.

    Raises:
        SnapshotUnknown: there is none here.
    """
    return _row(_found(snapshot_id))


def report(*, snapshot_id: UUID) -> Kept:
    """Give a report that was made here.

    Raises:
        SnapshotUnknown: there is none here.
        SnapshotDamaged: it does not fit its hash.
    """
    row = _found(snapshot_id)
    approval = getattr(row, "approval", None)
    return Kept(
        id=row.id,
        snapshot=opened(row.id, row.content, row.content_hash),
        content_hash=row.content_hash,
        made_at=row.made_at,
        approved_at=approval.approved_at if approval else None,
        withdrawn=_withdrawn(approval),
    )


def approved_report(*, snapshot_id: UUID) -> Kept:
    """Give a report that was let go: what may be taken along, and asked by programs.

    Raises:
        SnapshotUnknown: there is none here, or it waits for a second person.
        SnapshotDamaged: it does not fit its hash.
        ReportWithdrawn: it was taken back.
    """
    found = report(snapshot_id=snapshot_id)
    if found.approved_at is None:
        raise SnapshotUnknown(snapshot_id)
    if found.withdrawn is not None:
        raise ReportWithdrawn(found.snapshot.organisation, found.withdrawn)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The story behind a figure, and whose words it is in."""

    text: str
    written_by: UUID


def stories() -> dict[str, Story]:
    """Give the story behind each figure that has one, by indicator."""
    found = FigureStory.objects.order_by("indicator", "-number").distinct("indicator")
    return {
        row.indicator: Story(text=row.text, written_by=row.written_by) for row in found if row.text
    }


def authors_of(chosen: Definition) -> frozenset[UUID]:
    """Give who put a definition together that says exactly this; of one that ships, nobody."""
    own = OwnDefinition.objects.filter(name=chosen.name)
    return frozenset(row.made_by for row in own if row.content == chosen.as_data())


def schedules() -> list[ScheduleRow]:
    """Give the schedules that run."""
    found = ReportSchedule.objects.order_by("definition", "-number").distinct("definition")
    return [
        ScheduleRow(
            id=row.id, definition=row.definition, audience=row.audience, made_by=row.made_by
        )
        for row in found
        if row.is_active
    ]


def _found(snapshot_id: UUID) -> ReportSnapshot:
    found = ReportSnapshot.objects.select_related("approval__withdrawal")
    row = found.filter(pk=snapshot_id).first()
    if row is None:
        raise SnapshotUnknown(snapshot_id)
    return row


def _row(row: ReportSnapshot) -> ReportRow:
    approval = getattr(row, "approval", None)
    return ReportRow(
        id=row.id,
        definition=row.definition,
        period=row.period,
        audience=row.audience,
        release_number=row.release_number,
        content_hash=row.content_hash,
        made_by=row.made_by,
        authors=frozenset(row.authors),
        made_at=row.made_at,
        approved_by=approval.approved_by if approval else None,
        approved_at=approval.approved_at if approval else None,
        withdrawn=_withdrawn(approval),
    )


def _withdrawn(approval: ReportApproval | None) -> Withdrawn | None:
    found = getattr(approval, "withdrawal", None)
    return Withdrawn(at=found.withdrawn_at, reason=found.reason) if found else None


def opened(snapshot_id: UUID, content: str, content_hash: str) -> Snapshot:
    """Read what is kept of a report.

    Raises:
        SnapshotDamaged: it does not fit its hash.
    """
    if hash_of(content) != content_hash:
        raise SnapshotDamaged(snapshot_id)
    return Snapshot.from_text(content)
