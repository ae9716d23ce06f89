"""Choosing who coaches from the register, without script as well."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments import actions as casework
from assessments.decide_pages import shown_revision
from assessments.page_parts import with_case
from assessments.providers import actions
from assessments.providers.candidates import PAGE_SIZE, groups_of, having_of, named
from assessments.providers.page_parts import STEP
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from coaches import queries as register
from coaches.entries import EntryUnknown
from coaches.forms import RegisterFilterForm


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def choose(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show who can be chosen by region, specialism and recognition, and take the choice over."""
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        return _stands_still(request, case)
    problem = ""
    if request.method == "POST":
        answer, problem = _chosen(request, case)
        if answer is not None:
            return answer
    form = RegisterFilterForm(request.GET)
    form.is_valid()
    having = having_of(form)
    count = register.count_organisations(having=having)
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    context = {
        "case": case,
        "form": form,
        "page": page,
        "groups": groups_of(having, max(page.start_index() - 1, 0), first=page.number == 1),
        "problem": problem,
    }
    status = 400 if problem else 200
    return render(request, "assessments/providers/choose.html", context, status=status)


def _chosen(request: HttpRequest, case: CaseRow) -> tuple[HttpResponse | None, str]:
    """Take a choice over; else say what is to be done."""
    organisation_id, coach_id = named(request.POST.get("wie", ""))
    try:
        actions.choose_provider(
            actor=actor_of(request),
            case_id=case.id,
            revision=shown_revision(request.POST),
            organisation_id=organisation_id,
            coach_id=coach_id,
        )
    except (actions.NobodyChosen, EntryUnknown):
        return None, _("Kies een jobcoach of een organisatie uit de lijst.")
    except casework.ContradictoryFacts as refused:
        return None, refused.contradictions[0].reason.in_language(language_now())
    except casework.StaleCase:
        return None, _("Een collega heeft deze casus intussen gewijzigd. Kies opnieuw.")
    except ChangeNotAllowed:
        return _stands_still(request, case), ""
    messages.success(
        request, _("Ingevuld wat het register weet. U kunt alles hieronder nog wijzigen.")
    )
    return redirect("assessments:step", case.number, STEP), ""


def _stands_still(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.info(request, _("Deze casus is niet meer in behandeling. De gegevens staan vast."))
    return redirect("assessments:case", case.number)
