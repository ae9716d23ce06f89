"""The log of coaching: its entries by period, a new one, and taking one back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments.following import keeping_log
from assessments.following.actions import NotYet
from assessments.following.forms import LogForm
from assessments.following.norms import NO_LOG, norms_of
from assessments.following.page_parts import follows, may_follow, said_norms
from assessments.following.queries import card_of, log_of, stretches_of
from assessments.following.status import FollowChange
from assessments.page_parts import with_case
from assessments.plans.queries import open_goals, plan_of
from assessments.queries import CaseRow, decision
from assessments.rules_of_case import rules_of
from assessments.status import CaseStatus
from rulebook.wording import hours_in_words


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def log(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Show the log with its hours, and ask for what the report of the coach tells."""
    may_write = may_follow(request, case)
    if case.status not in (CaseStatus.DECIDED, CaseStatus.CLOSED) or (
        request.method == "POST" and not may_write
    ):
        messages.info(request, _("Deze casus wordt nu niet gevolgd."))
        return redirect("assessments:case", case.number)
    rules = rules_of(case)
    norms = norms_of(rules.own if rules else None)
    plan = plan_of(case_id=case.id)
    form = LogForm(
        request.POST if request.method == "POST" else None,
        detail=norms.log_detail,
        goals=open_goals(plan),
    )
    if form.is_bound and form.is_valid() and _written(request, case, form):
        return redirect("assessments:follow_log", case.number)
    entries = log_of(case_id=case.id)
    named = {goal.key: goal.values.specific for goal in (plan.goals if plan else ())}
    context = {
        "case": case,
        "form": form,
        "entries": [(row, named.get(row.goal_key, "") if row.goal_key else "") for row in entries],
        "stretches": stretches_of(case_id=case.id, log=entries),
        "card": card_of(decision(number=case.number), entries),
        "norms": said_norms(rules, "log.detail", "award.change_within_period"),
        "keeps_log": norms.log_detail != NO_LOG,
        "may_write": may_write,
    }
    status = 400 if form.is_bound else 200
    return render(request, "assessments/following/log.html", context, status=status)


@requires(Permission.OPEN_CASE)
@require_http_methods(["POST"])
@with_case
@follows(FollowChange.TAKE_BACK)
def take_back(request: HttpRequest, case: CaseRow, key: UUID) -> HttpResponseBase:
    """Take an entry of the log back."""
    keeping_log.take_back(actor=actor_of(request), case_id=case.id, entry_id=key)
    messages.success(request, _("De regel telt niet meer mee."))
    return redirect("assessments:follow_log", case.number)


def _written(request: HttpRequest, case: CaseRow, form: LogForm) -> bool:
    """Write an entry; else say at its field what to do."""
    language = language_now()
    try:
        left = keeping_log.write_log(actor=actor_of(request), case_id=case.id, done=form.done())
    except NotYet:
        last = "last_day" if form.cleaned_data.get("last_day") else "first_day"
        form.add_error(last, _("Geef vandaag of een eerdere dag."))
    except keeping_log.OutsideSupport:
        form.add_error("first_day", _("Geef dagen die in één begeleidingsperiode liggen."))
    except keeping_log.MoreThanGranted as refused:
        told = {"hours": hours_in_words(refused.left, language)}
        text = _("Er is nog %(hours)s over. Het beleid laat niet meer toe in deze periode.")
        form.add_error("minutes", text % told)
    except (keeping_log.LogNotKept, keeping_log.DayByDay):
        form.add_error(None, _("Zo wordt het logboek volgens het beleid niet bijgehouden."))
    else:
        _tell(request, left, language)
        return True
    return False


def _tell(request: HttpRequest, left: int, language: str) -> None:
    if left < 0:
        text = _("In het logboek gezet. Dit is %(hours)s meer dan er is toegekend.")
        messages.warning(request, text % {"hours": hours_in_words(-left, language)})
        return
    text = _("In het logboek gezet. Er is nog %(hours)s over.")
    messages.success(request, text % {"hours": hours_in_words(left, language)})
