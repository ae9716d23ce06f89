"""Reads of reports for everyone, of every organisation that is open."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from reports.published.models import PublishedReport
from reports.queries import Kept, ReportWithdrawn, SnapshotUnknown, Withdrawn, opened
from reports.snapshot import Snapshot, hash_of
from rulebook.text import Text
from tenants import context
from tenants.queries import launched_tenants


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow:
    """A report for everyone, in a list of them. `facts_as_of` is the day until which facts go."""

    id: UUID
    title: Text
    organisation: str
    period: str
    facts_as_of: date
    published_at: datetime


def count_public() -> int:
    """Give how many reports everyone may read."""
    launched = _launched()
    with context.as_benchmark():
        return _standing(launched).count()


def public_rows(*, offset: int, limit: int) -> list[PublicRow]:
    """Give some of the reports that everyone may read, the newest first, without what they say."""
    launched = _launched()
    with context.as_benchmark():
        found = _standing(launched).defer("content").order_by("-published_at", "-id")
        return [_named(row) for row in found[offset : offset + limit]]


def _named(row: PublishedReport) -> PublicRow:
    """Name a report as its row does; one that another version let go, as it names itself."""
    if row.title_nl:
        title = Text(row.title_nl, row.title_en)
        organisation, period, as_of = row.organisation, row.period, row.facts_as_of
    else:
        said = Snapshot.from_text(row.content)
        title, organisation, period = said.title, said.organisation, said.period
        as_of = said.release.facts_as_of
    return PublicRow(
        id=row.id,
        title=title,
        organisation=organisation,
        period=period,
        facts_as_of=as_of or row.published_at.date(),
        published_at=row.published_at,
    )


def public_report(*, snapshot_id: UUID) -> Kept:
    """Give one report that everyone may read.

    Raises:
        SnapshotUnknown: there is none, or its organisation is not open.
        SnapshotDamaged: it does not fit its hash.
        ReportWithdrawn: its organisation took it back.
    """
    launched = _launched()
    with context.as_benchmark():
        found = PublishedReport.objects.select_related("withdrawal")
        row = found.filter(pk=snapshot_id, schema_name__in=launched).first()
    if row is None:
        raise SnapshotUnknown(snapshot_id)
    taken_back = getattr(row, "withdrawal", None)
    if taken_back is not None:
        withdrawn = Withdrawn(at=taken_back.withdrawn_at, reason=taken_back.reason)
        raise ReportWithdrawn(row.organisation, withdrawn)
    return Kept(
        id=row.id,
        snapshot=opened(row.id, row.content, row.content_hash),
        content_hash=row.content_hash,
        made_at=row.made_at,
        approved_at=row.published_at,
    )


def _standing(launched: list[str]) -> QuerySet[PublishedReport]:
    """Those that were not taken back, without the damaged ones.

    Whoever let them go named them, and was told of damage then. While a new version comes in, the
    one before may let one go without naming it: of those alone the content is read.
    """
    found = PublishedReport.objects.filter(schema_name__in=launched, withdrawal__isnull=True)
    unnamed = found.filter(title_nl="").values_list("pk", "content", "content_hash")
    return found.exclude(pk__in=[pk for pk, text, said in unnamed if hash_of(text) != said])


def _launched() -> list[str]:
    return [row.schema_name for row in launched_tenants()]
