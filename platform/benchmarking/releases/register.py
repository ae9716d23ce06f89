"""What was brought out, as the benchmark reads it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from benchmarking.cube import Axes
from benchmarking.disclosure.tables import Counts
from benchmarking.releases.days import rows_in
from benchmarking.releases.models import (
    Release,
    ReleasedDays,
    ReleaseDecision,
    ReleasedTable,
)
from benchmarking.releases.tables import TableOfRelease, from_content
from tenants import context

#: What names of tables of indicators begin with, which `released_indicators` reads.
OF_INDICATORS = "indicator."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """One release, without its tables."""

    number: int
    made_at: datetime
    facts_as_of: date
    method_version: str
    members: tuple[str, ...]
    years: tuple[int, ...]
    content_hash: str
    synthetic: frozenset[str]
    lost: Mapping[str, Any] = field(compare=False)
    agreements: Mapping[str, int] = field(compare=False)

    @property
    def axes(self) -> Axes:
        """What its tables run over."""
        return Axes(members=self.members, years=self.years)

    def holds(self, member: str, agreements: Mapping[str, int]) -> bool:
        """Return whether an organisation still takes part by what it had agreed to then."""
        return member in agreements and self.agreements.get(member) == agreements[member]

    def staying(self, agreements: Mapping[str, int]) -> frozenset[str]:
        """Return the organisations that still take part by what they had agreed to then."""
        return frozenset(name for name in self.members if self.holds(name, agreements))


def releases(*, at_most: int | None = None) -> list[ReleaseRow]:
    """Return the releases that were brought out, the newest first."""
    with context.as_benchmark():
        out = ReleaseDecision.objects.filter(is_out=True).values("release_number")
        found = list(Release.objects.filter(number__in=out).order_by("-number")[:at_most])
    return [release_row(row) for row in found]


def release_row(row: Release) -> ReleaseRow:
    """Return a release as it was read."""
    return ReleaseRow(
        number=row.number,
        made_at=row.made_at,
        facts_as_of=row.facts_as_of,
        method_version=row.method_version,
        members=tuple(row.members),
        years=tuple(row.years),
        synthetic=frozenset(row.synthetic),
        lost=row.lost,
        agreements=row.agreements,
        content_hash=row.content_hash,
    )


def told_by() -> dict[str, int]:
    """Return of everybody of whom anything was ever told the agreement by which it was last."""
    found: dict[str, int] = {}
    for row in reversed(releases()):
        found |= row.agreements
    return found


def last_number() -> int:
    """Return the number of the release that was made last, brought out or not; 0 before any."""
    with context.as_benchmark():
        return Release.objects.aggregate(last=Max("number"))["last"] or 0


def newest_release() -> ReleaseRow | None:
    """Return the newest release that was brought out, or None before the first."""
    return next(iter(releases(at_most=1)), None)


def tables_of(
    release: ReleaseRow, *, wanted: Axes, there: Collection[str]
) -> dict[str, TableOfRelease]:
    """Return the tables of the comparison in a release by name, over other axes.

    Of whoever is not `there` they say what they say of who was never in a release.
    """
    members = [name if name in there else "" for name in release.members]
    held = Axes(members=tuple(members), years=release.years)
    with context.as_benchmark():
        found = ReleasedTable.objects.filter(release_number=release.number)
        found = found.exclude(name__startswith=OF_INDICATORS)
        contents = {row.name: bytes(row.content) for row in found}
    return {
        name: from_content(content, held=held, wanted=wanted) for name, content in contents.items()
    }


def days_of(name: str, asked: Collection[tuple[int, str]]) -> dict[tuple[int, str], Counts]:
    """Return the days of a curve by release and organisation, for those that are asked."""
    with context.as_benchmark():
        found = ReleasedDays.objects.filter(
            name=name,
            release_number__in={number for number, _ in asked},
            tenant_schema__in={schema for _, schema in asked},
        )
        return {
            (row.release_number, row.tenant_schema): rows_in(bytes(row.content))
            for row in found
            if (row.release_number, row.tenant_schema) in asked
        }
