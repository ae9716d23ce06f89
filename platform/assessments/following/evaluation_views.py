"""The page on which an evaluation is put on record."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.following.actions import NotYet
from assessments.following.evaluating import record_evaluation
from assessments.following.evaluation_form import EvaluationForm
from assessments.following.norms import norms_of
from assessments.following.page_parts import evaluation_due, follows, said_norms
from assessments.following.queries import evaluations_of, log_of, stretches_of
from assessments.following.status import FollowChange
from assessments.lasting.queries import norms_in
from assessments.page_parts import with_case
from assessments.plans.queries import open_goals, plan_of
from assessments.queries import CaseRow
from assessments.rules_in_force import RulesOfDay
from assessments.rules_of_case import rules_of


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.EVALUATE)
def evaluation(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask for an evaluation with what came of each goal, and put it on record."""
    rules = rules_of(case)
    form = EvaluationForm(
        request.POST if request.method == "POST" else None,
        goals=open_goals(plan_of(case_id=case.id)),
        initial={"parts": _usual_parts(rules)},
    )
    if form.is_bound and form.is_valid():
        try:
            record_evaluation(
                actor=actor_of(request), case_id=case.id, evaluation=form.evaluation()
            )
        except NotYet:
            form.add_error("held_on", _("Geef vandaag of een eerdere dag."))
        else:
            messages.success(request, _("De evaluatie is vastgelegd."))
            return redirect("assessments:following", case.number)
    norms = norms_in(case_id=case.id, norms=norms_of(rules.own if rules else None))
    stretches = stretches_of(case_id=case.id, log=log_of(case_id=case.id))
    context = {
        "case": case,
        "form": form,
        "due": evaluation_due(stretches, norms, evaluations_of(case_id=case.id)),
        "norms": said_norms(rules, "evaluation.frequency", "evaluation.parts"),
    }
    status = 400 if form.is_bound else 200
    return render(request, "assessments/following/evaluation.html", context, status=status)


def _usual_parts(rules: RulesOfDay | None) -> list[str]:
    """What the policy says an evaluation consists of; nothing where it is silent."""
    value = rules.own["evaluation.parts"].value if rules else None
    return [str(code) for code in value] if isinstance(value, tuple) else []
