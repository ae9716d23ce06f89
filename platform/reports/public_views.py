"""The pages on the public host with reports for everyone."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.language import language_now
from reports.figure_words import period_words
from reports.queries import Kept, SnapshotUnknown, public_report, public_reports
from reports.report_views import file_of, page_of


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the reports that organisations brought out for everyone."""
    rows = [(kept, _title(kept)) for kept in public_reports()]
    return render(request, "reports/public_overview.html", {"rows": rows})


@require_safe
def read(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """Show one."""
    return render(request, "reports/public_report.html", page_of(_found(snapshot_id)))


@require_safe
def file(request: HttpRequest, snapshot_id: UUID, extension: str) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Give one as a file."""
    return file_of(_found(snapshot_id), extension)


def _found(snapshot_id: UUID) -> Kept:
    try:
        return public_report(snapshot_id=snapshot_id)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing


def _title(kept: Kept) -> str:
    language, snapshot = language_now(), kept.snapshot
    period = period_words(snapshot.period, language, snapshot.release.facts_as_of)
    return f"{snapshot.title.in_language(language)}, {period}"
