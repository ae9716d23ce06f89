"""The pages of how this organisation works, and of answering what a coach may do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.following.actions import NotYet
from assessments.following.page_parts import follows
from assessments.following.status import FollowChange
from assessments.page_parts import rules_today, with_case
from assessments.practice.actions import ReasonOfAnother, answer_activity
from assessments.practice.forms import AnswerForm
from assessments.practice.need_and_hours import LEAST, need_and_hours
from assessments.practice.queries import LEAST_EACH, answers_of, how_alike, says_of
from assessments.practice.strips import strips_of
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of

POLICY = {"yes": gettext_lazy("mag"), "no": gettext_lazy("mag niet"), "if": gettext_lazy("soms")}


@requires(Permission.READ_CASES)
@require_GET
@never_cache
def need(request: HttpRequest) -> HttpResponse:
    """Show whether granted hours follow the judged need or the contract."""
    found = need_and_hours(today=timezone.localdate())
    context = {
        "found": found,
        "least": LEAST,
        "by_need": strips_of(found.by_need, most=found.most),
        "by_contract": strips_of(found.by_contract, most=found.most),
    }
    return render(request, "assessments/practice/need.html", context)


@requires(Permission.READ_CASES)
@require_GET
@never_cache
def activities(request: HttpRequest) -> HttpResponse:
    """Show how alike it is answered whether a coach may do something."""
    rules = rules_today()
    rows = how_alike(own=rules.own if rules else None, today=timezone.localdate())
    context = {
        "rows": [(row, POLICY[row.policy] if rules else "–") for row in rows],
        "asked": sum(row.asked for row in rows),
        "least": LEAST_EACH,
    }
    return render(request, "assessments/practice/activities.html", context)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.ALLOW)
def answer(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask what the coach wants to do and whether that may, and put it on record."""
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"on": timezone.localdate()},
    )
    if form.is_bound and form.is_valid() and _answered(request, case, form):
        messages.success(request, _("Vastgelegd. Het telt mee in hoe gelijk er wordt besloten."))
        return redirect("assessments:activity_answer", case.number)
    rules = rules_of(case)
    profile = rules.own if rules else None
    context = {
        "case": case,
        "form": form,
        "answers": [
            (row, POLICY[says_of(row.activity, profile)]) for row in answers_of(case_id=case.id)
        ],
    }
    status = 400 if form.is_bound else 200
    return render(request, "assessments/practice/answer.html", context, status=status)


def _answered(request: HttpRequest, case: CaseRow, form: AnswerForm) -> bool:
    """Put it on record; False where the form says what to do first."""
    activity, given, reason = form.answered()
    try:
        answer_activity(
            actor=actor_of(request), case_id=case.id, activity=activity, answer=given,
            reason=reason, on=form.cleaned_data["on"], once=form.cleaned_data["once"],
        )  # fmt: skip
    except NotYet:
        form.add_error("on", _("Geef vandaag of een eerdere dag."))
    except ReasonOfAnother:
        form.add_error("reason", _("Kies een reden die bij het antwoord past."))
    else:
        return True
    return False
