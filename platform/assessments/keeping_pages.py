"""Keeping what is typed on a step of a case while somebody goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments import actions, queries
from assessments.forms import StepForm, shown_data
from assessments.journey import REQUESTED, STEP_BY_SLUG, JourneyStep
from assessments.page_parts import says_signed_out, with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from assessments.step_versions import facts_in, is_newer, laid_together, typed_data
from assessments.suggestions import suggested
from rulebook.facts import FactValue

_TEMPLATE = "assessments/step_kept.html"


def _signed_out(request: HttpRequest, **_address: str) -> HttpResponse:
    return render(request, _TEMPLATE, {"signed_out": True, **_as_sent(request)}, status=401)


@says_signed_out(_signed_out)
@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def keep(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponse:
    """Keep what is typed so far; the step counts as done only when somebody goes on from it."""
    if slug not in STEP_BY_SLUG:
        raise Http404(slug)
    step = STEP_BY_SLUG[slug]
    if request.method == "GET":
        return redirect("assessments:step", case.number, step.slug)
    context: dict[str, Any] = {"case": case, "step": step, **_as_sent(request)}
    return render(request, _TEMPLATE, context | _kept(request, case, step))


def _kept(request: HttpRequest, case: CaseRow, step: JourneyStep) -> dict[str, Any]:
    """Keep what was typed; give what there is to tell of it."""
    usual = suggested(case, step)
    form = StepForm(
        request.POST,
        step=step,
        facts=case.facts,
        requested_minutes=case.requested_minutes,
        revision=case.revision,
        suggested=usual,
    )
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        return {"stands_still": True}
    if not form.is_valid():
        return {"cannot": next(iter(form.errors.values()))[0]}
    typed = typed_data(step, form)
    laid = laid_together(step, case, form) if is_newer(case, form) else None
    if laid is not None and laid.conflicts:
        return {"conflicts": _labels(form, laid.conflicts)}
    values: Mapping[str, Any] = laid.values if laid is not None else typed
    taken = laid.taken if laid is not None else ()
    left = [name for name in usual if facts_in(step, values)[name] == usual[name]]
    try:
        saved = _saved(request, case, step, form, {**values, **dict.fromkeys(left)})
    except actions.StaleCase:  # in the moment between reading the case and saving it
        return _kept(request, queries.case(number=case.number), step)
    except actions.ContradictoryFacts as refused:
        return {"cannot": refused.contradictions[0].reason.in_language(language_now())}
    except ChangeNotAllowed:
        return {"stands_still": True}
    return {
        "case": saved,
        "saved": True,
        "taken": _labels(form, taken),
        "seen": json.dumps({name: value for name, value in typed.items() if name not in left}),
        # Where a colleague's answer stands and this page shows another, each saving looks again.
        "revision": form.cleaned_data["revision"] if taken else saved.revision,
    }


def _saved(
    request: HttpRequest,
    case: CaseRow,
    step: JourneyStep,
    form: StepForm,
    values: Mapping[str, Any],
) -> CaseRow:
    """Save a step where it says something else than is stored; without saying that it is done."""
    facts: Mapping[str, FactValue | None] = facts_in(step, values)
    stored = shown_data(step, facts=case.facts, requested_minutes=case.requested_minutes)
    if {name: value for name, value in values.items() if value is not None} == stored:
        return case
    return actions.save_facts(
        actor=actor_of(request),
        case_id=case.id,
        revision=case.revision,
        facts=facts,
        requested_minutes=values.get(REQUESTED) if REQUESTED in step.fields else actions.Keep.AS_IS,
        page=form.cleaned_data["sitting"],
    )


def _as_sent(request: HttpRequest) -> dict[str, str]:
    """What the page was opened with, as it was sent along, so that it is not lost."""
    return {name: request.POST.get(name, "") for name in ("revision", "seen")}


def _labels(form: StepForm, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(form.fields[name].label) for name in names)
