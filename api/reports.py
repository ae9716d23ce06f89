"""Reports that were let go as plain data, for REST and GraphQL: what the frozen snapshot says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from api.member_names import camel
from reports.faces.lines import flat_lines
from reports.queries import Kept, approved_report, reports

#: What is the same for every figure of a report stands beside them, once.
_OF_REPORT = frozenset(
    {"report", "content_hash", "release", "facts_as_of", "method_version", "organisation", "period"}
)


def reports_data() -> list[dict[str, Any]]:
    """Every report that was let go and not taken back, the newest first, without its figures."""
    return [
        {
            "id": str(row.id),
            "definition": row.definition,
            "period": row.period,
            "audience": row.audience,
            "release": row.release_number,
            "contentHash": row.content_hash,
            "madeAt": row.made_at.isoformat(),
            "approvedAt": row.approved_at.isoformat(),
        }
        for row in reports()
        if row.approved_at is not None and row.withdrawn is None
    ]


def report_data(snapshot_id: UUID, language: str) -> dict[str, Any]:
    """One report that was let go, with every figure.

    Raises:
        SnapshotUnknown: there is none, or it waits for a second person.
        ReportWithdrawn: it was taken back.
    """
    kept = approved_report(snapshot_id=snapshot_id)
    snapshot = kept.snapshot
    return {
        **_named(kept),
        "definition": snapshot.definition,
        "title": snapshot.title.in_language(language),
        "lead": snapshot.lead.in_language(language),
        "organisation": snapshot.organisation,
        "period": snapshot.period,
        "audience": snapshot.audience,
        "release": snapshot.release.number,
        "factsAsOf": snapshot.release.facts_as_of.isoformat(),
        "methodVersion": snapshot.method_version,
        "seed": str(snapshot.seed),
        "holdsSynthetic": snapshot.holds_synthetic,
        "figures": [
            {camel(name): value for name, value in line.items() if name not in _OF_REPORT}
            for line in flat_lines(kept, language)
        ],
        "stories": [{"indicator": name, "text": text} for name, text in snapshot.stories.items()],
    }


def _named(kept: Kept) -> dict[str, Any]:
    return {
        "id": str(kept.id),
        "contentHash": kept.content_hash,
        "madeAt": kept.made_at.isoformat(),
        "approvedAt": kept.approved_at.isoformat() if kept.approved_at else None,
    }
