"""The page on which stands what a person agreed to share, and where that is put on record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.following.actions import NotYet
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of
from assessments.sharing.actions import OnlyEmployersApply, record_words
from assessments.sharing.codes import Said, Way
from assessments.sharing.forms import SharingForm
from assessments.sharing.queries import standings_of, words_of


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def sharing(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show what may be shared with whom, and put on record what was said of it."""
    form = SharingForm(
        request.POST if request.method == "POST" else None,
        initial={"on": timezone.localdate()},
    )
    if form.is_bound and form.is_valid() and _recorded(request, case, form):
        messages.success(request, _("Vastgelegd. De brieven houden zich hieraan."))
        return redirect("assessments:sharing", case.number)
    context = {
        "case": case,
        "form": form,
        "standings": standings_of(case_id=case.id),
        "tells_coach": _tells_coach(case),
        "words": words_of(case_id=case.id),
    }
    status = 400 if form.is_bound else 200
    return render(request, "assessments/sharing/sharing.html", context, status=status)


def _tells_coach(case: CaseRow) -> bool:
    """Whether the policy of the case has the coach read what was found."""
    rules = rules_of(case)
    return rules is not None and rules.own["decision.report_to_coach"].value is True


def _recorded(request: HttpRequest, case: CaseRow, form: SharingForm) -> bool:
    """Put it on record; False where the form says what to do first."""
    given = form.cleaned_data
    try:
        record_words(
            actor=actor_of(request),
            case_id=case.id,
            about=form.shared(),
            said=Said(given["said"]),
            way=Way(given["way"]),
            on=given["on"],
            once=given["once"],
        )
    except NotYet:
        form.add_error("on", _("Geef vandaag of een eerdere dag."))
    except OnlyEmployersApply:
        form.add_error("about", _("Kies hierbij alleen de brief aan de werkgever."))
    else:
        return True
    return False
