"""The page on which coaching, wage value and trial placement are judged together."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments.actions import ContradictoryFacts, StaleCase
from assessments.decide_pages import shown_revision
from assessments.joint.actions import SessionToCome, record_session
from assessments.joint.forms import JointForm
from assessments.joint.queries import sessions_of
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def joint(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Ask what one session found of the three, and put it on record."""
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        return redirect("assessments:case", case.number)
    form = JointForm(request.POST if request.method == "POST" else None, known=case.facts)
    is_stale = False
    if form.is_bound and form.is_valid():
        try:
            record_session(
                actor=actor_of(request),
                case_id=case.id,
                revision=shown_revision(request.POST),
                session=form.session(),
            )
        except SessionToCome:
            form.add_error("on", _("Geef vandaag of een eerdere dag."))
        except ContradictoryFacts as refused:
            for each in refused.contradictions:
                form.add_error(None, each.reason.in_language(language_now()))
        except StaleCase:
            is_stale = True
        except ChangeNotAllowed:
            messages.info(
                request, _("Deze casus is niet meer in behandeling. De gegevens staan vast.")
            )
            return redirect("assessments:case", case.number)
        else:
            messages.success(request, _("Vastgelegd wat er samen is beoordeeld."))
            return redirect("assessments:check", case.number)
    context = {
        "case": case,
        "form": form,
        "sessions": sessions_of(case_id=case.id),
        "is_stale": is_stale,
    }
    status = 409 if is_stale else 400 if form.is_bound else 200
    return render(request, "assessments/joint/joint.html", context, status=status)
