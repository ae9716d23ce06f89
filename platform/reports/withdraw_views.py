"""The page on which a report is taken back, and what its readers find from then on."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.plain_forms import status_of
from reports.queries import ReportWithdrawn, SnapshotUnknown, report_row
from reports.report_forms import WithdrawForm
from reports.withdrawing import NotLetGo, WithdrawnAlready, withdraw_report

_GONE: Final = 410


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BRING_OUT_REPORTS)
@never_cache
def withdraw(request: HttpRequest, snapshot_id: UUID) -> HttpResponse:
    """Ask for the reason, and take the report back."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    try:
        row = report_row(snapshot_id=snapshot_id)
        if form.is_bound and form.is_valid():
            reason = form.cleaned_data["reden"]
            withdraw_report(actor=actor_of(request), snapshot_id=snapshot_id, reason=reason)
            messages.success(request, _("Het rapport is ingetrokken."))
            return redirect("reports:report", snapshot_id)
    except SnapshotUnknown as nothing:
        raise Http404 from nothing
    except (NotLetGo, WithdrawnAlready):
        messages.info(request, _("Dit rapport kan niet worden ingetrokken: het is niet uit."))
        return redirect("reports:report", snapshot_id)
    if not row.is_out:
        return redirect("reports:report", snapshot_id)
    return render(
        request, "reports/withdraw.html", {"form": form, "row": row}, status=status_of(form)
    )


def answer_withdrawn(request: HttpRequest, gone: ReportWithdrawn) -> HttpResponse:
    """Say that a report was here and was taken back, when and why."""
    return render(request, "reports/withdrawn.html", {"gone": gone}, status=_GONE)
