"""The pages of what runs in a case: the overview, the log, contacts, the work, obligations."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments.following import actions
from assessments.following.codes import (
    ContactWay,
    ObligationFollowUp,
    ObligationOutcome,
    WageSource,
)
from assessments.following.forms import ContactForm, FollowerForm, MeasureForm, ObligationForm
from assessments.following.overview import overview_of
from assessments.following.page_parts import follows
from assessments.following.queries import (
    finding_of,
    follower_of,
    measures_of,
    obligations_of,
)
from assessments.following.status import FollowChange
from assessments.following.team import people_who_follow
from assessments.page_parts import with_case
from assessments.plans.codes import Participant
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of
from assessments.status import CaseStatus
from rulebook.explanation import criterion_label


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def following(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Show what runs in a decided case: hours, evaluations, contacts, obligations, who coaches."""
    if case.status not in (CaseStatus.DECIDED, CaseStatus.CLOSED):
        return redirect("assessments:case", case.number)
    return render(request, "assessments/following/overview.html", overview_of(request, case))


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.CONTACT)
def contact(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask for a contact and put it on record."""
    today = timezone.localdate()
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        initial={"on": today, "way": "phone", "with_whom": ["person"]},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.record_contact(
                actor=actor_of(request),
                case_id=case.id,
                on=given["on"],
                way=ContactWay(given["way"]),
                with_whom=tuple(Participant(code) for code in given["with_whom"]),
                once=given["once"],
            )
        except actions.NotYet:
            form.add_error("on", _("Geef vandaag of een eerdere dag."))
        else:
            messages.success(request, _("Het contact is vastgelegd."))
            return _back(case)
    return _page(request, case, "contact", {"form": form}, is_refused=form.is_bound)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.MEASURE)
def measure(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask for hours a week and wage value, beside what they were."""
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        initial={"on": timezone.localdate()},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.record_measure(
                actor=actor_of(request),
                case_id=case.id,
                on=given["on"],
                weekly_minutes=given["weekly_minutes"],
                wage_value=given["wage_value"],
                source=WageSource(given["source"]) if given["source"] else None,
                once=given["once"],
            )
        except actions.NotYet:
            form.add_error("on", _("Geef vandaag of een eerdere dag."))
        else:
            messages.success(request, _("Vastgelegd hoe het werk nu is."))
            return _back(case)
    context = {"form": form, "measures": measures_of(case)}
    return _page(request, case, "measure", context, is_refused=form.is_bound)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.ANSWER)
def obligation(request: HttpRequest, case: CaseRow, code: str) -> HttpResponseBase:
    """Ask whether an obligation was met, and what follows."""
    found = obligations_of(case_id=case.id, finding=finding_of(case, rules_of(case)))
    row = next((each for each in found if each.criterion == code and each.is_open), None)
    if row is None:
        raise Http404(code)
    form = ObligationForm(
        request.POST if request.method == "POST" else None,
        initial={"seen_on": timezone.localdate()},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_obligation(
                actor=actor_of(request),
                case_id=case.id,
                criterion=code,
                outcome=ObligationOutcome(given["outcome"]),
                follow_up=ObligationFollowUp(given["follow_up"]),
                seen_on=given["seen_on"],
                new_due_on=given["new_due_on"],
            )
        except actions.NotYet:
            form.add_error("seen_on", _("Geef vandaag of een eerdere dag."))
        else:
            messages.success(request, _("Het antwoord op de verplichting is vastgelegd."))
            return _back(case)
    label = criterion_label(code, language_now())
    context = {"form": form, "obligation": row, "label": label}
    return _page(request, case, "obligation", context, is_refused=form.is_bound)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.GIVE)
def follower(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask who follows the case from now on."""
    now = follower_of(case_id=case.id)
    form = FollowerForm(
        request.POST if request.method == "POST" else None,
        people=people_who_follow(),
        now=str(now or ""),
    )
    if form.is_bound and form.is_valid():
        try:
            actions.give_case(
                actor=actor_of(request),
                case_id=case.id,
                user_id=UUID(form.cleaned_data["user"]),
            )
        except actions.NobodyToFollow:
            form.add_error("user", _("Kies iemand die hier aan casussen werkt."))
        else:
            messages.success(request, _("Vastgelegd wie deze casus volgt."))
            return redirect("assessments:case", case.number)
    return _page(request, case, "follower", {"form": form}, is_refused=form.is_bound)


def _back(case: CaseRow) -> HttpResponseBase:
    return redirect("assessments:following", case.number)


def _page(
    request: HttpRequest,
    case: CaseRow,
    name: str,
    context: dict[str, object],
    *,
    is_refused: bool,
) -> HttpResponseBase:
    return render(
        request,
        f"assessments/following/{name}.html",
        {"case": case, **context},
        status=400 if is_refused else 200,
    )
