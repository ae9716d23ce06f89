"""The page on which a goal is written, also where a colleague changed the plan in the meantime."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.page_parts import with_case
from assessments.plans import actions
from assessments.plans.forms import GoalForm, goal_initial
from assessments.plans.meanwhile import different_now, typed_again
from assessments.plans.page_parts import writes_plan
from assessments.plans.queries import plan_of
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@writes_plan
def goal(request: HttpRequest, case: CaseRow, key: UUID | None = None) -> HttpResponseBase:
    """Ask for a goal, new or as it stands, and write it into the next version."""
    found = plan_of(case_id=case.id)
    initial = {"seen": found.version if found else 0, "horizon": "short", "scope": "current_job"}
    now = next((row.values for row in (found.goals if found else ()) if row.key == key), None)
    is_gone = key is not None and now is None
    if is_gone and request.method != "POST":
        raise Http404(str(key))
    if now is not None:
        initial |= goal_initial(now)
    form = GoalForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.put_goal(
                actor=actor_of(request),
                case_id=case.id,
                seen=form.seen_version,
                values=form.values(),
                key=None if is_gone else key,
            )
        except actions.GoalRefused as refused:
            rules = rules_of(case)
            if rules is not None:
                form.refuse(refused.refusals, rules.own)
        except actions.StalePlan:
            different = different_now(form, goal_initial(now)) if now else ()
            again = typed_again(form, version=found.version if found else 0)
            context = {"is_stale": True, "is_gone": is_gone, "different": different}
            return _goal_page(request, case, again, is_new=key is None, status=409, more=context)
        else:
            messages.success(request, _("Het doel staat in het plan."))
            return redirect("assessments:plan", case.number)
    status = 400 if form.is_bound else 200
    return _goal_page(request, case, form, is_new=key is None, status=status, more={})


def _goal_page(
    request: HttpRequest,
    case: CaseRow,
    form: GoalForm,
    *,
    is_new: bool,
    status: int,
    more: dict[str, object],
) -> HttpResponseBase:
    context = {"case": case, "form": form, "is_new": is_new, **more}
    return render(request, "assessments/plans/goal.html", context, status=status)
