"""The page and the file of everything that is kept of one person, to hand over to that person."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.page_parts import with_case
from assessments.people.overview import overview_of
from assessments.people.queries import PersonUnknown
from assessments.queries import CaseRow


@requires(Permission.OPEN_CASE)
@require_safe
@never_cache
@with_case
def overview(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show everything that is kept of the person of a case; that is put on record."""
    try:
        found = overview_of(actor=actor_of(request), case_id=case.id)
    except PersonUnknown:
        return redirect("assessments:person", case.number)
    context = {"case": case, "overview": found}
    return render(request, "assessments/people/overview.html", context)


@requires(Permission.OPEN_CASE)
@require_safe
@never_cache
@with_case
def overview_file(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Give the same as JSON."""
    try:
        found = overview_of(actor=actor_of(request), case_id=case.id)
    except PersonUnknown:
        return redirect("assessments:person", case.number)
    response = JsonResponse(found.as_data(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="overzicht-{case.number}.json"'
    return response
