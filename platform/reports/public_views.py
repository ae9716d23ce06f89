"""The pages on the public host with reports for everyone."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.language import language_now
from reports.figure_words import period_words
from reports.public_queries import PublicRow, count_public, public_report, public_rows
from reports.queries import ReportWithdrawn, SnapshotUnknown
from reports.report_views import file_of, page_of
from reports.withdraw_views import answer_withdrawn

_ON_A_PAGE: Final = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the reports that organisations brought out for everyone, page by page."""
    page = Paginator(range(count_public()), _ON_A_PAGE).get_page(request.GET.get("bladzijde"))
    shown = public_rows(offset=max(page.start_index() - 1, 0), limit=_ON_A_PAGE)
    rows = [(row, _title(row)) for row in shown]
    return render(request, "reports/public_overview.html", {"rows": rows, "page": page})


@require_safe
def read(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """Show one; of one that was taken back, when that was and why."""
    try:
        kept = public_report(snapshot_id=snapshot_id)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing
    except ReportWithdrawn as gone:
        return answer_withdrawn(request, gone)
    return render(request, "reports/public_report.html", page_of(kept))


@require_safe
def file(request: HttpRequest, snapshot_id: UUID, extension: str) -> HttpResponse:
    """Give one as a file; of one that was taken back there is none."""
    try:
        return file_of(public_report(snapshot_id=snapshot_id), extension)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing
    except ReportWithdrawn as gone:
        return answer_withdrawn(request, gone)


def _title(row: PublicRow) -> str:
    language = language_now()
    period = period_words(row.period, language, row.facts_as_of)
    return f"{row.title.in_language(language)}, {period}"
