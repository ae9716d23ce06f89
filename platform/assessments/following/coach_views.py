"""The page on which another coach takes over from the one of now."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.following.coach_form import CoachChangeForm
from assessments.following.codes import CoachReason, HandedOver
from assessments.following.handing_over import SameCoach, change_coach
from assessments.following.page_parts import follows
from assessments.following.status import FollowChange
from assessments.page_parts import with_case
from assessments.plans.page_parts import shown_talk
from assessments.plans.queries import talks_of
from assessments.providers.actions import NobodyChosen
from assessments.providers.candidates import PAGE_SIZE, groups_of, having_of, named
from assessments.providers.page_parts import shown_provider
from assessments.queries import CaseRow
from coaches import queries as register
from coaches.entries import EntryUnknown
from coaches.forms import RegisterFilterForm


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.CHANGE_COACH)
def coach(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask who takes over, from when and why, and what is handed over."""
    form = CoachChangeForm(
        request.POST if request.method == "POST" else None,
        initial={"from_day": timezone.localdate()},
    )
    problem = ""
    if form.is_bound and form.is_valid():
        problem = _changed(request, case, form)
        if not problem:
            messages.success(request, _("Vastgelegd wie de begeleiding overneemt."))
            return redirect("assessments:following", case.number)
    filters = RegisterFilterForm(request.GET)
    filters.is_valid()
    having = having_of(filters)
    count = register.count_organisations(having=having)
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    context = {
        "case": case,
        "form": form,
        "filters": filters,
        "page": page,
        "groups": groups_of(having, max(page.start_index() - 1, 0), first=page.number == 1),
        "chosen_key": request.POST.get("wie", ""),
        "problem": problem,
        "provider": shown_provider(case),
        "agreements": _open_agreements(case),
    }
    status = 400 if form.is_bound else 200
    return render(request, "assessments/following/coach.html", context, status=status)


def _changed(request: HttpRequest, case: CaseRow, form: CoachChangeForm) -> str:
    """Put the change on record; else say what is to be done."""
    organisation_id, coach_id = named(request.POST.get("wie", ""))
    given = form.cleaned_data
    try:
        change_coach(
            actor=actor_of(request),
            case_id=case.id,
            from_day=given["from_day"],
            reason=CoachReason(given["reason"]),
            organisation_id=organisation_id,
            coach_id=coach_id,
            handed_over=[HandedOver(code) for code in given["handed_over"]],
        )
    except (NobodyChosen, EntryUnknown):
        return _("Kies een jobcoach of een organisatie uit de lijst.")
    except SameCoach:
        return _("Deze jobcoach begeleidt al. Kies een ander.")
    return ""


def _open_agreements(case: CaseRow) -> list[tuple[object, str]]:
    """The agreements that are open now, with who does them."""
    shown = [shown_talk(row) for row in talks_of(case_id=case.id)]
    return [pair for talk in shown for pair in talk.agreements if pair[0].is_open]
