"""The page on which a what-if is asked, answered at once, and kept."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from policy_profiles.differences.candidates import Candidates
from policy_profiles.simulation.values import Impact
from policy_profiles.what_if.actions import (
    MOST_KEPT,
    TooManyKept,
    keep_scenario,
    may_remove,
)
from policy_profiles.what_if.asking import Question, TooFewCases, answer
from policy_profiles.what_if.cases import CasesChanged, case_source
from policy_profiles.what_if.form import KeepForm, WhatIfForm
from policy_profiles.what_if.page import Titles, what_if_page
from policy_profiles.what_if.queries import case_sets, scenarios_of
from policy_profiles.what_if.shield import FEWEST_CASES

_PAGE = "policy_profiles/what_if.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What became of a question: an impact, or why there is none."""

    impact: Impact | None = None
    too_few: int | None = None
    has_changed: bool = False


@require_safe
@requires(Permission.READ_POLICY)
def what_if(request: HttpRequest) -> HttpResponse:
    """Show the choices, and what comes out of them; nothing is kept."""
    form = what_if_form(request.GET)
    return _page(request, form, KeepForm(), status=200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_POLICY)
def keep(request: HttpRequest) -> HttpResponseBase:
    """Keep the what-if that is asked, with the cases that it is of, under a name.

    Who comes without having sent anything, as after signing in anew, gets the page of the choices.
    """
    if request.method != "POST":
        return redirect("policy:what_if")
    form, name = what_if_form(request.POST), KeepForm(request.POST)
    is_whole = form is not None and form.is_valid() and name.is_valid()
    if form is None or not is_whole or form.question is None:
        return _page(request, form, name, status=400)
    try:
        kept = keep_scenario(
            actor=actor_of(request), name=name.cleaned_data["naam"], question=form.question
        )
    except TooManyKept:
        name.add_error("naam", _too_many())
        return _page(request, form, name, status=400)
    except (TooFewCases, CasesChanged):
        return _page(request, form, name, status=400)
    messages.success(request, _("De doorrekening is bewaard. Deel het adres met uw collega's."))
    return redirect("policy:scenario", scenario_id=kept.id)


def _too_many() -> str:
    text = _(
        "Van het afgelopen jaar zijn hier al %(most)s doorrekeningen bewaard, en meer kan niet. "
        "Verwijder er een, of druk op “Reken door” en deel het adres van de bladzijde: daar staat "
        "de hele vraag in."
    )
    return text % {"most": MOST_KEPT}


def what_if_form(asked: QueryDict) -> WhatIfForm | None:
    """Give the form for what is asked; None where nothing was ever decided here."""
    days = case_source().first_and_last_day()
    if days is None:
        return None
    candidates = Candidates(today=timezone.localdate(), language=language_now(), is_inside=True)
    return WhatIfForm(asked, candidates=candidates, decided=days, case_sets=case_sets())


def answered(question: Question) -> Answered:
    """Work a question through, or say why that is not done."""
    try:
        return Answered(impact=answer(question))
    except TooFewCases as few:
        return Answered(too_few=few.cases)
    except CasesChanged:
        return Answered(has_changed=True)


def _page(
    request: HttpRequest, form: WhatIfForm | None, name: KeepForm, *, status: int
) -> HttpResponse:
    scenarios, actor = scenarios_of(), actor_of(request)
    context: dict[str, Any] = {
        "form": form,
        "scenarios": scenarios,
        "removable": {row.id for row in scenarios if may_remove(actor, made_by=row.made_by)},
        "fewest": FEWEST_CASES,
    }
    question = form.question if form is not None and form.is_valid() else None
    if question is not None:
        found = answered(question)
        context |= {"question": question, "found": found, "keep_form": name}
        if found.impact is not None:
            titles = Titles(after=question.after.title, before=question.before.title)
            context |= {"impact": found.impact, "page": what_if_page(found.impact, titles=titles)}
    elif form is not None:
        status = 400
    return render(request, _PAGE, context, status=status)
