"""The pages of the sources: all of them with where they stand, and one a page to record."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from accounts.plain_forms import status_of
from assessments.gathering import actions
from assessments.gathering.codes import AbsentReason
from assessments.gathering.forms import SourceForm, kind_of
from assessments.gathering.overview import gathered_of
from assessments.gathering.queries import sources_of
from assessments.gathering.status import SourceState
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, can_change


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def sources(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Show every source of information and where it stands."""
    may = has_permission(request.user, Permission.OPEN_CASE)
    context = {
        "case": case,
        "gathered": gathered_of(case),
        "may_write": may and can_change(case.status, CaseChange.SAVE_FACTS),
    }
    return render(request, "assessments/gathering/sources.html", context)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def source(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponseBase:
    """Ask what became of a source."""
    kind = kind_of(slug)
    if kind is None:
        raise Http404(slug)
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        messages.info(request, _("Deze casus is niet meer in behandeling. De gegevens staan vast."))
        return redirect("assessments:gathering_sources", case.number)
    row = sources_of(case_id=case.id).get(kind.value)
    initial = {"state": row.state, "seen_on": row.seen_on, "reason": row.reason} if row else {}
    form = SourceForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.record_source(
            actor=actor_of(request),
            case_id=case.id,
            kind=kind,
            state=SourceState(form.cleaned_data["state"]),
            seen_on=form.cleaned_data["seen_on"],
            reason=AbsentReason(reason) if reason else None,
        )
        messages.success(request, _("De bron is vastgelegd."))
        return redirect("assessments:gathering_sources", case.number)
    line = next(each for each in gathered_of(case).sources if each.kind == kind.value)
    context = {"case": case, "form": form, "line": line}
    return render(request, "assessments/gathering/source.html", context, status=status_of(form))
