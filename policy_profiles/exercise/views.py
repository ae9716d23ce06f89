"""The rounds of the blind exercise: the list, opening one, what came of it, closing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from policy_profiles import queries as policy
from policy_profiles.exercise import actions, queries
from policy_profiles.exercise.forms import RoundForm
from policy_profiles.exercise.models import FEWEST_CLIENTS
from policy_profiles.exercise.outcome import TooFewAssessors, outcome_of
from policy_profiles.exercise.page import outcome_page, own_lines
from policy_profiles.exercise.queries import OwnAnswers, RoundRow
from policy_profiles.exercise.shield import FEWEST_ASSESSORS
from rulebook.vignettes import VIGNETTES

_BY_ID = {one.id: one for one in VIGNETTES}


@require_safe
@requires(Permission.READ_POLICY)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """List the rounds, those that are open with what is left to do for the reader."""
    today = timezone.localdate()
    context = {
        "rounds": [(row, row.is_open(on=today)) for row in queries.rounds()],
        "may_manage": has_permission(request.user, Permission.EDIT_POLICY),
        "may_judge": has_permission(request.user, Permission.SCORE_VIGNETTES),
        "fewest": FEWEST_ASSESSORS,
    }
    return render(request, "policy_profiles/exercise.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_POLICY)
def open_round(request: HttpRequest) -> HttpResponseBase:
    """Ask for clients and a last day, and open a round."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(
                actor=actor_of(request),
                title=form.cleaned_data["naam"],
                vignettes=form.chosen,
                last_day=form.cleaned_data["laatste_dag"],
            )
        except actions.SameRoundIsOpen as same:
            messages.info(request, _("Met deze klanten is al een ronde open. U ziet haar hier."))
            return redirect("policy:exercise_round", same.round_id)
        messages.success(request, _("De ronde is open. Uw collega's zien haar bij hun werk."))
        return redirect("policy:exercise_round", made.id)
    status = 400 if form.is_bound else 200
    context = {"form": form, "fewest": FEWEST_CLIENTS}
    return render(request, "policy_profiles/exercise_open.html", context, status=status)


@require_safe
@requires(Permission.READ_POLICY)
@never_cache
def one_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show a round: while it is open what is left to do, after that what came of it."""
    row = round_or_404(round_id)
    mine = queries.own_answers(row=row, user_id=actor_of(request).id)
    is_open = row.is_open(on=timezone.localdate())
    may_judge = has_permission(request.user, Permission.SCORE_VIGNETTES)
    context: dict[str, Any] = {
        "round": row,
        "is_open": is_open,
        "may_judge": may_judge,
        "may_manage": has_permission(request.user, Permission.EDIT_POLICY),
        "mine": mine,
        "to_judge": _to_judge(mine) if is_open and may_judge else (),
        "titles": [_BY_ID[name] for name in row.vignettes if name in _BY_ID],
        "fewest": FEWEST_ASSESSORS,
        **(_needed(row) if is_open else _outcome(row, mine)),
    }
    return render(request, "policy_profiles/exercise_round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_POLICY)
def close_round(request: HttpRequest, round_id: UUID) -> HttpResponseBase:
    """Say what closing does, and do it when asked to."""
    row = round_or_404(round_id)
    if not row.is_open(on=timezone.localdate()):
        return redirect("policy:exercise_round", row.id)
    if request.method != "POST":
        context = {"round": row, **_needed(row)}
        return render(request, "policy_profiles/exercise_close.html", context)
    try:
        actions.close_round(actor=actor_of(request), round_id=row.id)
    except actions.RoundIsClosed:
        messages.info(request, _("De ronde was al gesloten."))
    else:
        messages.success(request, _("De ronde is gesloten."))
    return redirect("policy:exercise_round", row.id)


def round_or_404(round_id: UUID) -> RoundRow:
    """Give a round for its page."""
    try:
        return queries.round_row(round_id=round_id)
    except queries.NoSuchRound as nothing:
        raise Http404(str(nothing)) from nothing


def _needed(row: RoundRow) -> dict[str, Any]:
    return {"needed": queries.still_needed(row=row)}


def _to_judge(mine: OwnAnswers) -> list[tuple[int, bool]]:
    return [(place, name in mine.scores) for place, name in enumerate(mine.order, start=1)]


def _outcome(row: RoundRow, mine: OwnAnswers) -> dict[str, Any]:
    """What came of a round beside the rules of the day it ended, and what the reader answered."""
    ended = row.ended_on
    context: dict[str, Any] = {"own_lines": own_lines(answers=mine, vignettes=_BY_ID)}
    try:
        found = outcome_of(row=row, on=timezone.localdate())
    except TooFewAssessors as few:
        return {**context, "needed": few.needed}
    baseline = policy.baseline_on(on=ended).profile
    try:
        own = policy.profile_on(on=ended).profile
    except policy.NoProfileInForce:
        own = baseline
    page = outcome_page(outcome=found, own=own, baseline=baseline, mine=mine.scores)
    return {**context, "page": page, "is_assessor": mine.is_complete}
